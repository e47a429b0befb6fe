const FULL_WIDTH_ASCII = /[\uFF01-\uFF5E]/g;
/** White space of every kind, and the characters that print as nothing. */
const INVISIBLE = /[\s\u00AD\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\uFEFF]/g;
const MIDDLE_DOTS = /[·•．.・‧]/g;

function foldWidth(text: string): string {
  return text.replace(FULL_WIDTH_ASCII, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0));
}

/**
 * A code as its check wants it: full-width ASCII folded, white space and invisible characters gone, upper case.
 * Not NFKC, which would turn a circled or Roman digit into a valid one. Only ASCII is upper-cased, for the same reason.
 */
export function normaliseCode(raw: string): string {
  return foldWidth(raw)
    .replace(INVISIBLE, "")
    .replace(/[a-z]/g, (char) => char.toUpperCase());
}

/** A personal name as it is compared: width folded, trimmed, one kind of middle dot. The name itself is kept raw. */
export function normaliseName(raw: string): string {
  return foldWidth(raw).trim().replace(MIDDLE_DOTS, "·");
}
