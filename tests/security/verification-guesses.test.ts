// Class "asking without reading": a value is not found by trying, however the tries are spread.
import type { RunningGateway } from "@tongshu/gateway";
import postgres from "postgres";
import { beforeEach, describe, expect, test } from "vitest";
import { post, type Reply } from "../support/ask.ts";
import { CALLERS, type CallerName } from "../support/callers.ts";
import { citizenIdOf } from "../support/planted/numbers.ts";
import { ada, ben, cai, duo } from "../support/planted/people.ts";
import { usePlantedHub } from "../support/planted-hub.ts";

const hub = usePlantedHub();

const QUERY = `query ($subjects: [PersonClaims!]!) { verifyPersons(subjects: $subjects) { claims { field result } } }`;
const NOBODY = citizenIdOf("1960-06-06", 7);
const WRONG = ["甲", "乙", "丙", "丁", "戊", "己"] as const;

type Subject = Readonly<Record<string, unknown>>;

function resultsOf({ data }: Reply, key = "verifyPersons"): (string | null)[] {
  return data[key].flatMap(({ claims }: { claims: { result: string | null }[] }) => claims.map(({ result }) => result));
}

function ask(subjects: readonly Subject[], who: CallerName = "hrsPension"): Promise<Reply> {
  return hub().ask(who, { query: QUERY, variables: { subjects } });
}

function guess(name: string, row: Subject = ada): Promise<Reply> {
  return ask([{ idNumber: row["id_number"], name }]);
}

async function sql<T>(run: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const client = postgres(hub().stack.urlOf("hub", "owner"), { max: 1, onnotice: () => {} });
  try {
    return await run(client);
  } finally {
    await client.end();
  }
}

beforeEach(async () => {
  await sql((client) => client`TRUNCATE verification_guesses, guess_alerts`);
});

describe("after five different wrong guesses", () => {
  test("the right value is refused too, with an error for that claim; others go on", async () => {
    for (const name of WRONG.slice(0, 5)) expect(resultsOf(await guess(name))).toEqual(["MISMATCH"]);
    const reply = await ask([
      { idNumber: duo["id_number"], name: "杜远行" },
      { idNumber: ada["id_number"], name: "安雅秀", lifeStatus: "ALIVE" },
    ]);
    expect(resultsOf(reply)).toEqual(["MATCH", null, "MATCH"]);
    expect(reply.status).toBe(200);
    expect(reply.errors.map(({ path, extensions: { code, field } }) => [path, code, field])).toEqual([
      [["verifyPersons", 1], "GUESS_LIMITED", "Person.name"],
    ]);
    expect(JSON.stringify(hub().calls[0]?.call.variables)).not.toContain("安雅秀");
  });

  test("a value that was tried before is refused as well", async () => {
    for (const name of WRONG.slice(0, 5)) await guess(name);
    expect((await guess(WRONG[0])).codes).toEqual(["GUESS_LIMITED"]);
  });

  test("another purpose, client or officer of the department does not help, another department is not concerned", async () => {
    for (const name of WRONG.slice(0, 5)) await guess(name);
    const right = [{ idNumber: ada["id_number"], name: "安雅秀" }];
    expect((await ask(right, "hrs")).codes).toEqual(["GUESS_LIMITED"]);
    expect((await ask(right, "hrsLanzhou")).codes).toEqual(["GUESS_LIMITED"]);
    expect(resultsOf(await ask(right, "aic"))).toEqual(["MATCH"]);
  });

  test("the whole request fails in strict mode", async () => {
    for (const name of WRONG.slice(0, 5)) await guess(name);
    const variables = { subjects: [{ idNumber: ada["id_number"], name: "安雅秀" }] };
    const reply = await hub().ask("hrsPension", { query: QUERY, variables, headers: { "x-access-mode": "strict" } });
    expect([reply.codes, reply.data, hub().calls]).toEqual([["GUESS_LIMITED"], undefined, []]);
  });

  test("an alert stands in the hub and in the log, without a number or a name", async () => {
    const lineCount = hub().logLines.length;
    for (const name of WRONG) await guess(name);
    await guess(WRONG[5]);
    const alerts = await sql((client) => client`SELECT * FROM guess_alerts`);
    expect(alerts).toHaveLength(1);
    expect(alerts[0]).toMatchObject({
      department: "HRS",
      client_id: "hrs-province",
      officer_id: "hrs-officer-1",
      purpose: "PENSION_CHECK",
      field: "Person.name",
      refused_count: 2,
    });
    const lines = hub().logLines.slice(lineCount).join("");
    expect(lines).toContain("guess limit reached");
    const guesses = await sql((client) => client`SELECT * FROM verification_guesses`);
    const kept = JSON.stringify([alerts, guesses]) + lines;
    expect(kept).not.toContain(String(ada["id_number"]));
    for (const name of WRONG) expect(kept).not.toContain(name);
  });
});

