import type { BilingualText } from "@tongshu/schema";
import { type Figures, ratio } from "./figures.ts";
import type { WayName } from "./way.ts";

/** The dossier, as many times as fast as ordinary federation; below it something has become slow. */
const FLOORS: Readonly<Partial<Record<WayName, number>>> = { hub: 5, split: 2 };

/** Says which ways are below their floor; null when none is, or when there is nothing to compare with. */
export function floorMissed(figures: readonly Figures[]): BilingualText | null {
  const missed = Object.entries(FLOORS).flatMap(([way, floor]) => {
    const times = ratio(figures, "dossier", way as WayName, "ordinary");
    return times === null || times >= floor ? [] : [{ way, times: times.toFixed(2), floor }];
  });
  if (missed.length === 0) return null;
  return {
    zh: missed
      .map(({ way, times, floor }) => `${way} 的档案查询只有普通联邦的 ${times} 倍，应不低于 ${floor} 倍`)
      .join("；"),
    en: missed
      .map(({ way, times, floor }) => `${way} answers dossiers ${times}× as fast as ordinary federation, not ${floor}×`)
      .join("; "),
  };
}
