// Identifiers anywhere in a text that somebody pasted: a footnote, a REF line, a letter, an address.
import { DATE, MONTH, SHORT_DATE } from "./dates.js";
import { inParts, makeId, partsOf, postCode, writtenYear } from "./ids.js";

/** @typedef {import("./ids.js").Posts} Posts */
/** @typedef {{ written: string, post: string, serial: string }} Undated a spelling that lacks the year */
/**
 * A cable that a text names. anchor is the paragraph ("p4") or "". written is the spelling; yearFrom is the identifier whose
 * year was taken because the spelling has none, else "".
 * @typedef {{ id: string, anchor: string, written: string, yearFrom: string }} Named
 */
/**
 * A place of a text that names a cable, and the parts of the name; year is 0 when the text does not give it.
 * @typedef {{ start: number, end: number, post: string, serial: string, year: number, anchor: string }} Place
 */

const NAME = "[A-Za-z](?:[A-Za-z'’-]|\\.(?=[A-Za-z]))*\\.?";
const NAMES = `${NAME}(?: ${NAME}){0,5}`;
const SERIAL = "0*[1-9]\\d{0,6}";
const END = "(?![\\p{L}\\p{N}*]|[.,]\\d)";
const BEGINNING = "(?<![\\p{L}\\p{N}])";
const KIND = "(?:t[eé]l[eé]gram(?:m?[ea])?|embtel|tel\\.?|cable|airgram|message|despatch|dispatch)";
const MARKING = "\\(?(?:TS|S|C|U)//?[A-Z]{2,}\\)?|\\((?:TS|S|C|U|SBU|LOU|(?:top )?secret|confidential|unclassified)\\)"; // of what is cited
const PARAGRAPH =
  "(?:¶+|\\bpara(?:graph)?s?\\.?|#p|#)\\s*(\\d+(?:\\.\\d+)?[a-z]?)(?:\\s*(?:[-–&]|to|and)\\s*\\d[\\d.]*|,\\s*\\d[\\d.]*(?!\\d|\\s*(?!and |to )\\p{L}))*(?![\\p{L}\\p{N}])";
