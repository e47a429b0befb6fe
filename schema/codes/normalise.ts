const FULL_WIDTH_ASCII = /[\uFF01-\uFF5E]/g;
/** White space of every kind, and the characters that print as nothing. */
const INVISIBLE = /[\s\u00AD\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\uFEFF]/g;
const MIDDLE_DOTS = /[·•．.・‧]/g;

/** The same folding for a database: each character of `from` becomes the one at its place in `to`, or goes where there is none. */
export interface Folding {
  readonly from: string;
  readonly to: string;
  /** Characters taken from both ends afterwards. */
  readonly trimmed: string;
}

const WIDE = Array.from({ length: 0x5e }, (_, index) => String.fromCharCode(0xff01 + index)).join("");
const NARROW = Array.from({ length: 0x5e }, (_, index) => String.fromCharCode(0x21 + index)).join("");
const SPACES =
  "\t\n\v\f\r \u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF";

/** As `normaliseName`. */
export const NAME_FOLDING: Folding = {
  from: `•．.・‧${WIDE.replace("．", "")}`,
  to: `·····${NARROW.replace(".", "")}`,
  trimmed: SPACES,
};

const ADDRESS_PUNCTUATION = "，,。、；;：:．.";

/** As `normaliseAddress`. */
export const ADDRESS_FOLDING: Folding = {
  from: `${withoutAll(WIDE, "，；：．")}${ADDRESS_PUNCTUATION}${SPACES}\u200B\u200C\u200D`,
  to: [...withoutAll(NARROW, ",;:.")].join(""),
  trimmed: "",
};

function withoutAll(text: string, gone: string): string {
  return [...text].filter((char) => !gone.includes(char)).join("");
}

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

const ADDRESS_MAP = new Map([...ADDRESS_FOLDING.from].map((char, index) => [char, ADDRESS_FOLDING.to[index] ?? ""]));

/** An address as it is compared: width folded, without white space and the punctuation that people add. */
export function normaliseAddress(raw: string): string {
  return [...raw].map((char) => ADDRESS_MAP.get(char) ?? char).join("");
}
