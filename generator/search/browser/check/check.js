// The page that checks citations: every identifier of what is pasted, what the room knows of it, and whether a date, a title
// and words in quotation marks beside it agree with the cable. Nothing that is pasted leaves the browser.
import { loaded, openEntries } from "../list/entries.js";
import { counted, day, element, make } from "../page/dom.js";
import { address, partsOf } from "../page/question/ids.js";
import { readManuscript } from "./manuscript.js";
import { misfit, notYet } from "./numbers.js";
import { isLikeTitle, isTitle, lookFor, partsOfQuotation, placedWords } from "./quotations.js";

/** @typedef {import("../page/question/ids.js").Posts} Posts */
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
/** @type {Posts} */
const posts = JSON.parse(element("posts").textContent ?? "{}");
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
      ? `The date agrees: ${agreeing.written}.`
      : `The date differs: here it is ${group[0].written}, the cable was sent on ${day(entry.date)} (UTC).`;
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
  const shown = `“${quoted.replace(/[.,;]+$/, "")}”`;
  if (isTitle(quoted, entry.title)) return finding("The title agrees.");
  const looked = words ? lookFor(quoted, words) : null;
  if (looked?.isThere) {
    const link = make("a", { href: new URL(`${entry.address}${looked.anchor && `#${looked.anchor}`}`, root).href });
    link.append(/^p\d/.test(looked.anchor) ? `paragraph ${looked.anchor.slice(1)}` : "its text");
    return { differs: false, words: [`The cable says ${shown}, in `, link, "."] };
  }
  if (isLikeTitle(quoted, entry.title))
    return finding(`The title differs: here it is ${shown}, in the room “${entry.title}”.`, true);
  if (!words) {
    const why =
      root.protocol === "file:" ? "from a disk a page cannot read the others" : "the cable's page could not be read";
    return finding(`${shown} was not looked for: ${why}.`);
  }
  if (!looked?.nearest.length) return finding(`The cable does not say ${shown}, nor anything near to it.`, true);
  const said = looked.nearest.flatMap(({ text, gap, isOther }) => [isOther ? make("mark", {}, text) : text, gap]);
  const link = make("a", { href: new URL(`${entry.address}#${looked.anchor}`, root).href }, "the nearest words");
  return { differs: true, words: [`The cable does not say ${shown}. In it `, link, " are “", ...said, "”."] };
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
      found.push(finding(`Number and date do not fit: ${group[0].written}. ${reasons[0]}`, true));
  }
  return found;
}

const VERDICTS = {
  held: "Held in this room.",
  cited: "Not held in this room; cables of this room cite it.",
  unknown: "Not in this room, and none of its cables cites it. That says nothing of whether it exists.",
  failed: "It could not be looked up now. Check again when the room can be reached.",
};

/** @param {Known} known */
const verdictOf = (known) =>
  known === undefined ? "failed" : known === null ? "unknown" : known === "cited" ? "cited" : "held";

/** @param {Entry} entry */
function factsOf({ id, date, origin }) {
  const facts = make("p", { class: "line" }, make("span", { class: "id" }, id));
  facts.append(date ? make("time", { datetime: date }, day(date)) : "undated");
  if (origin) facts.append(make("span", {}, origin));
  return facts;
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
  said.append(make("li", {}, VERDICTS[verdictOf(known)]));
  if (claim.yearFrom)
    said.append(make("li", {}, `“${claim.written}” gives no year: it was taken from ${claim.yearFrom}.`));
  for (const { differs, words } of findings) said.append(make("li", differs ? { class: "differs" } : {}, ...words));
  const made = make(
    "li",
    {},
    make("h2", { class: "title" }, at ? make("a", { href: new URL(at, root).href }, name) : name),
  );
  if (entry) made.append(factsOf(entry));
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

/**
 * @param {Known[]} all
 * @param {number} differing
 */
function summary(all, differing) {
  const count = (/** @type {string} */ verdict) => all.filter((known) => verdictOf(known) === verdict).length;
  const parts = [
    [count("held"), "held"],
    [count("cited"), "cited here and not held"],
    [count("unknown"), "not in this room"],
    [count("failed"), "not looked up"],
  ].filter(([many]) => many);
  const kinds = parts.map(([many, words]) => `${many} ${words}`).join(", ");
  const differs = differing ? `In ${differing} something differs.` : "Nothing was found to differ.";
  return `${counted(all.length, "cable")}: ${kinds}. ${differs}`;
}

async function check() {
  turn += 1;
  const now = turn;
  list.replaceChildren();
  told.replaceChildren();
  status.textContent = "Checking …";
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
    : "No identifier was found in it. One looks like 07ASTANA1061 or “Astana 1061, April 25, 2007”.";
  const notes = [];
  if (undated.length)
    notes.push(`Without a year, and with no neighbour that has one: ${undated.slice(0, 20).join("; ")}.`);
  if (box.value.length > LONGEST) notes.push(`Only the first ${counted(LONGEST, "letter")} were read.`);
  told.replaceChildren(...notes.map((note) => make("p", {}, note)));
}

element("form").addEventListener("submit", (event) => {
  event.preventDefault();
  check().catch((error) => {
    console.warn(error);
    status.textContent = "The check stopped: a part of the room could not be read. Try again.";
  });
});
only.addEventListener("change", () => list.classList.toggle("differing", only.checked));
element("form").hidden = false;
element("without").hidden = true;