describe("counted", () => {
  test("are guesses about unknown and hidden people", async () => {
    for (const number of [NOBODY, cai["id_number"]]) {
      for (const name of WRONG.slice(0, 5)) {
        expect(resultsOf(await ask([{ idNumber: number, name }]))).toEqual(["NOT_FOUND"]);
      }
      expect((await ask([{ idNumber: number, name: "蔡小苗" }])).codes).toEqual(["GUESS_LIMITED"]);
    }
  });

  test("is the same wrong value once, in whatever width and with whatever dot", async () => {
    for (const name of ["古丽·甲", "古丽．甲", " 古丽•甲", "古丽・甲", "古丽‧甲", "古丽·甲"]) {
      expect(resultsOf(await guess(name))).toEqual(["MISMATCH"]);
    }
    expect(resultsOf(await guess("安雅秀"))).toEqual(["MATCH"]);
  });

  test("is a match not at all, and leaves nothing behind", async () => {
    for (let round = 0; round < 7; round += 1) expect(resultsOf(await guess("安雅秀"))).toEqual(["MATCH"]);
    expect(await sql((client) => client`SELECT * FROM verification_guesses`)).toEqual([]);
  });

  test("is each field and each subject by itself", async () => {
    for (const name of WRONG.slice(0, 5)) await guess(name);
    expect(resultsOf(await ask([{ idNumber: ada["id_number"], lifeStatus: "ALIVE" }]))).toEqual(["MATCH"]);
    expect(resultsOf(await guess("白本真", ben))).toEqual(["MATCH"]);
  });

  test("is a guess whose result the caller does not select", async () => {
    const query = "query ($subjects: [PersonClaims!]!) { verifyPersons(subjects: $subjects) { claims { asOf } } }";
    for (const name of WRONG.slice(0, 5)) {
      await hub().ask("hrsPension", { query, variables: { subjects: [{ idNumber: ada["id_number"], name }] } });
    }
    expect((await guess("安雅秀")).codes).toEqual(["GUESS_LIMITED"]);
    expect(resultsOf(await guess("白本真", ben))).toEqual(["MATCH"]);
    expect(await sql((client) => client`SELECT * FROM verification_guesses`)).toHaveLength(1);
  });
});

