// The text of a hit: where it says the words of a question, how near to one another, and a piece of it to show.

import { cleaned } from "./stems.js";

const EXCERPT = 32; // words
const LEAD = 6; // of them before the first that is marked
const LINE = /^[-_=*.]{3,}$/; // drawn under a heading
const PART = /[\p{L}\p{N}\p{M}_]+/gu;

/**
 * A word of a text; at counts parts of words (anti-trafficking has two).
 * @typedef {{ text: string, anchor: string, at: number }} Word
 */
/**
 * A term that a text says: at the word of that number, at the part of a word, and how many parts it has.
 * @typedef {{ term: number, word: number, at: number, width: number }} Said
 */

/**
 * The words of a text, and the terms in it, in order.
 * @param {[string, string][]} blocks
 * @param {(plain: string) => number[]} match the places of terms that a cleaned word answers
 */
export function read(blocks, match) {
  /** @type {Word[]} */
  const words = [];
  /** @type {Said[]} */
  const said = [];
  let at = 0;
  let anchor = "";
  for (const [own, text] of blocks) {
    anchor = own || anchor;
    let lead = words.length ? "¶\u00a0" : ""; // or words would seem to stand together that are of two paragraphs
    for (const word of text.split(/\s+/)) {
      if (!word) continue;
      const parts = word.match(PART) ?? [];
      const whole = cleaned(word);
      const note = (/** @type {string} */ plain, /** @type {number} */ from, /** @type {number} */ width) => {
        for (const term of match(plain)) said.push({ term, word: words.length, at: from, width });
      };
      if (whole) note(whole, at, Math.max(1, parts.length));
      if (parts.length > 1) for (const [place, part] of parts.entries()) note(cleaned(part), at + place, 1);
      words.push({ text: lead + word, anchor, at });
      lead = "";
      at += Math.max(1, parts.length);
    }
  }
  return { said, words };
}

/**
 * Whether the terms are said one after another.
 * @param {Said[]} said
 * @param {number[]} terms
 */
export function saysPhrase(said, terms) {
  const places = terms.map((term) => said.filter((one) => one.term === term));
  const ends = new Set(places[0]?.map((one) => one.at + one.width));
  let now = ends;
  for (const list of places.slice(1))
    now = new Set(list.filter((one) => now.has(one.at)).map((one) => one.at + one.width));
  return now.size > 0;
}

/**
 * The fewest words from the first to the last of all terms, in any order; Infinity when not all are said.
 * @param {Said[]} said
 * @param {number[]} terms
 */
export function spanOf(said, terms) {
  const wanted = new Set(terms);
  /** @type {Map<number, number>} */
  const counts = new Map();
  const list = said.filter((one) => wanted.has(one.term)).sort((a, b) => a.at - b.at);
  let best = Infinity;
  let start = 0;
  for (let end = 0; end < list.length; end += 1) {
    counts.set(list[end].term, (counts.get(list[end].term) ?? 0) + 1);
    while (counts.size === wanted.size) {
      best = Math.min(best, list[end].at - list[start].at);
      const first = list[start].term;
      const left = (counts.get(first) ?? 0) - 1;
      if (left) counts.set(first, left);
      else counts.delete(first);
      start += 1;
    }
  }
  return best;
}

/**
 * A piece of the text round the place that says most, where words of the question begin and end in it, and the anchor of the
 * paragraph that says most, "" for none.
 * @param {{ said: Said[], words: Word[] }} text
 * @param {number[]} weights how much each term tells
 */
export function excerptOf({ said, words }, weights) {
  const places = [...new Set(said.map((one) => one.word))].sort((a, b) => a - b);
  /** @type {Map<number, number[]>} */
  const termsAt = new Map();
  for (const one of said) termsAt.set(one.word, [...(termsAt.get(one.word) ?? []), one.term]);
  const weigh = (/** @type {number[]} */ list) => {
    const terms = new Set(list.flatMap((place) => termsAt.get(place) ?? []));
    return [...terms].reduce((sum, term) => sum + 10 * weights[term], 0) + list.length;
  };
  let best = places[0] ?? 0;
  let most = 0;
  for (const from of places.slice(0, 300)) {
    const weight = weigh(places.filter((place) => place >= from && place < from + EXCERPT - LEAD));
    if (weight > most) [best, most] = [from, weight];
  }
  const from = Math.max(0, best - LEAD);
  let excerpt = from > 0 ? "…\u00a0" : "";
  /** @type {[number, number][]} */
  const marks = [];
  words.slice(from, from + EXCERPT).forEach(({ text }, place) => {
    if (LINE.test(text)) return;
    if (place) excerpt += " ";
    if (termsAt.has(from + place)) {
      const [, lead, core] = /^([^\p{L}\p{N}]*)(.*?)[^\p{L}\p{N}]*$/u.exec(text) ?? ["", "", text];
      marks.push([excerpt.length + lead.length, excerpt.length + lead.length + core.length]);
    }
    excerpt += text;
  });
  if (from + EXCERPT < words.length) excerpt += "\u00a0…";
  /** @type {Map<string, number[]>} */
  const weighed = new Map();
  for (const place of places) {
    const { anchor } = words[place];
    if (anchor) weighed.set(anchor, [...(weighed.get(anchor) ?? []), place]);
  }
  let [heaviest, heaviestWeight] = ["", 0];
  for (const [anchor, list] of weighed)
    if (weigh(list) > heaviestWeight) [heaviest, heaviestWeight] = [anchor, weigh(list)];
  return { excerpt, marks, anchor: heaviest };
}
