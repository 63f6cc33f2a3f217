// On the page for what is not found: says which cable the address asks for, and where others of its post and year are.
"use strict";

const told = location.pathname.toUpperCase().match(/(\d\d)([A-Z]{2,20}?)(\d{1,7})(?:\.[A-Z]+)?$/);
const data = document.getElementById("posts");
const asked = document.getElementById("asked");
if (told && data && asked) {
  const [, two, code, number] = told;
  const year = (two < "60" ? 2000 : 1900) + Number(two);
  const [name, years] = JSON.parse(data.textContent ?? "")[code] ?? [];
  asked.textContent = `${two}${code}${Number(number)}: neither held nor cited in this room. `;
  const near = document.createElement("a");
  const held = years?.includes(year);
  near.href =
    data.dataset.root + (held ? `cable/${year}/${code.toLowerCase()}/index.html` : `origin/${code.toLowerCase()}.html`);
  near.textContent = held ? `${name}, ${year}` : name;
  if (name) asked.append("Held of the same post: ", near, ".");
}