describe("spread in one request", () => {
  test("over subjects of one list, no more than five are compared", async () => {
    const reply = await ask([...WRONG, "安雅秀"].map((name) => ({ idNumber: ada["id_number"], name })));
    expect(resultsOf(reply)).toEqual([...Array(5).fill("MISMATCH"), null, null]);
    expect(reply.codes).toEqual(["GUESS_LIMITED", "GUESS_LIMITED"]);
    expect(reply.errors.map(({ path }) => path)).toEqual([
      ["verifyPersons", 5],
      ["verifyPersons", 6],
    ]);
  });

  test("over two fields, no more than five are compared", async () => {
    const query = `query ($a: [PersonClaims!]!, $b: [PersonClaims!]!) {
      first: verifyPersons(subjects: $a) { claims { result } } second: verifyPersons(subjects: $b) { claims { result } }
    }`;
    const subjects = [...WRONG.slice(0, 5), "己", "庚", "辛", "壬", "安雅秀"].map((name) => ({
      idNumber: ada["id_number"],
      name,
    }));
    const variables = { a: subjects.slice(0, 5), b: subjects.slice(5) };
    const reply = await hub().ask("hrsPension", { query, variables });
    expect(resultsOf(reply, "first")).toEqual(Array(5).fill("MISMATCH"));
    expect(resultsOf(reply, "second")).toEqual(Array(5).fill(null));
    expect(reply.errors.map(({ path }) => path?.[0])).toEqual(Array(5).fill("second"));
  });

  test("over the spellings of one number, no more than five are compared", async () => {
    const number = String(ada["id_number"]);
    const wide = number.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
    const spellings = [number, ` ${number}`, wide, `${number.slice(0, 6)} ${number.slice(6)}`];
    const reply = await ask([...WRONG, "安雅秀"].map((name, index) => ({ idNumber: spellings[index % 4], name })));
    expect(resultsOf(reply).filter((result) => result !== null)).toEqual(Array(5).fill("MISMATCH"));
  });
});

describe("spread over time and place", () => {
  test("at the same moment over two gateways, no more than five are compared", async () => {
    const second: RunningGateway = await hub().startGateway();
    const headers = await hub().headersOf(CALLERS.hrsPension);
    const names = Array.from({ length: 24 }, (_, index) => `甲${index}`);
    const replies = await Promise.all(
      names.map((name, index) => {
        const url = index % 2 === 0 ? hub().graphqlUrl : `${second.url}/graphql`;
        const variables = { subjects: [{ idNumber: ada["id_number"], name }] };
        return post(url, headers, JSON.stringify({ query: QUERY, variables }));
      }),
    );
    const results = replies.flatMap((reply) => resultsOf(reply));
    expect(results.filter((result) => result === "MISMATCH")).toHaveLength(5);
    expect(results.filter((result) => result === null)).toHaveLength(19);
  });

  test("a gateway that starts anew remembers", async () => {
    for (const name of WRONG.slice(0, 5)) await guess(name);
    const restarted = await hub().startGateway();
    const variables = { subjects: [{ idNumber: ada["id_number"], name: "安雅秀" }] };
    const headers = await hub().headersOf(CALLERS.hrsPension);
    const reply = await post(`${restarted.url}/graphql`, headers, JSON.stringify({ query: QUERY, variables }));
    expect(reply.codes).toEqual(["GUESS_LIMITED"]);
  });
});

test("the hub database holds subjects and values as HMACs alone", async () => {
  for (const name of WRONG.slice(0, 5)) await guess(name);
  const [row] = await sql((client) => client`SELECT subject, guesses FROM verification_guesses`);
  const kept = [row?.["subject"], ...Object.keys(row?.["guesses"])];
  expect(kept).toEqual(Array(6).fill(expect.stringMatching(/^[\w-]{43}$/)));
});

describe("alerts", () => {
  const ALERTS = "{ guessAlerts { department field clientId refusedCount subject } }";
  const alertsOf = async (who: string) => {
    const { data, codes } = await hub().govern(who, { query: ALERTS });
    return codes.length > 0 ? codes : data.guessAlerts;
  };

  test("are listed to the department's own administrator and to the sharing authority, and to nobody else", async () => {
    for (const name of WRONG) await guess(name);
    const alert = { department: "HRS", field: "Person.name", clientId: "hrs-province", refusedCount: 1 };
    expect(await alertsOf("hrs-admin-1")).toEqual([{ ...alert, subject: expect.stringMatching(/^[\w-]{43}$/) }]);
    expect(await alertsOf("gso-auditor-1")).toMatchObject([alert]);
    expect(await alertsOf("psd-admin-1")).toEqual([]);
    expect(await alertsOf("hrs-approver-1")).toEqual(["ROLE_REQUIRED"]);
  });
});
