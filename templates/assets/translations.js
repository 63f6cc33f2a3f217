// What a reader chose to see of a cable and its translations, remembered in this browser. Without this file the choice works
// and is forgotten.
"use strict";

const REMEMBERED = "reading-room-translations";

/** @type {{show?: string, language?: string}} */
let chosen = {};
try {
  chosen = JSON.parse(localStorage.getItem(REMEMBERED) ?? "{}") ?? {};
} catch {
  // the browser stores nothing
}

const switches = /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll(".show input"));
const languages = [...switches].filter((one) => one.name === "language");
const wanted = [chosen.language, ...navigator.languages].map((one) => one?.toLowerCase());
const liked = wanted.map((tag) => languages.find((one) => tag === one.value.toLowerCase())).find(Boolean);
const shown = [...switches].find((one) => one.name === "translation" && one.id === chosen.show);
for (const one of [liked, shown]) if (one) one.checked = true;

for (const one of switches) {
  one.addEventListener("change", () => {
    if (one.name === "language") chosen.language = one.value;
    else chosen.show = one.id;
    try {
      localStorage.setItem(REMEMBERED, JSON.stringify(chosen));
    } catch {
      // as above
    }
  });
}
