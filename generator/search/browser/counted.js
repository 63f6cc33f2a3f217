// Messages about a number of things. They are apart from words.js, which every page of a cable loads.
import { filled, LOCALE, translated } from "./words.js";

// The attributes of an element whose words are English on every page, such as the title of a cable.
/** @type {Record<string, string>} */
export const ENGLISH = LOCALE === "en-GB" ? {} : { lang: "en", dir: "ltr" };

/**
 * A message about a number of things, in the form for the number, which is {count} in it.
 * @param {number} count
 * @param {string} one
 * @param {string} many
 * @param {Record<string, string | number>} values
 */
export function counted(count, one, many, values = {}) {
  const forms = /** @type {Record<string, string> | undefined} */ (translated[many]);
  const form = forms && (forms[new Intl.PluralRules(LOCALE).select(count)] ?? forms.other);
  return filled(form ?? (count === 1 ? one : many), { count, ...values });
}
