// On the page for what is not found: says which cable the address asks for, and where others of its post and year are.
"use strict";

{
  /** @type {Record<string, string>} */
  const translated = JSON.parse(document.getElementById("interface-words")?.textContent ?? "{}");

  /**
   * Words of the interface in the language of the room, with values in the places of their names.
   * @param {string} message
   * @param {Record<string, string | number>} values
   */
  const say = (message, values = {}) =>
    (translated[message] ?? message).replace(/\{(\w+)\}/g, (_, name) => `${values[name]}`);

  const told = location.pathname.toUpperCase().match(/(\d\d)([A-Z]{2,20}?)(\d{1,7})(?:\.[A-Z]+)?$/);
  const data = document.getElementById("posts");
  const asked = document.getElementById("asked");
  if (told && data && asked) {
    const [, two, code, number] = told;
    const year = (two < "60" ? 2000 : 1900) + Number(two);
    const [name, years] = JSON.parse(data.textContent ?? "")[code] ?? [];
    asked.textContent = `${say("{id}: neither held nor cited in this room.", { id: `${two}${code}${Number(number)}` })} `;
    const near = document.createElement("a");
    const held = years?.includes(year);
    near.href =
      data.dataset.root +
      (held ? `cable/${year}/${code.toLowerCase()}/index.html` : `origin/${code.toLowerCase()}.html`);
    near.lang = "en"; // the name of a post, in a sentence of the room's language
    near.dir = "ltr";
    near.textContent = held ? `${name}, ${year}` : name;
    const [before, after] = say("Held of the same post: {place}.", { place: "\n" }).split("\n");
    if (name) asked.append(before, near, after);
  }
}
