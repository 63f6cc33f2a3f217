// The line of buttons that saves a list or the results of a search in one of the formats (formats.js).

import { counted } from "../counted.js";
import { make } from "../page/dom.js";
import { say } from "../words.js";
import { openEntries } from "./entries.js";
import { FORMATS } from "./formats.js";

/** @typedef {import("./stored.js").Kept} Kept */
/** @typedef {import("./formats.js").Room} Room */
/** @typedef {import("./entries.js").Found} Found */
/**
 * What an export needs to know of the page. files are the files of entries.
 * @typedef {{ root: URL, room: Room, know: ReturnType<typeof openEntries>, find: (ids: string[]) => Promise<Map<string, Found>> }} Place
 */

/**
 * What an element says of the room in data-room, data-url and data-files.
 * @param {HTMLElement} element
 * @param {URL} root
 * @returns {Place}
 */
export function placeOf(element, root) {
  const { room = "", url = "", files = "1" } = element.dataset;
  const served = root.protocol === "file:" ? "" : root.href;
  const know = openEntries(root, Number(files));
  /** @param {string[]} ids */
  const find = async (ids) =>
    new Map([...(await know(ids))].map(([id, known]) => [id, known === "cited" ? null : known]));
  return { root, room: { title: room, url: url || served }, know, find };
}

/**
 * @param {string} text
 * @param {string} media
 * @param {string} name of the file
 */
function save(text, media, name) {
  const url = URL.createObjectURL(new Blob([text], { type: `${media};charset=utf-8` }));
  make("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/**
 * @param {Place} place
 * @param {string} name of the files, without an ending
 * @param {() => Promise<Kept[]>} kept what is saved
 * @param {(sentence: string) => void} announce
 * @param {string} [lead] before the formats
 */
export function exportLine(place, name, kept, announce, lead = say("Save as")) {
  const line = make("p", { class: "keep saves" }, `${lead} `);
  FORMATS.forEach(({ name: format, ending, media, write }, at) => {
    const button = make("button", { type: "button", class: "copy" }, format);
    button.addEventListener("click", async () => {
      try {
        const list = await kept();
        const found = await place.find(list.map(({ id }) => id));
        const items = list.map((one) => ({ ...one, entry: found.get(one.id) }));
        save(write(items, place.room), media, `${name}.${ending}`);
        announce(
          counted(items.length, "{file} is saved, with {count} entry.", "{file} is saved, with {count} entries.", {
            file: `${name}.${ending}`,
          }),
        );
      } catch (error) {
        console.warn(error);
        announce(say("{file} could not be made.", { file: `${name}.${ending}` }));
      }
    });
    line.append(at ? ", " : "", button);
  });
  return line;
}
