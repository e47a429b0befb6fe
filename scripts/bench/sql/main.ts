import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { runChild } from "../child-process.ts";
import { givenStack } from "../given-stack.ts";
import type { QuestionName } from "../questions.ts";
import type { WaySettings } from "../way.ts";
import { dossier } from "./dossier.ts";
import { list } from "./organisations.ts";
import { batch, lookup } from "./person.ts";
import { openRegisters, type Registers } from "./registers.ts";

type Answerer = (registers: Registers, variables: never) => Promise<unknown>;

const ANSWERERS: Readonly<Record<QuestionName, Answerer>> = { dossier, lookup, list, batch };

// What somebody would write by hand for exactly these four questions: the least that the answers can cost.
await runChild(async (settings: WaySettings, running) => {
  const stack = givenStack(settings);
  const registers = openRegisters((name) => stack.urlOf(name, "runtime"), running);
  const server = createQuestionServer(registers);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  running.defer(() => server.closeAllConnections());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
});

function createQuestionServer(registers: Registers): Server {
  return createServer((request, response) => {
    const answerer = ANSWERERS[(request.url ?? "").slice(1) as QuestionName];
    bodyOf(request)
      .then((variables) => answerer(registers, variables as never))
      .then((data) => {
        const bytes = Buffer.from(JSON.stringify({ data }));
        response.writeHead(200, { "content-type": "application/json; charset=utf-8", "content-length": bytes.length });
        response.end(bytes);
      })
      .catch((error: Error) => response.writeHead(500).end(error.message));
  });
}

function bodyOf(request: IncomingMessage): Promise<unknown> {
  return new Promise((done, fail) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("error", fail);
    request.on("end", () => done(JSON.parse(Buffer.concat(chunks).toString("utf8"))));
  });
}
