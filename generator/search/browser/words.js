// The words that scripts say: English, unless the page has a table of translations (templates/base.html).
/** @type {Record<string, string>} */
const translated = JSON.parse(document.getElementById("interface-words")?.textContent ?? "{}");

/**
 * Words of the interface in the language of the room, with values in the places of their names.
 * @param {string} message
 * @param {Record<string, string | number>} values
 */
export const say = (message, values = {}) =>
  (translated[message] ?? message).replace(/\{(\w+)\}/g, (_, name) => `${values[name]}`);
