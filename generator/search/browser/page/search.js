// The search page. A question is read (query.js), asked of the index (answer.js, engine.js) and shown. The address of the page
// says everything that is asked: q, tag, post, country, classification, year, from, to, sort.

import { counted } from "../counted.js";
import { say } from "../words.js";
import { answer } from "./answer.js";
import { chips, choicesOf, chosen, isNarrowed, parametersOf, showChoices } from "./choices.js";
import { element, focusFirstLink, make } from "./dom.js";
import { exportsOf, inEnglish, offerExport } from "./exporting.js";
import { listen } from "./keys.js";
import { Listing, sumOf } from "./listing.js";
import { address, partsOf, postsOf } from "./question/ids.js";
import { asksWords, readQuestion } from "./question/query.js";
import { describedBy, hitItem, isThere, namedItem } from "./results.js";
import { countOf, lacking, otherPosts, readingOf } from "./sentences.js";

/** @typedef {import("./question/query.js").Question} Question */

const SHOWN = 10;
const MOST = 200; // results that are loaded again when a reader comes back
const root = new URL("../", location.href.replace(/[?#].*$/, ""));
const fromDisk = location.protocol === "file:";
element("without").hidden = true;
const form = /** @type {HTMLFormElement} */ (element("search"));
const box = /** @type {HTMLInputElement} */ (element("q"));
const sort = /** @type {HTMLSelectElement} */ (element("sort"));
const panel = /** @type {HTMLDialogElement} */ (element("panel"));
const [status, said, list, more, aside, choices, chosenBox, narrow, close, help, tools] =
  "status said results more facets choices chosen narrow close help tools".split(" ").map(element);
const words = JSON.parse(element("words").textContent ?? "{}");
const posts = postsOf(words.posts);
/** @type {string[][]} */
const spellings = words.spellings.split("|").map((/** @type {string} */ one) => one.split("="));
const title = document.title;
let isOpen = false; // whether this page has read an index
let turn = 0; // the number of the question; what comes late for an older one is dropped

/** @param {string} text */
const announce = (text) => {
  status.textContent = text;
};

/** @param {...(Node | string)} sentence */
const note = (...sentence) => said.append(make("p", {}, ...sentence));

/**
 * A link that asks another question, all that is chosen kept.
 * @param {string} text of the box
 * @param {string} shown
 */
function asking(text, shown) {
  const parameters = new URLSearchParams(location.search);
  parameters.set("q", text);
  const link = make("a", { href: `?${parameters}` }, shown);
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    visit(parameters);
  });
  return link;
}

/**
 * Ask what an address says, and keep the question before it in the history.
 * @param {URLSearchParams} parameters
 */
function visit(parameters) {
  history.pushState(null, "", `${location.pathname}${parameters.size ? `?${parameters}` : ""}`);
  search();
}

/** The address of what the form says. */
const parametersNow = () =>
  parametersOf(form, choices.childElementCount ? null : choicesOf(new URLSearchParams(location.search)).filters);

/**
 * What the room tells of cables, in order; undefined where it cannot be read.
 * @param {string[]} ids
 */
const described = async (ids) => {
  const known = await exportsOf(root)
    .then(({ know }) => know(ids))
    .catch(() => new Map());
  return ids.map((id) => describedBy(known.get(id)));
};

/**
 * Cables that the question names, at the head of the list. A question that names one and nothing else goes to its page.
 * @param {Question} question
 * @param {number} now
 * @param {boolean} alone whether nothing else is asked
 * @returns {Promise<boolean>} whether the page is left, or all is said
 */
async function showNamed(question, now, alone) {
  const places = question.cables.map(({ id }) => new URL(address(id) ?? "", root));
  if (question.cables.length === 1 && alone) {
    const [{ id, anchor }] = question.cables;
    const there = fromDisk ? (await described([id]))[0] : await isThere(places[0]);
    if (now !== turn) return true;
    if (there) {
      places[0].hash = anchor;
      location.replace(places[0]);
      return true;
    }
    if (there === null) {
      announce(say("{id} is neither held nor cited in this room.", { id }));
      for (const sentence of otherPosts(id, posts, asking)) note(...sentence);
      return true;
    }
  }
  const known = await described(question.cables.map(({ id }) => id));
  if (now !== turn) return true;
  list.replaceChildren(...question.cables.map((named, at) => namedItem(named, places[at], known[at])));
  return false;
}

/**
 * Results of words and choices below the cables that the question names.
 * @param {Question} question
 * @param {ReturnType<typeof choicesOf>} asked
 * @param {number} now
 * @param {number} shown how many results
 */
async function showFound(question, asked, now, shown) {
  const index = await Search.open(root.href);
  if (now !== turn) return;
  isOpen = true;
  const { from, to } = asked.filters;
  if (!asksWords(question) && !isNarrowed(asked.filters)) {
    if (!question.cables.length) showChoices(choices, index.facets, asked.filters);
    return;
  }
  if (from && to && from > to) {
    if (!choices.childElementCount) showChoices(choices, index.facets, asked.filters);
    announce(say("No cable found: the first day that is asked for is later than the last."));
    list.replaceChildren();
    return;
  }
  const order = asked.sort === "oldest" || !asksWords(question) ? "date" : asked.sort;
  const [told, ...numbered] = await Promise.all([
    answer(index, question, { filters: asked.filters, sort: order }, spellings),
    ...question.undated.map(async ({ post, serial }) => {
      const filters = { ...asked.filters, post: [post] };
      const { hits } = await index.search({ all: [{ word: serial, prefix: false }], filters, sort: "relevance" });
      return hits.filter(({ id }) => `${partsOf(id)?.serial}` === serial);
    }),
  ]);
  if (now !== turn) return;
  const first = numbered.flat(); // cables that an identifier without its year may mean
  const marked = [
    ...question.must,
    ...question.any.flat(),
    ...question.near.map(({ terms }) => ({ written: terms.map(({ word }) => word).join(" ") })),
  ];
  const listing = new Listing(index, told.parts, {
    oldest: asked.sort === "oldest",
    words: marked.map(({ written }) => written.replace(/\*$/, "")).join(" "),
    above: first.map(({ url }) => url),
  });
  const items = [...first.map((hit) => hitItem(hit, "")), ...(await listing.next(shown))];
  if (now !== turn) return;
  if (question.cables.length) list.append(...items);
  else list.replaceChildren(...items);
  for (const sentence of told.notes) note(sentence);
  for (const sentence of lacking(question, told, items.length > 0, box.value, asking)) note(...sentence);
  const alone = first.length > 0 && items.length === first.length;
  announce(alone ? counted(first.length, "{count} cable", "{count} cables") : countOf(question, told.parts));
  showChoices(
    choices,
    sumOf(
      told.parts,
      told.parts.map(({ result }) => result.facets),
    ),
    asked.filters,
  );
  const most = told.parts.reduce((count, { result }) => Math.max(count, result.count), 0);
  close.textContent = counted(most, "Show {count} result", "Show {count} results");
  const cables = told.parts.map(({ result }) =>
    result.checked && (result.count || result.checked.read < result.checked.of)
      ? result.checked.of
      : result.count - (result.pages ?? 0),
  );
  const named = question.cables.map(({ id }) => id);
  const found = told.parts.some((part) => part.most) ? Math.max(...cables) : cables.reduce((sum, one) => sum + one, 0);
  offerExport(root, { index, named, parts: told.parts, oldest: asked.sort === "oldest", count: found }, announce);
  more.hidden = !listing.hasMore;
  more.onclick = async () => {
    const before = list.childElementCount;
    try {
      list.append(...(await listing.next()));
    } catch (error) {
      console.warn(error);
      note(say("More results could not be loaded."));
    }
    if (now !== turn) return;
    announce(countOf(question, listing.parts));
    more.hidden = !listing.hasMore;
    history.replaceState({ ...history.state, shown: Math.min(MOST, listing.length) }, "");
    focusFirstLink([...list.children].slice(before));
  };
  const isUncounted = told.parts.some(({ result }) =>
    Object.values(result.facets).some((counts) => counts.some(([, , count]) => count === null)),
  );
  count = isUncounted
    ? async () => {
        count = null;
        const facets = await Promise.all(told.parts.map(({ request }) => index.counts(request)));
        if (now === turn) showChoices(choices, sumOf(told.parts, facets), asked.filters);
      }
    : null;
}

/** @type {(() => Promise<void>) | null} counts what the index did not count unasked */
let count = null;

async function search() {
  turn += 1;
  const now = turn;
  const back = history.state ?? {};
  const parameters = new URLSearchParams(location.search);
  const question = readQuestion(await inEnglish((parameters.get("q") ?? "").trim(), form.dataset.months), posts);
  if (now !== turn) return;
  const taken = back.taken ?? { date: question.date, level: question.levelWritten };
  if (question.date || question.level) {
    parameters.delete("q");
    if (question.rest) parameters.set("q", question.rest);
    for (const name of question.date ? /** @type {const} */ (["from", "to"]) : []) {
      if (question[name]) parameters.set(name, question[name]);
      else parameters.delete(name);
    }
    if (question.level) parameters.set("classification", question.level);
    history.replaceState({ ...back, taken }, "", `${location.pathname}?${parameters}`);
  }
  const text = (parameters.get("q") ?? "").trim();
  const asked = choicesOf(parameters);
  const narrowed = isNarrowed(asked.filters);
  if (box.value.trim() !== text) box.value = text;
  sort.value = asked.sort;
  document.title =
    [text, ...chosen(asked.filters).map((one) => one.words)]
      .filter(Boolean)
      .join(", ")
      .concat(text || narrowed ? " · " : "") + title;
  chosenBox.replaceChildren(
    ...chips(asked.filters, (gone) => {
      const kept = parametersNow();
      for (const [name, value] of gone) kept.delete(name, value);
      visit(kept);
    }),
  );
  more.hidden = true;
  count = null;
  help.hidden = Boolean(text || narrowed);
  element("export").hidden = element("exports").hidden = true;
  tools.hidden = question.cables.length > 0 && !asksWords(question) && !narrowed;
  said.replaceChildren();
  for (const sentence of readingOf(question, taken, asking)) note(...sentence);
  for (const words of asked.odd) note(say("“{words}” in the address is not understood.", { words }));
  announce("");
  try {
    const hasWords = asksWords(question) || narrowed;
    if (question.cables.length && (await showNamed(question, now, !hasWords))) return;
    if (question.cables.length) {
      const named = countOf(question, []);
      announce(hasWords ? say("{named}; searching for the words …", { named }) : named);
    } else if (!hasWords) {
      list.replaceChildren();
      said.replaceChildren();
      announce(question.misread.join(" ")); // nothing else is said here, and a screen reader reads the status alone
    }
    if (!question.cables.length || hasWords) {
      if (hasWords && !question.cables.length) announce(say("Searching …"));
      await showFound(question, asked, now, Math.max(SHOWN, back.shown ?? 0));
    }
    if (now === turn && back.y) scrollTo(0, back.y);
  } catch (error) {
    console.warn(error);
    if (now !== turn) return;
    if (!question.cables.length) list.replaceChildren();
    const isNone = fromDisk && !isOpen && /** @type {any} */ (error).kind === "missing"; // not made as scripts
    if (isNone)
      announce(
        say(
          "From the disk only identifiers can be looked up in this room. The indexes above still lead to every cable.",
        ),
      );
    else if (text || narrowed)
      announce(say("The search index of this room cannot be loaded. The indexes above still lead to every cable."));
  }
}

/** On a narrow page the choices stand in a panel of their own, over the results. */
function openPanel() {
  panel.prepend(choices);
  panel.showModal();
  count?.();
}

panel.addEventListener("close", () => aside.append(choices));
narrow.addEventListener("click", openPanel);
close.addEventListener("click", () => panel.close());
form.addEventListener("submit", (event) => {
  event.preventDefault();
  visit(parametersNow());
});
for (const one of [choices, sort]) one.addEventListener("change", () => visit(parametersNow()));
for (const kind of ["pointerenter", "focusin"]) aside.addEventListener(kind, () => count?.());
history.scrollRestoration = "manual"; // a list is as long as it was only after its results have come
let waiting = 0;
addEventListener("scroll", () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => history.replaceState({ ...history.state, y: scrollY }, ""), 150);
});
list.addEventListener("click", () => history.replaceState({ ...history.state, y: scrollY }, ""));
addEventListener("popstate", () => search());
listen(box, list, /** @type {HTMLInputElement} */ (element("slash")));
search().then(() => {
  element("keys").hidden = false; // below the results, so it would jump while they come
});
