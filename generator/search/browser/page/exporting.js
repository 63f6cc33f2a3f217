// Saving the results of a question: which they are, and the line of buttons (list/export.js), which is loaded when it is asked for.
import { counted } from "../counted.js";
import { say } from "../words.js";
import { element, make } from "./dom.js";

/** @typedef {import("./answer.js").Index} Index */
/** @typedef {import("./answer.js").Part} Part */

export const MOST = 500; // results that are saved: the text of each is read

/**
 * The identifiers of the cables that were found, in the order in which they are shown, at most MOST.
 * @param {Index} index
 * @param {Part[]} parts
 * @param {boolean} oldest first
 * @returns {Promise<string[]>}
 */
export async function idsOf(index, parts, oldest) {
  /** @type {Set<string>} */
  const ids = new Set();
  for (const { request, result } of parts) {
    const all = result.checked ? result.checked.of : result.count;
    const limit = MOST - ids.size;
    if (!all || limit <= 0) continue;
    const backwards = oldest && !result.checked;
    const { hits } = await index.search({ ...request, offset: backwards ? Math.max(0, all - limit) : 0, limit });
    for (const { kind, id } of backwards ? hits.reverse() : hits) if (kind === "cable") ids.add(id);
  }
  return [...ids].slice(0, MOST);
}

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
 * What an export knows of the room, and of its cables in the files of the reading list.
 * @param {URL} root of the room
 */
export async function exportsOf(root) {
  const box = element("exports");
  if (!globalThis.Exports) await load(box.dataset.script ?? "");
  return Exports.placeOf(box, root);
}

/**
 * Offer to save results.
 * @param {URL} root of the room
 * @param {number} count how many cables were found
 * @param {() => Promise<string[]>} find their identifiers
 * @param {(text: string) => void} announce
 */
export function offerExport(root, count, find, announce) {
  const opener = element("export");
  const box = element("exports");
  box.hidden = true;
  opener.hidden = !count;
  opener.setAttribute("aria-expanded", "false");
  opener.onclick = async () => {
    box.hidden = !box.hidden;
    opener.setAttribute("aria-expanded", String(!box.hidden));
    if (box.hidden) return;
    const place = await exportsOf(root).catch(console.warn);
    if (!place) {
      box.replaceChildren(say("The results cannot be saved now."));
      return;
    }
    const kept = async () => {
      const ids = await find();
      return ids.map((id) => ({ id, note: "" }));
    };
    const [lead, opening] =
      count > MOST
        ? [
            counted(MOST, "Save the first cable as", "Save the first {count} cables as"),
            counted(MOST, "Open the first cable as a reading list", "Open the first {count} cables as a reading list"),
          ]
        : [say("Save the cables as"), say("Open the cables as a reading list")];
    const line = Exports.exportLine(place, "search-results", kept, announce, lead);
    const opens = make("button", { type: "button", class: "copy" }, opening);
    opens.addEventListener("click", async () => {
      const ids = await find();
      location.href = new URL(`list/index.html#${ids.map(encodeURIComponent).join(",")}`, root).href;
    });
    box.replaceChildren(line, make("p", { class: "order saves" }, opens));
  };
}
