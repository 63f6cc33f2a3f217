// A pasted manuscript -> what it says of each cable it names: dates, and words in quotation marks.
import { DATE, readDate } from "../page/question/dates.js";
import { partsOf } from "../page/question/ids.js";
import { placesOf } from "../page/question/pasted.js";

/** @typedef {import("../page/question/ids.js").Posts} Posts */
/**
 * What a text says of a cable. yearFrom is the identifier whose year was taken because the spelling has none, else "";
 * dates are, for each place that names it, the dates beside it, each with the days between which it lies; quotes are words in quotation marks. A quotation between two
 * identifiers that may belong to either is with both, and other is the identifier of the other one.
 * @typedef {{ from: string, to: string, written: string }} Dated
 * @typedef {{ words: string, other: string }} Quoted
 * @typedef {{ id: string, written: string, yearFrom: string, dates: Dated[][], quotes: Quoted[] }} Claim
 */

const LONGEST = 6_000; // letters of a paragraph that are read as one
const CLAUSE = /;|[.!?]["”’)\]]*\s+(?=["“([]?[A-Z0-9])/;
const QUOTED = /“([^“”]+)”|„([^„“”]+)[“”]|«([^«»]+)»|"([^"]+)"/g;
const DATED = new RegExp(`(?<![\\p{L}\\p{N}])(?:${DATE})(?![\\p{L}\\p{N}])`, "giu");
// Dates that are of something else than the cable: when somebody looked, when it was released.
const ANOTHER =
  /\b(?:accessed|retrieved|viewed|visited|consulted|released|declassified|published|modified)(?:\s+(?:on|in|at))?[\s:]*$/i;

/**
 * Where to cut a text that is too long: behind the last sentence that ends outside quotation marks, else at a blank.
 * @param {string} text
 */
function cutOf(text) {
  let at = text.lastIndexOf(". ", LONGEST);
  for (let tries = 0; at > 0 && tries < 20; tries += 1) {
    const begin = text.slice(0, at);
    if (/^[^“”]*(?:“[^“”]*”[^“”]*)*$/.test(begin) && begin.split('"').length % 2) return at + 1;
    at = text.lastIndexOf(". ", at - 1);
  }
  const blank = text.lastIndexOf(" ", LONGEST);
  return blank > 0 ? blank : LONGEST;
}

/**
 * The paragraphs of a text, with single blanks. A line that begins with the number of a note begins a paragraph.
 * @param {string} text
 */
function paragraphs(text) {
  const found = [];
  for (const block of text.split(/\n\s*\n|\n(?=\s*[[(]?\d{1,4}[\].)]?\s)/)) {
    let rest = block.replace(/\s+/g, " ").trim();
    while (rest.length > LONGEST) {
      const at = cutOf(rest);
      found.push(rest.slice(0, at));
      rest = rest.slice(at).trim();
    }
    if (rest) found.push(rest);
  }
  return found;
}

/**
 * @param {string} text
 * @returns {Dated[]}
 */
function datesOf(text) {
  const found = [];
  for (const match of text.matchAll(DATED)) {
    const read = ANOTHER.test(text.slice(0, match.index)) ? null : readDate(match[0]);
    if (read) found.push({ ...read, written: match[0] });
  }
  return found;
}

/** @param {string} text */
const quotesOf = (text) => [...text.matchAll(QUOTED)].map((match) => match.slice(1).find(Boolean)?.trim() ?? "");

/**
 * The text between two identifiers, cut where one citation ends and the next begins; both halves are all of it where that
 * cannot be told.
 * @param {string} text
 * @returns {{ before: string, after: string, isCut: boolean }}
 */
function halves(text) {
  const quoted = [...text.matchAll(QUOTED)].map((match) => [match.index, match.index + match[0].length]);
  const pattern = new RegExp(CLAUSE, "g");
  for (const match of text.matchAll(pattern)) {
    const at = match.index + match[0].length;
    // A sentence may end within a quotation, which is one thing all the same.
    if (!quoted.some(([start, end]) => match.index > start && at < end)) {
      return { before: text.slice(0, at), after: text.slice(at), isCut: true };
    }
  }
  return { before: text, after: text, isCut: false };
}

/**
 * What a text says of each cable it names, in the order in which they are named first.
 * @param {string} text
 * @param {Posts} posts
 * @returns {{ claims: Claim[], undated: string[] }} undated are names of cables that lack a year
 */
export function readManuscript(text, posts) {
  /** @type {Map<string, Claim>} */
  const claims = new Map();
  const undated = new Set();
  for (const one of paragraphs(text)) {
    const places = placesOf(one, posts).filter((place) => {
      if (!place.id) undated.add(one.slice(place.start, place.end));
      return partsOf(place.id);
    });
    const ids = places.map(({ id }) => id);
    // What stands before each place, and behind the last.
    const gaps = places.map((place, at) => halves(one.slice(at ? places[at - 1].end : 0, place.start)));
    gaps.push(halves(places.length ? one.slice(places[places.length - 1].end) : ""));
    for (const [at, place] of places.entries()) {
      const { id, yearFrom, start, end } = place;
      const written = one.slice(start, end);
      const claim = claims.get(id) ?? { id, written, yearFrom, dates: [], quotes: [] };
      claims.set(id, claim);
      const [ahead, behind] = [gaps[at], gaps[at + 1]];
      const before = at ? ahead.after : `${ahead.isCut ? ahead.before : ""}${ahead.after}`;
      const own = datesOf(written);
      const later = own.length ? own : datesOf(behind.before);
      claim.dates.push(later.length || (at && !ahead.isCut) ? later : datesOf(before));
      const isLast = at === places.length - 1;
      const beforeIsShared = at > 0 && !ahead.isCut;
      claim.quotes.push(...quotesOf(before).map((words) => ({ words, other: beforeIsShared ? ids[at - 1] : "" })));
      const after = isLast ? `${behind.before}${behind.isCut ? behind.after : ""}` : behind.before;
      const afterIsShared = !isLast && !behind.isCut;
      claim.quotes.push(...quotesOf(after).map((words) => ({ words, other: afterIsShared ? ids[at + 1] : "" })));
    }
  }
  return { claims: [...claims.values()], undated: [...undated] };
}
