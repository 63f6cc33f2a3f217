// Dates as people write them -> days. Two numbers up to twelve (3/4/2007) are a day in one country and another in the next: no
// date. A year alone is a word to look for, but where it is the beginning or the end of a time (before 2008, 2005-2007).

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const MONTH =
  "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
export const YEAR = "(?:19|20)\\d\\d";
const DAY = "(?:0?[1-9]|[12]\\d|3[01])(?:st|nd|rd|th)?";

/** A date in running text: the pattern of `readDate`, as text for larger patterns; it has no groups. */
export const DATE = [
  `${DAY} (?:of )?${MONTH}\\.?,? ${YEAR}`,
  `${MONTH}\\.? ${DAY},? ${YEAR}`,
  `${MONTH}\\.?,? (?:of )?${YEAR}`,
  `${YEAR}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])`,
  `${YEAR}-(?:0[1-9]|1[0-2])(?![-\\d])`,
  `(?:1[3-9]|2\\d|3[01])[./](?:0?[1-9]|1[0-2])[./]${YEAR}`,
  `(?:0?[1-9]|1[0-2])/(?:1[3-9]|2\\d|3[01])/${YEAR}`,
].join("|");

/**
 * The first and the last day that a date means, the same for a single day; null when there is no such day.
 * @param {string} text a match of DATE
 * @returns {{ from: string, to: string } | null}
 */
export function readDate(text) {
  const year = /(?:19|20)\d\d/.exec(text)?.[0] ?? "";
  const named =
    /[a-z]{3,}/i
      .exec(text.replace(/\bof\b/i, ""))?.[0]
      .slice(0, 3)
      .toLowerCase() ?? "";
  const numbers = text.replace(year, "").match(/\d+/g) ?? [];
  if (!named && !numbers.length && year) return { from: `${year}-01-01`, to: `${year}-12-31` };
  if (!named && Number(numbers[0]) > 12) numbers.reverse();
  const month = named ? MONTHS.indexOf(named) + 1 : Number(numbers.shift());
  const day = numbers.length ? Number(numbers[0]) : 0;
  const days = new Date(Date.UTC(Number(year), month, 0)).getUTCDate();
  if (!year || !month || day > days) return null;
  const iso = (/** @type {number} */ one) =>
    `${year}-${String(month).padStart(2, "0")}-${String(one).padStart(2, "0")}`;
  return day ? { from: iso(day), to: iso(day) } : { from: iso(1), to: iso(days) };
}
