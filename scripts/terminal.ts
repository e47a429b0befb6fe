import type { BilingualText } from "@tongshu/schema";
import { bilingual } from "@tongshu/schema";
import cliProgress from "cli-progress";

/** Shows how far a long step has come. */
export interface Progress {
  update(done: number, total: number, what?: BilingualText): void;
  stop(): void;
}

const LINES_PER_STEP = 10;

/** One line for the person who watches; results that a program reads go to stdout by themselves. */
export function say(text: BilingualText): void {
  process.stderr.write(`${bilingual(text)}\n`);
}

/** A bar where somebody watches, else a plain line for every tenth, as a log wants it. */
export function openProgress(step: BilingualText): Progress {
  return process.stderr.isTTY ? openBar(step) : openLines(step);
}

function openBar(step: BilingualText): Progress {
  const format = `${bilingual(step)} {bar} {percentage}% {value}/{total} {what}`;
  const bar = new cliProgress.SingleBar({ format, hideCursor: true, etaBuffer: 1000 }, cliProgress.Presets.shades_grey);
  bar.start(1, 0, { what: "" });
  return {
    update(done, total, what) {
      bar.setTotal(total);
      bar.update(done, { what: what ? bilingual(what) : "" });
    },
    stop: () => bar.stop(),
  };
}

function openLines(step: BilingualText): Progress {
  let tenthsShown = 0;
  return {
    update(done, total) {
      const tenths = total === 0 ? LINES_PER_STEP : Math.floor((done / total) * LINES_PER_STEP);
      if (tenths <= tenthsShown) return;
      tenthsShown = tenths;
      process.stderr.write(`${bilingual(step)} ${tenths * LINES_PER_STEP}%\n`);
    },
    stop: () => {},
  };
}
