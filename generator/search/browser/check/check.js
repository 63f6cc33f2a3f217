// The page that checks citations: every identifier of what is pasted, what the room knows of it, and whether a date, a title
// and words in quotation marks beside it agree with the cable. Nothing that is pasted leaves the browser.

import { counted, ENGLISH } from "../counted.js";
import { loaded, openEntries } from "../list/entries.js";
import { day, element, make, withParts } from "../page/dom.js";
import { factsLine } from "../page/facts.js";
import { address, partsOf, postsOf } from "../page/question/ids.js";
import { say } from "../words.js";
import { readManuscript } from "./manuscript.js";
import { misfit, notYet } from "./numbers.js";
import { isLikeTitle, isTitle, lookFor, partsOfQuotation, placedWords } from "./quotations.js";
import { summary, verdictOf } from "./verdicts.js";

/** @typedef {import("../list/entries.js").Entry} Entry */
/** @typedef {import("../list/entries.js").Known} Known */
/** @typedef {import("./manuscript.js").Claim} Claim */
/** @typedef {import("./quotations.js").Placed} Placed */
/**
 * What is said of a cable: differs where the text and the cable disagree, or the identifier cannot be right.
 * @typedef {{ differs: boolean, words: (Node | string)[] }} Finding
 */

const LONGEST = 2_000_000; // letters that are read
const AT_ONCE = 6; // cables that are fetched at the same time

