import postgres from "postgres";

/** Two for each database: the processors are busy long before the connections are. */
const CLIENTS_PER_DATABASE = 2;

const asText = (value: string) => value;

/** As the answer wants them: days as they are, instants as RFC 3339 writes them. */
const TYPES = {
  instant: {
    to: 1184,
    from: [1184],
    serialize: asText,
    parse: (text: string) => `${text.slice(0, 10)}T${text.slice(11)}:00`,
  },
  day: { to: 1082, from: [1082], serialize: asText, parse: asText },
};

/** Several clients of one connection each, by turns; one client of several connections would search a queue. */
export interface Connections {
  readonly next: postgres.Sql;
  close(): Promise<void>;
}

export function openConnections(url: string): Connections {
  const clients = Array.from({ length: CLIENTS_PER_DATABASE }, () => {
    return postgres(url, { max: 1, types: TYPES, connection: { timezone: "Asia/Shanghai" }, onnotice: () => {} });
  });
  let turn = 0;
  return {
    // Every request sends the same statements, so taking turns is as even as counting.
    get next() {
      turn = (turn + 1) % clients.length;
      return clients[turn] as postgres.Sql;
    },
    close: async () => void (await Promise.all(clients.map((client) => client.end()))),
  };
}
