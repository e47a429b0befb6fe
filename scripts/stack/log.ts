import { type DestinationStream, destination, type Logger, pino } from "pino";

/** JSON lines: into the file that is named, else to stdout, where a service manager collects them. */
export function openLog(file?: string): Logger {
  const stream: DestinationStream = file === undefined ? destination(1) : destination({ dest: file, mkdir: true });
  return pino({ base: null }, stream);
}
