// The parts of an identifier -> canonical identifiers and addresses. The rules are those of generator/cables/ids.py:
// tests/cables/ids.json is one table of cases for both (pasted.js finds identifiers in a text).

/**
 * The posts that the room knows: their codes, and for each other spelling, squeezed to capitals, its code.
 * @typedef {{ codes: string[], names: Record<string, string> }} Posts
 */

/**
 * The posts as a page has them (generator/pages/search_words.py): "ABUJA,ABUJ ACCRA".
 * @param {string} text
 * @returns {Posts}
 */
export function postsOf(text) {
  const all = text.split(" ").map((one) => one.split(","));
  return {
    codes: all.map(([code]) => code),
    names: Object.fromEntries(all.flatMap(([code, ...names]) => names.map((name) => [name, code]))),
  };
}

const PIVOT = 30;
const TITLES = ["AMEMBASSY", "EMBASSY", "AMCONSUL", "CONSULATE", "USMISSION"];

/**
 * The calendar year of two to four digits: 07, 007 (a slip), 2007; null when it can be none.
 * @param {string} digits
 */
export function writtenYear(digits) {
  const number = Number(digits);
  if (digits.length === 4) return number >= 1900 && number <= 2059 ? number : null;
  if (digits.length === 3 && digits[0] !== "0") return null;
  return number + (number >= PIVOT ? 1900 : 2000);
}

/**
 * The code of a post as printed (RIO DE JAN, AMEMBASSY ASTANA, SANA'A); null for one that the room does not know.
 * @param {string} name
 * @param {Posts} posts
 */
export function postCode(name, posts) {
  const letters = name.toUpperCase().replace(/[^A-Z]/g, "");
  const known = (/** @type {string} */ one) => {
    if (posts.codes.includes(one)) return one;
    return Object.hasOwn(posts.names, one) ? posts.names[one] : null;
  };
  const title = TITLES.find((one) => letters.startsWith(one));
  return known(letters) ?? (title ? known(letters.slice(title.length)) : null);
}

/**
 * @param {number} year four digits
 * @param {string} post a code
 * @param {string} serial digits, which may begin with zeros
 */
export function makeId(year, post, serial) {
  const two = String(year % 100).padStart(2, "0");
  return `${writtenYear(two) === year ? two : year}${post}${Number(serial)}`;
}

/**
 * The year, post and number of a canonical identifier; null for any other text.
 * @param {string} id
 */
export function partsOf(id) {
  const found = /^(\d\d|\d{4})([A-Z]{2,20})([1-9]\d{0,6})(?:-[1-9]\d{0,4})?$/.exec(id);
  const year = found && writtenYear(found[1]);
  return found && year ? { year, post: found[2], serial: Number(found[3]) } : null;
}

/**
 * The address of the page of a canonical identifier, seen from the root of the site; null for any other text.
 * @param {string} id
 */
export function address(id) {
  const parts = partsOf(id);
  return parts ? `cable/${parts.year}/${parts.post.toLowerCase()}/${id}.html` : null;
}

const BETWEEN_PARTS = "(?:\\s?[-–—]\\s?|[._/:\\s])?";
const PARTS = new RegExp(
  `(?<![\\p{L}\\p{N}/=._-])([\\dOIl]{4}|[\\dOIl]{2})${BETWEEN_PARTS}([A-Z]{2,20}(?: [A-Z]{2,20}){0,2})${BETWEEN_PARTS}([\\dOIl]{1,7})(?![\\p{L}\\p{N}*])`,
  "giu",
);

/** @param {string} text that shall be a number */
const figuresOf = (text) => text.replace(/o/gi, "0").replace(/[il]/gi, "1");

/**
 * A text in which identifiers of known posts have blanks between their parts, where other signs stand (07-ASTANA-1061), and figures
 * for the letters that are taken for them (O7ASTANA1O61).
 * @param {string} text
 * @param {Posts} posts
 */
export const inParts = (text, posts) =>
  text.replace(PARTS, (whole, year, name, serial) => {
    const post = [name, name.replace(/[OIl]+$/i, "")].find((one) => postCode(one, posts));
    const number = post && name.slice(post.length) + serial;
    const isSound = whole === year + post + serial && /^\d+$/.test(year + serial);
    if (!number || isSound || !/\d/.test(year) || !/\d/.test(number)) return whole;
    return `${figuresOf(year)} ${post} ${figuresOf(number)}`;
  });