const ANY_DATE = "\\d{1,2}[-./]\\d{1,2}[-./](?:\\d\\d){1,2}(?!\\d)"; // of a telegram the year is enough
const AFTER = new RegExp(
  `^[\\s,;:)(]*(?:(?:dated|of|on|from)\\s+)?(?:(${DATE}|${SHORT_DATE}|${ANY_DATE})|(\\d{1,2} ${MONTH}|${MONTH} \\d{1,2})(?![\\p{L}\\p{N}]|,? \\d)|\\(?((?:19|20)\\d\\d)\\)?(?![\\p{L}\\p{N}-]))(?:,? \\d{4}Z)?`,
  "iu",
);
const BETWEEN = new RegExp(`(?:\\s+${KIND})?(?:\\s+(?:no\\.?|nr\\.?|number))?$`, "i"); // Astana cable no. 1061
const IS_MONTH = new RegExp(`^${MONTH}$`, "i"); // 25JAN07 is a day
const IN_MONTH = new RegExp(`^ (?:of )?${MONTH}\\.?,? ?['’]?\\d`, "i");
const LABEL = /(?:^|[\s,;(])\(?[A-Z]\s?[).:]\s*$/i;
// Words that a citation puts round an identifier, and that ask for nothing.
const AROUND =
  "(?:ref(?:tel|erence)?s?(?: \\(?[A-Z]\\)?(?![\\p{L}\\p{N}]))?|canonical|viewing|id|mrn|doc_nbr|see|cf|also|and|or|in|from|to|the|per|no|number|nos|at|of|with|dated|notal|exdis|nodis|previous|para(?:graph)?|telegrams?|tels?|cables?|messages?|documents?|U\\.?S\\.?|American|Embassy|AmEmbassy|Consulate|AmConsul|General|Mission|Department|State|Secretary|Washington|to|Secstate|Washdc|DC)";

// A number behind another of the same post: PORT OSTREL 131 AND 108.
const NEXT = new RegExp(
  `^(,? (?:and|&) |/|, )(?:nos?\\.? )?(${SERIAL})${END}(?! (?:of )?${MONTH})(?=\\s*(?:$|[,;.)]|(?:and|or)\\b|[A-Z]\\s?[).:]))`,
  "iu",
);

/**
 * The code of the post that the last words of a text name, with the place in it where the name begins.
 * @param {string} words
 * @param {Posts} posts
 * @returns {{ post: string, at: number } | null}
 */
function lastPost(words, posts) {
  const name = words.replace(BETWEEN, "");
  const starts = [...name.matchAll(/(?<![^\s])\S/g)].map((one) => one.index).slice(-6);
  for (const at of starts) {
    const last = name.slice(at);
    const post = last.replace(/[^A-Za-z]/g, "").length > 1 ? postCode(last, posts) : null;
    if (post) return { post, at };
  }
  return null;
}

/**
 * @param {number} start
 * @param {number} end
 * @param {string} post
 * @param {string} serial
 * @returns {Place}
 */
const undated = (start, end, post, serial) => ({ start, end, post, serial, year: 0, anchor: "" });

/**
 * The places of identifiers in all forms that give the post before the number: 07PARIS306, 07 Paris 306, PARIS (07) 306,
 * Paris 306, January 25, 2007, and MADRID 869 without a year.
 * @param {string} text
 * @param {Posts} posts
 * @returns {Place[]}
 */
function numbersOfPosts(text, posts) {
  const whole = text.trim();
  const form = new RegExp(
    `(?:${BEGINNING}\\(?(?<before>\\d{4}|\\d{2,3})\\)?(?<gap>\\s*))?(?<![A-Za-z])(?<names>${NAMES})(?<space>\\s*)(?:\\((?<inner>\\d{2}|\\d{4})\\)\\s*)?(?:(?:#|no\\.?|number)\\s*)?(?<serial>${SERIAL})(?:_[A-Za-z])?${END}`,
    "giu",
  );
  const places = [];
  for (let match = form.exec(text); match; match = form.exec(text)) {
    const { before = "", names = "", space = "", inner = "", serial = "", gap = "" } = match.groups ?? {};
    const found = lastPost(names, posts);
    const glued = Boolean(before) && !gap && !space && !inner;
    const unknown =
      !found &&
      glued &&
      before.length === 2 &&
      /^[A-Za-z]{2,20}$/.test(names) &&
      !IS_MONTH.test(names) &&
      (names.length > 3 || match[0] === whole);
    if (!found && !unknown) {
      form.lastIndex = match.index + match[0].lastIndexOf(serial); // what was taken for a number may be a year: A. 09 MADRID 440
      continue;
    }
    const post = found?.post ?? names.toUpperCase();
    const own = found ? found.at === 0 : true; // the digits before belong to the name only when nothing stands between
    const isSection = /\bsection\s+\d{1,2}\s+of\s*$/i.test(text.slice(0, match.index)); // SECTION 01 OF 03 ASTANA 001061
    const digits = inner || (own && !isSection ? before : "");
    const end = match.index + match[0].length;
    if (!digits && Number(serial) <= 31 && IN_MONTH.test(text.slice(end))) continue; // London 7 July 2005
    const start = own && !isSection ? match.index : match.index + match[0].indexOf(names) + (found?.at ?? 0);
    places.push({ start, end, post, serial, year: (digits && writtenYear(digits)) || 0, anchor: "" });
    for (let at = end, next = NEXT.exec(text.slice(at)); next; next = NEXT.exec(text.slice(at))) {
      if (/^(?:19|20)\d\d$/.test(next[2]) || (next[1] === ", " && next[2].length === 1)) break; // a year, a paragraph
      places.push(undated(at + next[1].length, at + next[0].length, post, next[2]));
      at += next[0].length;
    }
  }
  return places;
}

/**
 * The places of "Telegram 306 from Paris", "Telegram 306 From the Embassy in France" and "Paris to State, 306". A telegram "to Paris" has a number
 * of its sender, who is not named: it is none.
 * @param {string} text
 * @param {Posts} posts
 * @returns {Place[]}
 */
function numbersBeforePosts(text, posts) {
  const form = new RegExp(
    `${BEGINNING}${KIND}\\s+(?:(?:no\\.?|number|#)\\s*)?(?<serial>${SERIAL})(?:,?\\s+(?:from|de|aus)\\s+(?:the\\s+)?|,\\s+|\\s+\\()(?<names>${NAMES})`,
    "giu",
  );
  const places = [];
  for (const match of text.matchAll(form)) {
    const { serial = "", names = "" } = match.groups ?? {};
    const begin = match.index + match[0].length - names.length;
    const ends = [...names.matchAll(/\S(?!\S)/g)].map((one) => one.index + 1).reverse();
    for (const end of ends) {
      const name = names.slice(0, end).replace(/^(?:the )?(?:U\.?S\.? )?/i, "");
      const post =
        postCode(name, posts) ?? postCode(name.replace(/^(?:embassy|consulate(?: general)?|mission) in /i, ""), posts);
      if (!post) continue;
      places.push(undated(match.index, begin + end, post, serial));
      break;
    }
  }
  const sent = new RegExp(
    `${BEGINNING}(?<names>${NAMES}) to (?:the )?${NAMES}[,:]? (?:${KIND},? )?(?:(?:no\\.?|number|#) ?)?(?<serial>${SERIAL})${END}`,
    "giu",
  );
  for (const match of text.matchAll(sent)) {
    const { serial = "", names = "" } = match.groups ?? {};
    const found = lastPost(names, posts);
    if (found) places.push(undated(match.index + found.at, match.index + match[0].length, found.post, serial));
  }
  return places;
}

/**
 * A place with what stands behind it: a date that gives the year, a paragraph; and with all of the address it stands in.
 * @param {Place} place
 * @param {string} text
 * @returns {Place}
 */
function withSurroundings(place, text) {
  let { start, end, year, anchor } = place;
  const address = /[^\s<>"“”]*$/.exec(text.slice(0, start))?.[0] ?? "";
  const isSecond = /\d{2}[a-z]{2,20}\d+\/$/i.test(address) && !address.includes("://"); // 07ASTANA1061/07VENSK12
  if (/[/=]/.test(address) && !isSecond) {
    start -= address.length;
    const rest = /^[^\s<>"“”]*/.exec(text.slice(end))?.[0] ?? "";
    anchor = /#(p\d+(?:\.\d+)?[a-z]?)/.exec(rest)?.[1] ?? "";
    end += rest.length;
  } else {
    end += /^(?:\.(?:html?|txt|pdf|json|md)|['’]s)(?![\p{L}\p{N}])/iu.exec(text.slice(end))?.[0].length ?? 0; // the name of a file
  }
  end += new RegExp(`^\\s*(?:${MARKING})(?![\\p{L}\\p{N}])`, "iu").exec(text.slice(end))?.[0].length ?? 0;
  // A receiver may stand between a telegram and its date: "from Paris to the Department of State, January 25, 1967".
  const receiver = new RegExp(`^\\s+to\\s+(?:the\\s+)?(?:${NAMES})(?:,\\s+${NAMES})?(?=,?\\s+(?:${DATE}))`, "iu").exec(
    text.slice(end),
  );
  const from = end + (receiver ? receiver[0].length : 0);
  const dated = AFTER.exec(text.slice(from));
  if (dated && (year ? dated[1] || dated[2] : !dated[2])) {
    year ||= Number(/(?:19|20)\d\d(?!\d|Z)/.exec(dated[0])?.[0]) || (writtenYear(dated[0].slice(-2)) ?? 0);
    end = from + dated[0].length;
  }
  const paragraph = new RegExp(`^[\\s,;:.)(]*(?:at\\s+)?${PARAGRAPH}`, "iu").exec(text.slice(end));
  if (paragraph) {
    anchor ||= `p${paragraph[1].toLowerCase()}`;
    end += paragraph[0].length;
  }
  const ahead = new RegExp(`${PARAGRAPH}\\s+(?:of|in)\\s+(?:(?:the|${KIND})\\s+)*$`, "iu").exec(text.slice(0, start));
  if (ahead) {
    anchor ||= `p${ahead[1].toLowerCase()}`;
    start = ahead.index;
  }
  return { ...place, start, end, year, anchor };
}

/**
 * Says whether a place without a year is an item of its own: between labels, commas or the ends of the text.
 * @param {Place} place
 * @param {string} text
 */
function isItem({ start, end, serial }, text) {
  const before = text.slice(0, start);
  if (/^0\d{3,}$/.test(serial)) return true; // as the heading of a telegram has it: ASTANA 001061
  const opens = /(?:^|[,;:(]|\band|&)\s*$/i.test(before) || LABEL.test(before);
  const closes = /^\s*(?:$|[,;.)]|and\b|&|\(|[A-Z]\s?[).:])/i.test(text.slice(end));
  return opens && closes && !/^(?:19|20)\d\d$/.test(serial);
}

/**
 * Places in order of the text, of two that overlap the longer.
 * @param {Place[]} places
 */
function apart(places) {
  const ordered = [...places].sort((a, b) => b.end - b.start - (a.end - a.start));
  /** @type {Place[]} */
  const kept = [];
  for (const one of ordered) if (!kept.some((other) => one.start < other.end && other.start < one.end)) kept.push(one);
  return kept.sort((a, b) => a.start - b.start);
}

/**
 * The places of a text that name a cable, in order, each with its identifier; white space in the text is single blanks.
 *
 * An item of a list without a year takes that of the item before it, or else of the first that has one; without any year in
 * the text, places have no identifier ("").
 * @param {string} one
 * @param {Posts} posts
 * @returns {(Place & { id: string, yearFrom: string })[]}
 */
export function placesOf(one, posts) {
  const found = apart(
    [...numbersOfPosts(one, posts), ...numbersBeforePosts(one, posts)].map((place) => withSurroundings(place, one)),
  ).filter((place) => place.year || isItem(place, one));
  let near = found.find((place) => place.year);
  return found.map((place) => {
    if (place.year || !near) near = place;
    const id = near.year ? makeId(near.year, place.post, place.serial) : "";
    return { ...place, id, yearFrom: place.year || !id ? "" : makeId(near.year, near.post, near.serial) };
  });
}

/**
 * Every cable that a text names, each once, in order; the items that lack a year which no neighbour gives; and the text
 * without them and without the words that a citation puts round them.
 * @param {string} text
 * @param {Posts} posts
 * @returns {{ cables: Named[], undated: Undated[], rest: string }}
 */
export function findCables(text, posts) {
  const one = inParts(text.replace(/\s+/g, " ").trim(), posts);
  const found = placesOf(one, posts);
  if (!found.some(({ id }) => id)) {
    const undated = isReference(one) || isNumber(found, one) ? found : [];
    return {
      cables: [],
      undated: undated.map(({ start, end, post, serial }) => ({
        written: one.slice(start, end),
        post,
        serial: `${Number(serial)}`,
      })),
      rest: one,
    };
  }
  /** @type {Map<string, Named>} */
  const cables = new Map();
  for (const { id, start, end, anchor, yearFrom } of found) {
    if (isBarred(one, start)) continue;
    const known = cables.get(id);
    if (known) known.anchor ||= anchor;
    else if (partsOf(id)) cables.set(id, { id, anchor, written: one.slice(start, end), yearFrom });
  }
  return { cables: [...cables.values()], undated: [], rest: without(one, found, posts) };
}

/**
 * Says whether a text is one identifier without a year and nothing else (ASTANA 1061), or has one as headings have it.
 * @param {Place[]} places
 * @param {string} text
 */
const isNumber = (places, text) =>
  places.some(({ start, end, serial }) => (start === 0 && end === text.length) || /^0\d{3,}$/.test(serial));

/** @param {string} text */
const isReference = (text) => /^\s*ref(?:tel)?s?\b/i.test(text);

/**
 * Says whether NOT or a minus stands before a place of a text.
 * @param {string} text
 * @param {number} start
 */
const isBarred = (text, start) => /(?:^|[\s(])(?:NOT\s+|[-!])$/.test(text.slice(0, start));

/**
 * A text without some places, and without what a citation puts round them.
 * @param {string} text
 * @param {(Place & { id: string })[]} places
 * @param {Posts} posts
 */
function without(text, places, posts) {
  const MARK = "\ufffc";
  let rest = "";
  let at = 0;
  for (const { start, end, id } of places) {
    rest += text.slice(at, start) + (isBarred(text, start) ? id : MARK);
    at = end;
  }
  rest += text.slice(at);
  const patterns = [
    new RegExp(`(?<=\\ufffc)\\s*(?:${MARKING})|(?:${MARKING})\\s*(?=\\ufffc)`, "gi"),
    /(?:^|(?<=[\s,;(]))[([]?(?:[A-Z]|\d{1,3})\s?[).:\]]\s*(?=\ufffc)/gi, // a label: A) or (A) or A. or the number of a note, [12]
    new RegExp(`(?:(?<![\\p{L}\\p{N}])${AROUND}[.:,]*|[(\\[])\\s*(?=\\ufffc)`, "giu"),
    new RegExp(`(?<=\\ufffc)[\\s,;:.)\\]]*(?:\\(?${AROUND}(?![\\p{L}\\p{N}])[.:]*\\)?|[,;:.)\\]]+)`, "giu"),
  ];
  for (let before = ""; before !== rest; ) {
    before = rest;
    for (const one of patterns) rest = rest.replace(one, "");
    rest = rest.replace(/\ufffc[\s,;]*\ufffc/g, MARK);
  }
  rest = rest.replaceAll(MARK, " ").replace(/\s+/g, " ").trim();
  const bare = rest.replace(new RegExp(`(?<![\\p{L}\\p{N}])${AROUND}(?![\\p{L}\\p{N}])`, "giu"), "");
  if (!/[\p{L}\p{N}]/u.test(bare)) return "";
  const post = postCode(bare, posts);
  return post && places.some((place) => place.post === post) ? "" : rest;
}
