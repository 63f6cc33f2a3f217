// Small means by which the page is made.

const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const NUMBER = new Intl.NumberFormat("en"); // made once: making one takes longer than using it

/** @param {number} value */
export const number = (value) => NUMBER.format(value);

/** @param {string} iso "2007-01-25" */
export const day = (iso) => DAY.format(new Date(`${iso}T00:00:00Z`));

/**
 * @param {number} count
 * @param {string} word for one
 * @param {string} words for several
 */
export const counted = (count, word, words = `${word}s`) => `${number(count)} ${count === 1 ? word : words}`;

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
