// Scripts that the page loads when they are asked for: dates in other languages, and list/saving.js behind the button that saves results.
import { say } from "../words.js";
import { element, make } from "./dom.js";
import { FOREIGN_YEAR } from "./question/dates.js";
import { plainOf } from "./question/plain.js";

/**
 * @param {string} src
 * @returns {Promise<void>}
 */
function load(src) {
  return new Promise((resolve, reject) => {
    const script = make("script", { src });
    script.onload = () => resolve();
    script.onerror = () => reject(new Error(`${src} cannot be loaded`));
    document.head.append(script);
  });
}

/**
 * A text with its dates in English, for which a script is loaded where a word before a year may be a month in another language.
 * @param {string} typed
 * @param {string} [src] the address of that script
 */
export async function inEnglish(typed, src = "") {
  const text = plainOf(typed);
  if (typed.length > 2000 || !FOREIGN_YEAR.test(text)) return typed;
  if (!globalThis.Months) await load(src).catch(console.warn);
  return globalThis.Months?.datesInEnglish(text) ?? typed;
}

/**
 * What an export knows of the room, and of its cables in the files of the reading list.
 * @param {URL} root of the room
 */
export async function exportsOf(root) {
  const box = element("exports");
  if (!globalThis.Exports) await load(box.dataset.script ?? "");
  return Exports.openPlace(box, root);
}

/**
 * Offer to save results.
 * @param {URL} root of the room
 * @param {import("../list/saving.js").Results} results
 * @param {(text: string) => void} announce
 */
export function offerExport(root, results, announce) {
  const opener = element("export");
  const box = element("exports");
  box.hidden = true;
  opener.hidden = !results.count;
  opener.setAttribute("aria-expanded", "false");
  opener.onclick = async () => {
    box.hidden = !box.hidden;
    opener.setAttribute("aria-expanded", String(!box.hidden));
    if (box.hidden) return;
    const place = await exportsOf(root).catch(console.warn);
    const shown = place ? Exports.savingOf(place, results, announce) : [say("The results cannot be saved now.")];
    box.replaceChildren(...shown);
  };
}