const root = new URL("../", location.href.replace(/[?#].*$/, ""));
const place = element("check");
const posts = postsOf(JSON.parse(element("posts").textContent ?? "{}").posts);
const years = new Set((place.dataset.years ?? "").split(" ").map(Number));
const know = openEntries(root, Number(place.dataset.files));
const [status, told, list] = ["status", "told", "found"].map(element);
const box = /** @type {HTMLTextAreaElement} */ (element("manuscript"));
const only = /** @type {HTMLInputElement} */ (element("only"));
/** @type {Map<string, Promise<Placed[] | null>>} */
const texts = new Map();
let turn = 0; // what comes late for an older text is dropped

/**
 * The words of a cable, from its page; null when that cannot be read.
 * @param {Entry} entry
 * @returns {Promise<Placed[] | null>}
 */
async function wordsOfCable(entry) {
  const answer = await fetch(new URL(entry.address, root)).catch(() => null);
  if (!answer?.ok) return null;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const pieces = [];
  let anchor = "";
  for (const part of page.querySelectorAll(".text .body :is(p, li, h3, h4, td, th, pre, dt, dd)")) {
    for (const aside of part.querySelectorAll(".n, .fix")) aside.remove();
    anchor = part.id || (part.closest("[id^='p']")?.id ?? "") || anchor;
    if (!part.querySelector("p, li")) pieces.push({ anchor, text: part.textContent ?? "" });
  }
  return placedWords(pieces);
}

/** @param {Entry} entry */
function textOf(entry) {
  const known = texts.get(entry.id) ?? wordsOfCable(entry);
  texts.set(entry.id, known);
  known.then((words) => words ?? texts.delete(entry.id));
  return known;
}

/**
 * @param {string} words
 * @param {boolean} [differs]
 * @returns {Finding}
 */
const finding = (words, differs = false) => ({ differs, words: [words] });

/**
 * What the dates beside a cable say, a finding for each place that gives any. One that agrees is enough there: another may be
 * of something else.
 * @param {Claim} claim
 * @param {Entry} entry
 * @returns {Finding[]}
 */
function datesOf({ dates }, entry) {
  const groups = entry.date ? dates.filter((group) => group.length) : [];
  /** @type {Map<string, Finding>} */
  const found = new Map();
  for (const group of groups) {
    const agreeing = group.find(({ from, to }) => from <= entry.date && entry.date <= to);
    const words = agreeing
      ? say("The date agrees: {date}.", { date: agreeing.written })
      : say("The date differs: here it is {date}, the cable was sent on {day} (UTC).", {
          date: group[0].written,
          day: day(entry.date),
        });
    found.set(words, finding(words, !agreeing));
  }
  return [...found.values()];
}

/**
 * @param {string} quoted
 * @param {Entry} entry
 * @param {Placed[] | null} words
 * @returns {Finding}
 */
function quotationOf(quoted, entry, words) {
  const shown = quoted.replace(/[.,;]+$/, "");
  /**
   * @param {string} sentence
   * @param {Record<string, (Node | string)[]>} [parts]
   */
  const saying = (sentence, parts = {}) => ({
    differs: true,
    words: withParts(sentence, { quoted: [make("span", ENGLISH, shown)], ...parts }),
  });
  if (isTitle(quoted, entry.title)) return finding(say("The title agrees."));
  const looked = words ? lookFor(quoted, words) : null;
  if (looked?.isThere) {
    const link = make("a", { href: new URL(`${entry.address}${looked.anchor && `#${looked.anchor}`}`, root).href });
    const number = /^p\d/.test(looked.anchor) ? looked.anchor.slice(1) : "";
    link.append(number ? say("paragraph {number}", { number }) : say("its text"));
    return { ...saying(say("The cable says “{quoted}”, in {place}."), { place: [link] }), differs: false };
  }
  if (isLikeTitle(quoted, entry.title))
    return saying(say("The title differs: here it is “{quoted}”, in the room “{title}”."), {
      title: [make("span", ENGLISH, entry.title)],
    });
  if (!words) {
    const why =
      root.protocol === "file:"
        ? say("“{quoted}” was not looked for: from a disk a page cannot read the others.")
        : say("“{quoted}” was not looked for: the cable's page could not be read.");
    return { ...saying(why), differs: false };
  }
  if (!looked?.nearest.length) return saying(say("The cable does not say “{quoted}”, nor anything near to it."));
  const said = looked.nearest.flatMap(({ text, gap, isOther }) => [isOther ? make("mark", {}, text) : text, gap]);
  const link = make("a", { href: new URL(`${entry.address}#${looked.anchor}`, root).href }, say("the nearest words"));
  return saying(say("The cable does not say “{quoted}”. In it {place} are “{words}”."), {
    place: [link],
    words: [make("span", ENGLISH, ...said)],
  });
}

/**
 * What is said of the quotations beside a held cable. One that stands between two cables is the other's when only that has it.
 * @param {Claim} claim
 * @param {Entry} entry
 * @param {Map<string, Known>} known
 * @returns {Promise<Finding[]>}
 */
async function quotationsOf({ quotes }, entry, known) {
  const found = [];
  const each = new Map(quotes.map((quote) => [`${quote.words} ${quote.other}`, quote])).values();
  for (const { words, other } of each) {
    if (!isTitle(words, entry.title) && partsOfQuotation(words).flat().length < 2) continue; // a word alone is no quotation
    const text = isTitle(words, entry.title) || root.protocol === "file:" ? null : await textOf(entry);
    const said = quotationOf(words, entry, text);
    const second = known.get(other);
    if (other && (said.differs || !text)) {
      if (!second || second === "cited") continue; // it may be of the one that is not held
      const otherText = isTitle(words, second.title) || root.protocol === "file:" ? null : await textOf(second);
      if (!quotationOf(words, second, otherText).differs) continue;
    }
    found.push(said);
  }
  return found;
}

/** @param {number} year */
async function numbersOf(year) {
  if (!years.has(year)) return {};
  if (!globalThis.SentNumbers?.[year]) await loaded(new URL(`check-citations/numbers/${year}.js`, root).href);
  return globalThis.SentNumbers?.[year] ?? {};
}

/**
 * What is said of a cable that is not held.
 * @param {Claim} claim
 * @returns {Promise<Finding[]>}
 */
async function lackOf({ id, dates }) {
  const parts = partsOf(id);
  if (!parts) return [];
  const never = notYet(parts.year);
  if (never) return [finding(never, true)];
  const groups = dates.filter((group) => group.length);
  if (!groups.length) return [];
  const sent = (await numbersOf(parts.year))[parts.post] ?? [];
  const name = parts.post[0] + parts.post.slice(1).toLowerCase();
  const found = [];
  for (const group of groups) {
    const reasons = group.map((date) => misfit(parts.serial, { year: parts.year, post: name }, date, sent));
    if (reasons.every(Boolean))
      found.push(
        finding(
          say("Number and date do not fit: {date}. {reason}", { date: group[0].written, reason: reasons[0] }),
          true,
        ),
      );
  }
  return found;
}

/**
 * @param {Claim} claim
 * @param {Known} known
 * @param {Finding[]} findings
 */
function line(claim, known, findings) {
  const { id } = claim;
  const entry = known && known !== "cited" ? known : null;
  const at = entry?.address ?? (known === "cited" ? address(id) : null);
  const name = entry?.title ?? id;
  const said = make("ul", { class: "findings" });
  said.append(make("li", {}, verdictOf(known)));
  if (claim.yearFrom)
    said.append(
      make(
        "li",
        {},
        say("“{written}” gives no year: it was taken from {id}.", { written: claim.written, id: claim.yearFrom }),
      ),
    );
  for (const { differs, words } of findings) said.append(make("li", differs ? { class: "differs" } : {}, ...words));
  const made = make(
    "li",
    {},
    make("h2", { class: "title" }, at ? make("a", { href: new URL(at, root).href, ...ENGLISH }, name) : name),
  );
  if (entry) made.append(factsLine({ id, date: entry.date, origin: entry.origin }, say("undated")));
  made.append(said);
  made.classList.toggle("agrees", !findings.some(({ differs }) => differs));
  return made;
}

/**
 * Do something with each of many, a few at a time, and keep the order.
 * @template One, Made
 * @param {One[]} many
 * @param {(one: One) => Promise<Made>} act
 * @returns {Promise<Made[]>}
 */
async function each(many, act) {
  /** @type {Made[]} */
  const made = [];
  let next = 0;
  const work = async () => {
    while (next < many.length) {
      const at = next;
      next += 1;
      made[at] = await act(many[at]);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return made;
}

async function check() {
  turn += 1;
  const now = turn;
  list.replaceChildren();
  told.replaceChildren();
  status.textContent = say("Checking …");
  await new Promise((done) => setTimeout(done)); // so that this is shown before the work begins
  const { claims, undated } = readManuscript(box.value.slice(0, LONGEST), posts);
  const known = await know(claims.map(({ id }) => id));
  const findings = await each(claims, async (claim) => {
    const one = known.get(claim.id);
    if (one && one !== "cited") return [...datesOf(claim, one), ...(await quotationsOf(claim, one, known))];
    return one === undefined ? [] : lackOf(claim);
  });
  if (now !== turn) return;
  list.replaceChildren(...claims.map((claim, at) => line(claim, known.get(claim.id), findings[at])));
  const differing = findings.filter((some) => some.some(({ differs }) => differs)).length;
  element("choice").hidden = !differing;
  status.textContent = claims.length
    ? summary(
        claims.map(({ id }) => known.get(id)),
        differing,
      )
    : say("No identifier was found in it. One looks like {example}.", {
        example: "07ASTANA1061, “Astana 1061, April 25, 2007”",
      });
  const notes = [];
  if (undated.length)
    notes.push(
      say("Without a year, and with no neighbour that has one: {names}.", { names: undated.slice(0, 20).join("; ") }),
    );
  if (box.value.length > LONGEST)
    notes.push(counted(LONGEST, "Only the first character was read.", "Only the first {count} characters were read."));
  told.replaceChildren(...notes.map((note) => make("p", {}, note)));
}

element("form").addEventListener("submit", (event) => {
  event.preventDefault();
  check().catch((error) => {
    console.warn(error);
    status.textContent = say("The check stopped: a part of the room could not be read. Try again.");
  });
});
only.addEventListener("change", () => list.classList.toggle("differing", only.checked));
element("form").hidden = false;
element("without").hidden = true;
