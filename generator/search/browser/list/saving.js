// Saving the results of a question: which they are, and the buttons below the results. The search page loads this when it is asked for.
import { counted } from "../counted.js";
import { make } from "../page/dom.js";
import { say } from "../words.js";
import { exportLine, placeOf } from "./export.js";

/** @typedef {import("./export.js").Place} Place */
/** @typedef {import("../page/answer.js").Index} Index */
/** @typedef {import("../page/answer.js").Part} Part */
/**
 * What is saved: the cables that the question names, then those that are found, count of them, in parts.
 * @typedef {{ index: Index, named: string[], parts: Part[], oldest: boolean, count: number }} Results
 */

const MOST = 500; // results that are saved: the text of each is read

/**
 * What an export knows of the room, and of its cables in the files of the reading list.
 * @param {HTMLElement} box
 * @param {URL} root of the room
 */
export const openPlace = (box, root) => placeOf(box, root);

/**
 * The identifiers of results, in the order in which they are shown, at most MOST of those that are found.
 * @param {Results} results
 * @returns {Promise<string[]>}
 */
async function idsOf({ index, named, parts, oldest }) {
  const ids = new Set(named);
  for (const { request, result } of parts) {
    const all = result.checked ? result.checked.of : result.count;
    const limit = MOST + named.length - ids.size;
    if (!all || limit <= 0) continue;
    const backwards = oldest && !result.checked;
    const { hits } = await index.search({ ...request, offset: backwards ? Math.max(0, all - limit) : 0, limit });
    for (const { kind, id } of backwards ? hits.reverse() : hits) if (kind === "cable") ids.add(id);
  }
  return [...ids];
}

/**
 * The buttons that save results.
 * @param {Place} place
 * @param {Results} results
 * @param {(text: string) => void} announce
 */
export function savingOf(place, results, announce) {
  const [lead, opening] =
    results.count > MOST
      ? [
          counted(MOST, "Save the first cable as", "Save the first {count} cables as"),
          counted(MOST, "Open the first cable as a reading list", "Open the first {count} cables as a reading list"),
        ]
      : [say("Save the cables as"), say("Open the cables as a reading list")];
  const kept = async () => (await idsOf(results)).map((id) => ({ id, note: "" }));
  const opens = make("button", { type: "button", class: "copy" }, opening);
  opens.addEventListener("click", async () => {
    const ids = await idsOf(results);
    location.href = new URL(`list/index.html#${ids.map(encodeURIComponent).join(",")}`, place.root).href;
  });
  return [exportLine(place, "search-results", kept, announce, lead), make("p", { class: "order saves" }, opens)];
}
