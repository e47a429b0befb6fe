/** What an example can expect: verdicts that need no data. */
export const EXPECTED_VERDICTS = ["FULL", "MASKED", "VERIFIED", "DENIED"] as const;
export type ExpectedVerdict = (typeof EXPECTED_VERDICTS)[number];
