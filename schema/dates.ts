const BEIJING_OFFSET_MS = 8 * 60 * 60 * 1000;

/** The day in Beijing at an instant, `YYYY-MM-DD`. China keeps one time zone without summer time. */
export function beijingDate(timeMs: number): string {
  return new Date(timeMs + BEIJING_OFFSET_MS).toISOString().slice(0, 10);
}

/** The instant as RFC 3339 writes it at +08:00, milliseconds only where there are any. */
export function beijingDateTime(timeMs: number): string {
  const text = new Date(timeMs + BEIJING_OFFSET_MS).toISOString();
  return `${text.replace(/\.000Z$|Z$/, "")}+08:00`;
}

/** Whether the text is a day that exists, written `YYYY-MM-DD`. */
export function isDate(text: string): boolean {
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text)) return false;
  const timeMs = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(timeMs) && new Date(timeMs).toISOString().startsWith(text);
}
