// The words that scripts say, in the language of the page. A message is English; the build puts the translations of those that
// a script says in its copy of this module (generator/search/scripts.py), so that a script in English has none.

/** @type {Record<string, string | Record<string, string>>} */
export const translated = {};

const language = globalThis.document?.documentElement.lang || "en";

/** The language in which Intl writes dates and numbers: with the digits of the build. */
export const LOCALE = /^en\b/i.test(language) ? "en-GB" : `${language}-u-nu-latn`;

// Among words from right to left a value is set apart, or "26 April" would be read as "April 26".
const [before, after] = globalThis.document?.dir === "rtl" ? ["\u2068", "\u2069"] : ["", ""];

/**
 * @param {string} text
 * @param {Record<string, string | number>} values
 */
export const filled = (text, values) =>
  text.replace(/\{(\w+)\}/g, (_, name) => before + values[name].toLocaleString(LOCALE) + after);

/**
 * A message in the language of the page, with values in the places of their names; without values the names stay.
 * @param {string} message
 * @param {Record<string, string | number>} [values]
 */
export function say(message, values) {
  const said = /** @type {string} */ (translated[message] ?? message);
  return values ? filled(said, values) : said;
}
