// Small means by which the page is made.
import { LOCALE } from "../words.js";

const DAY = new Intl.DateTimeFormat(LOCALE, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const NUMBER = new Intl.NumberFormat(LOCALE); // made once: making one takes longer than using it
const LIST = new Intl.ListFormat(LOCALE);

/** @param {number} value */
export const number = (value) => NUMBER.format(value);

/** @param {string} iso "2007-01-25" */
export const day = (iso) => DAY.format(new Date(`${iso}T00:00:00Z`));

/** @param {string[]} words */
export const listOf = (words) => LIST.format(words);

/**
 * A message with elements and texts in the places of their names.
 * @param {string} message
 * @param {Record<string, (Node | string)[]>} parts
 */
export const withParts = (message, parts) =>
  message.split(/\{(\w+)\}/).flatMap((piece, at) => (at % 2 ? parts[piece] : piece));

/**
 * The element of the page with an id.
 * @param {string} id
 */
export function element(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`there is no #${id} on this page`);
  return found;
}

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, string>} attributes
 * @param {...(Node | string)} inside
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function make(name, attributes = {}, ...inside) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...inside);
  return made;
}

/**
 * @param {Element[]} elements
 */
export function focusFirstLink(elements) {
  for (const one of elements) {
    const link = one.querySelector("a");
    if (link) return link.focus();
  }
}
