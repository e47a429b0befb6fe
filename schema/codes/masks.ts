const TOWNSHIP_PART = /^[^0-9０-９路巷号]+?(?:街道|镇(?!原县)|乡)/u;
const COUNTY_PART =
  /^(?:[^0-9０-９路街巷号]{1,12}?(?:省|自治区))?(?:[^0-9０-９路街巷号]{1,14}?(?:市|州))?(?:[^0-9０-９路街巷号]{1,20}?(?:县|市|(?<![小社园])区))?/u;
const HIDDEN = "***";

/** First character and one star, whatever the length: the length of a name says something about it. */
export function maskName(name: string): string {
  const [first = ""] = name;
  return `${first}*`;
}

/** First six and last four characters of a citizen ID number. */
export function maskCitizenId(number: string): string {
  return number.length === 18 ? `${number.slice(0, 6)}********${number.slice(-4)}` : HIDDEN;
}

/** First three and last four digits of a mobile number. */
export function maskPhone(phone: string): string {
  return /^[0-9]{11}$/.test(phone) ? `${phone.slice(0, 3)}****${phone.slice(-4)}` : HIDDEN;
}

/** The address down to the township or street; to the county when no township can be told; nothing when neither can. */
export function maskAddress(address: string): string {
  return TOWNSHIP_PART.exec(address)?.[0] || COUNTY_PART.exec(address)?.[0] || HIDDEN;
}

/** The year of a day. */
export function maskDate(date: string): string {
  return date.slice(0, 4);
}
