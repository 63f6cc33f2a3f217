// A list in the forms in which it is saved. A cable's citation is the same as on its page: generator/pages/cable/citations.py
// has the same rules, and a test compares the two. Plain text; knows nothing of the page.

import { say } from "../words.js";

/** @typedef {import("./entries.js").Found} Found */
/** @typedef {import("./entries.js").Entry} Entry */
/** @typedef {{ id: string, note: string, entry: Found }} Item */
/**
 * url is the address of the room's root, "" where it has none that others can open.
 * @typedef {{ title: string, url: string }} Room
 */
/** @typedef {{ name: string, ending: string, media: string, write: (items: Item[], room: Room) => string }} Format */

const MONTHS = "January February March April May June July August September October November December".split(" ");
const SIGNS = /[\\{}&%$#_~^]/g;
/** @type {Record<string, string>} */
const BIBTEX = {
  "\\": "\\textbackslash{}",
  "{": "\\textbraceleft{}",
  "}": "\\textbraceright{}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
};

/** @param {string} text */
const oneLine = (text) => text.replace(/\s+/g, " ").trim();

/** @param {string} date "2007-04-25" */
const parts = (date) => date.split("-").map(Number);

/** @param {string} date "2007-04-25", as "April 25, 2007" */
function americanDay(date) {
  const [year, month, day] = parts(date);
  return `${MONTHS[month - 1]} ${day}, ${year}`;
}

/**
 * @param {Entry} entry
 * @param {Room} room
 */
const urlOf = (entry, room) => (room.url ? room.url + entry.address : "");

/**
 * @param {Entry} entry
 * @param {Room} room
 */
const heldOf = (entry, room) => (entry.caveat ? `${room.title}. ${entry.caveat}` : room.title);

/**
 * What is said of an identifier that the room does not hold, or that could not be looked up.
 * @param {Item} item
 * @param {Room} room
 */
function lackOf({ entry }, room) {
  return entry === null ? `not in ${room.title}` : `could not be looked up in ${room.title}`;
}

/**
 * The citation of a cable by the Chicago Manual of Style.
 * @param {Item} item
 * @param {Room} room
 */
export function chicago(item, room) {
  const { entry, id } = item;
  if (!entry) return `${id} (${lackOf(item, room)}).`;
  const stop = /[.?!]$/.test(entry.title) ? "" : ".";
  const day = entry.date ? `, ${americanDay(entry.date)}` : "";
  const url = urlOf(entry, room);
  return `${entry.author}. “${entry.title}${stop}” Cable ${id}${day}. ${heldOf(entry, room)}.${url ? ` ${url}.` : ""}`;
}

/**
 * A cell of a table; one that a spreadsheet would take for a formula gets an apostrophe before it.
 * @param {string} text
 */
function cell(text) {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * @param {Item[]} items
 * @param {Room} room
 */
function csv(items, room) {
  const rows = items.map(({ id, note, entry }) => [
    id,
    entry?.title ?? "",
    entry?.date ?? "",
    entry?.author ?? "",
    entry?.classification ?? "",
    entry?.tags.map(([code]) => code).join(" ") ?? "",
    entry ? urlOf(entry, room) : "",
    note,
    entry ? "yes" : entry === null ? "no" : "",
  ]);
  const head = ["id", "title", "date", "author", "classification", "tags", "url", "note", "held"];
  // The mark at the beginning tells spreadsheets that it is UTF-8.
  return `\ufeff${[head, ...rows].map((row) => `${row.map(cell).join(",")}\n`).join("")}`;
}

/**
 * @param {Item[]} items
 * @param {Room} room
 */
function ris(items, room) {
  return items
    .map((item) => {
      const { id, note, entry } = item;
      /** @type {[string, string][]} */
      const lines = [["TY", "GOVDOC"]];
      if (entry) lines.push(["AU", `${entry.author},`]); // or EndNote takes its last word for a family name
      lines.push(["TI", entry?.title ?? id], ["M3", "Diplomatic cable"], ["M1", id]);
      if (entry) {
        if (entry.date) lines.push(["PY", entry.date.slice(0, 4)], ["DA", `${entry.date.replaceAll("-", "/")}/`]);
        lines.push(["PB", room.title], ["LA", "en"]);
        if (entry.caveat) lines.push(["N1", entry.caveat]);
      } else lines.push(["N1", lackOf(item, room)]);
      if (note) lines.push(["N1", note]);
      for (const [code, words] of entry?.tags ?? []) lines.push(["KW", words || code]);
      if (entry && room.url) lines.push(["UR", urlOf(entry, room)]);
      lines.push(["ER", ""]);
      return lines.map(([name, text]) => `${name}  - ${oneLine(text)}\n`).join("");
    })
    .join("");
}

/** @param {string} text */
const bibtexText = (text) => text.replace(SIGNS, (sign) => BIBTEX[sign] ?? `\\${sign}`);

/**
 * @param {Item[]} items
 * @param {Room} room
 */
function bibtex(items, room) {
  const keys = new Set();
  return items
    .map((item) => {
      const { id, note, entry } = item;
      let key = id.replace(/[^A-Za-z0-9-]/g, "") || "cable";
      while (keys.has(key)) key += "x";
      keys.add(key);
      /** @type {[string, string][]} */
      const fields = [];
      if (entry) fields.push(["author", `{{${bibtexText(entry.author)}}}`]);
      fields.push(["title", `{{${bibtexText(entry?.title ?? id)}}}`]);
      if (entry?.date) {
        const [year, month, day] = parts(entry.date);
        fields.push(["year", `{${year}}`]);
        fields.push(["month", MONTHS[month - 1].slice(0, 3).toLowerCase()], ["day", `{${day}}`]);
      }
      fields.push(["howpublished", `{Diplomatic cable ${bibtexText(id)}}`]);
      fields.push(["note", `{${bibtexText(entry ? heldOf(entry, room) : lackOf(item, room))}}`]);
      if (entry && room.url) fields.push(["url", `{${urlOf(entry, room)}}`]);
      if (note) fields.push(["annote", `{${bibtexText(note)}}`]);
      return `@misc{${key},\n${fields.map(([name, text]) => `\t${name} = ${text},\n`).join("")}}\n`;
    })
    .join("\n");
}

/**
 * @param {Item[]} items
 * @param {Room} room
 */
function csl(items, room) {
  const made = items.map((item) => {
    const { id, note, entry } = item;
    const notes = [entry ? entry.caveat : lackOf(item, room), note].filter(Boolean).join("\n");
    return {
      id,
      type: "document",
      genre: "Diplomatic cable",
      ...(entry ? { author: [{ literal: entry.author }] } : {}),
      title: entry?.title ?? id,
      number: id,
      ...(entry?.date ? { issued: { "date-parts": [parts(entry.date)] } } : {}),
      ...(entry ? { publisher: room.title, language: "en" } : {}),
      ...(notes ? { note: notes } : {}),
      ...(entry && room.url ? { URL: urlOf(entry, room) } : {}),
    };
  });
  return `${JSON.stringify(made, null, 1)}\n`;
}

/**
 * Text that Markdown leaves as it is.
 * @param {string} text
 */
function markdownText(text) {
  return oneLine(text)
    .replace(/[\\`*_[\]<>&~|#$^]/g, "\\$&")
    .replace(/^([-+=]|\d+(?=[.)]))/, (start) => (/\d/.test(start) ? `${start}\\` : `\\${start}`))
    .replace(/!(?=\\\[)/g, "\\!");
}

/**
 * @param {Item[]} items
 * @param {Room} room
 */
function markdown(items, room) {
  const lines = items.map((item, at) => {
    const { id, note, entry } = item;
    const indent = " ".repeat(`${at + 1}. `.length);
    const url = entry ? urlOf(entry, room) : "";
    const title = markdownText(entry?.title ?? id);
    const details = entry
      ? `${markdownText(entry.author)}, cable ${markdownText(id)}${entry.date ? `, ${americanDay(entry.date)}` : ""}.${
          entry.caveat ? ` ${markdownText(entry.caveat)}.` : ""
        }`
      : `${markdownText(lackOf(item, room))}.`;
    const told = note ? `\n${indent}\n${indent}${markdownText(note)}\n` : "\n";
    return `${at + 1}. ${url ? `[${title}](<${url}>)` : title}. ${details}${told}`;
  });
  return `# ${markdownText(room.title)}\n\n${lines.join("\n")}`;
}

/**
 * @param {Item[]} items
 * @param {Room} room
 */
function plain(items, room) {
  return items
    .map((item, at) => {
      const note = item.note.trim().replace(/\r?\n/g, "\n   ");
      return `${at + 1}. ${chicago(item, room)}\n${note ? `   ${note}\n` : ""}`;
    })
    .join("\n");
}

/** @type {Format[]} */
export const FORMATS = [
  { name: "CSV", ending: "csv", media: "text/csv", write: csv },
  { name: "RIS", ending: "ris", media: "application/x-research-info-systems", write: ris },
  { name: "BibTeX", ending: "bib", media: "application/x-bibtex", write: bibtex },
  { name: "CSL-JSON", ending: "json", media: "application/vnd.citationstyles.csl+json", write: csl },
  { name: "Markdown", ending: "md", media: "text/markdown", write: markdown },
  { name: say("plain text"), ending: "txt", media: "text/plain", write: plain },
];
