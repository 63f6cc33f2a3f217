// Results as items of the list: cables, notes and pages that the index found, and cables that the question names.
import { ENGLISH } from "../counted.js";
import { say } from "../words.js";
import { day, make } from "./dom.js";
import { factsLine } from "./facts.js";

/** @typedef {import("./question/pasted.js").Named} Named */
/**
 * A hit as the index gives it (engine.js).
 * @typedef {{
 *   kind: string, id: string, url: string, title: string, date: string, origin: string, classification: string,
 *   specimen: string, excerpt: string, marks: [number, number][], anchor: string,
 * }} Hit
 */

/** @type {Record<string, string>} */
const KINDS = { note: say("Note of this room"), page: say("Page of this room") };

/**
 * The piece of a text that the index chose, its words marked.
 * @param {Hit} hit
 */
function excerptOf({ kind, excerpt, marks }) {
  const made = make("p", { class: "summary", ...(kind === "cable" && ENGLISH) });
  let at = 0;
  for (const [start, end] of marks) {
    made.append(excerpt.slice(at, start), make("mark", {}, excerpt.slice(start, end)));
    at = end;
  }
  made.append(excerpt.slice(at));
  return made;
}

/**
 * @param {Hit} hit
 * @param {string} words that its page shall mark
 */
export function hitItem(hit, words) {
  const place = new URL(hit.url, location.href);
  if (words) {
    place.searchParams.set("hl", words);
    place.hash = hit.anchor;
  }
  const kind = KINDS[hit.kind] ?? "";
  const link = make("a", { href: place.href, ...(!kind && ENGLISH) }, hit.title || hit.id);
  const line = factsLine(hit);
  if (kind) line.prepend(make("span", { class: "kind" }, kind));
  const made = make("li", {}, make("h2", { class: "title" }, link), line);
  if (kind) made.classList.add("other");
  if (hit.excerpt) made.append(excerptOf(hit));
  return made;
}

/**
 * What the room tells of a cable: null when there is none, undefined when nobody knows.
 * @typedef {{ title: string, date: string, held: boolean }} Described
 */

/**
 * true when there is a page, null when there is none, undefined when nobody knows.
 * @param {URL} place
 */
export const isThere = (place) =>
  fetch(place, { method: "HEAD" }).then(
    (reply) => reply.ok || null,
    () => undefined,
  );

/**
 * What the files of the reading list tell of a cable.
 * @param {import("../list/entries.js").Known} known
 * @returns {Described | null | undefined}
 */
export const describedBy = (known) =>
  known === "cited"
    ? { title: "", date: "", held: false }
    : known && { title: known.title, date: known.date, held: true };

/**
 * A cable that the question names.
 * @param {Named} named
 * @param {URL} place its page
 * @param {Described | null | undefined} described
 */
export function namedItem(named, place, described) {
  place.hash = named.anchor;
  const title = described?.title || named.id;
  const heading = described === null ? named.id : make("a", { href: place.href, ...ENGLISH }, title);
  const line = make("p", { class: "line" });
  if (described === null) line.append(make("span", {}, say("neither held nor cited in this room")));
  else if (title !== named.id) line.append(make("span", { class: "id" }, named.id));
  if (described?.date) line.append(make("time", { datetime: described.date }, day(described.date)));
  if (described && !described.held) line.append(make("span", {}, say("cited, not held")));
  if (described === undefined) line.append(make("span", {}, say("there is a page if this room holds or cites it")));
  if (named.anchor) line.append(make("span", {}, say("paragraph {number}", { number: named.anchor.slice(1) })));
  const made = make("li", { class: "named" }, make("h2", { class: "title" }, heading), line);
  if (named.yearFrom) {
    const said = say("“{written}” has no year; that of {id} was taken.", {
      written: named.written.replace(/[\s,;.]+$/, ""),
      id: named.yearFrom,
    });
    made.append(make("p", { class: "summary" }, said));
  }
  return made;
}
