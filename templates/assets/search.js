// The search page. Identifiers go straight to their page; words are asked of the index (asking.js).
// The address of the page says everything: q, tag, post, country, classification, from, to, sort.
// No module: from a disk, where modules are not loaded, identifiers work all the same.
"use strict";

const SHOWN = 10;
const LONG = 12;
const EXCERPT = 32; // words
const LEAD = 6; // of them before the first that is marked
const TITLES = { tag: "Tag", post: "Post", country: "Country", classification: "Classification", year: "Year" };
// Words of nearly every cable. Alone they find everything and tell nothing, and their lists are the longest of the index:
// they count only between quotes, or in capitals, in which they may be short for something (IT).
const COMMON = new Set("a an and are as at be by for from has have in is it of on or that the this to was were will with".split(" "));
const root = new URL("../", location.href.replace(/[?#].*$/, ""));
const fromDisk = location.protocol === "file:";
const find = (id) => document.getElementById(id);
const [form, status, list, more, facetsBox, choices, keys, slash, without, help] =
  ["search", "status", "results", "more", "facets", "choices", "keys", "slash", "without", "help"].map(find);
const posts = JSON.parse(find("posts").textContent);
const box = form.elements.q;
let showing = 0; // the number of the showing; one that is overtaken is dropped
let asked = 0; // the number of the question; an answer to an older one is dropped

const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const NUMBER = new Intl.NumberFormat("en"); // made once: making one takes longer than using it

const isQuoted = (words) => /^".+"$/.test(words);

// The words of a question that are looked for.
function sought(words) {
  const kept = words.split(/\s+/).filter((word) => !COMMON.has(word) && !COMMON.has(word.replace(/^[A-Z](?=[a-z])/, (first) => first.toLowerCase())));
  return isQuoted(words) || !kept.length ? words : kept.join(" ");
}

const say = (words) => { status.textContent = words; };
const counted = (count, word) => `${NUMBER.format(count)} ${word}${count === 1 ? "" : "s"}`;

function make(name, attributes = {}, ...inside) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...inside);
  return made;
}

// Results

// Some words of the text round the place that says most of what was asked, those marked; else its first words. The index
// has the title before the text and ids and tags behind it: they are no part of an excerpt.
function excerptOf(page) {
  const said = page.content.split(/\s+/);
  const first = page.meta.title ? page.meta.title.trim().split(/\s+/).length : 0;
  const last = page.anchors.find((one) => one.id === "beside")?.location ?? said.length;
  const scores = new Map(page.places);
  const places = [...scores.keys()].filter((at) => at >= first && at < last).sort((a, b) => a - b).slice(0, 200);
  const weight = (at) => places.reduce((sum, one) => sum + (one >= at && one < at + EXCERPT - LEAD ? scores.get(one) : 0), 0);
  const best = places.reduce((found, at) => (weight(at) > weight(found) ? at : found), places[0] ?? first);
  const from = Math.max(first, best - LEAD);
  const made = make("p", { class: "summary" }, from > first ? "…\u00a0" : "");
  said.slice(from, Math.min(from + EXCERPT, last)).forEach((word, at) => {
    if (/^[-_=*.]{3,}$/.test(word)) return; // a line drawn under a heading
    made.append(at ? " " : "", scores.has(from + at) ? make("mark", {}, word) : word);
  });
  if (from + EXCERPT < last) made.append("\u00a0…");
  return made;
}

// The paragraph that says most of the words, "" when only the title or what stands beside the text says them.
function paragraphOf(page) {
  const anchors = page.anchors.filter((one) => one.id === "beside" || /^p\d/.test(one.id)).sort((a, b) => a.location - b.location);
  const weights = new Map();
  for (const [place, score] of page.places) {
    const id = anchors.findLast((one) => one.location <= place)?.id;
    if (id && id !== "beside") weights.set(id, (weights.get(id) || 0) + score);
  }
  return [...weights].reduce((best, one) => (one[1] > best[1] ? one : best), ["", 0])[0];
}

const day = (iso) => DAY.format(new Date(`${iso}T00:00:00Z`));

function hit(page, words) {
  const place = new URL(page.url, location.href);
  if (words) {
    place.searchParams.set("hl", words);
    place.hash = paragraphOf(page);
  }
  const link = make("a", { href: place.pathname + place.search + place.hash }, page.meta.title || page.meta.id);
  const line = make("p", { class: "line" }, make("span", { class: "id" }, page.meta.id || ""));
  if (page.meta.date) line.append(make("time", { datetime: page.meta.date }, day(page.meta.date)));
  if (page.meta.origin) line.append(make("span", {}, page.meta.origin));
  if (page.meta.specimen) line.append(make("span", { class: "specimen" }, page.meta.specimen));
  const marked = page.meta.classification;
  if (marked) line.append(make("span", { class: `level ${marked.split(",")[0].toLowerCase().replaceAll(" ", "-")}` }, marked));
  return make("li", {}, make("p", { class: "title" }, link), line, excerptOf(page));
}

// Show the first hits, as many as stand there already or one page more. What has the focus keeps it.
async function show(hits, words, count) {
  const now = asked;
  showing += 1;
  const turn = showing;
  const pages = await Promise.all(hits.slice(0, count).map(async (one) => [one.key, await one.data()]));
  if (now !== asked || turn !== showing) return;
  const focused = list.contains(document.activeElement) ? document.activeElement : null;
  const standing = new Map([...list.children].map((item) => [item.dataset.key, item]));
  list.replaceChildren(...pages.map(([key, page]) => {
    const item = standing.get(key) || hit(page, words);
    item.dataset.key = key;
    return item;
  }));
  if (focused?.isConnected) focused.focus();
  more.hidden = hits.length <= count;
  more.onclick = async () => {
    await show(hits, words, count + SHOWN);
    list.children[count]?.querySelector("a").focus();
  };
}

// Facets

function choice(name, value, count, chosen) {
  const code = value.split(" – ")[0];
  const input = make("input", { type: "checkbox", name, value: code, form: "search" });
  input.checked = chosen;
  const shown = name === "classification" ? value[0] + value.slice(1).toLowerCase() : value;
  const label = make("label", {}, input, make("span", {}, shown));
  if (count !== null) label.append(make("span", { class: "count" }, NUMBER.format(count)));
  return label;
}

function facet(name, counts, chosen, open) {
  const isChosen = (value) => chosen.includes(value.split(" – ")[0]) || chosen.includes(value);
  const values = Object.entries(counts).filter(([value, count]) => count !== 0 || isChosen(value));
  if (!values.length) return null;
  values.sort(name === "year" ? ([a], [b]) => b.localeCompare(a) : ([a, m], [b, n]) => isChosen(b) - isChosen(a) || n - m || a.localeCompare(b));
  const labels = (from, to) => values.slice(from, to).map(([value, count]) => choice(name, value, count, isChosen(value)));
  const made = make("fieldset", { "data-facet": name }, make("legend", {}, TITLES[name]), make("div", {}, ...labels(0, LONG)));
  if (values.length > LONG) {
    const rest = make("details", {}, make("summary", {}, `${values.length - LONG} more`));
    const fill = () => rest.append(...labels(LONG)); // hundreds, which few look at: made when the box is opened
    if (open || values.slice(LONG).some(([value]) => isChosen(value))) {
      fill();
      rest.open = true;
    } else rest.addEventListener("toggle", fill, { once: true });
    made.append(rest);
  }
  return made;
}

function period(parameters) {
  const made = make("fieldset", {}, make("legend", {}, "Sent"));
  for (const name of ["from", "to"]) {
    const input = make("input", { type: "date", name, form: "search" });
    input.value = parameters.get(name) || "";
    made.append(make("label", {}, make("span", {}, name), input));
  }
  return made;
}

function order(byDate) {
  const made = make("fieldset", {}, make("legend", {}, "Order"));
  for (const [value, words] of [["relevance", "By relevance"], ["date", "By date, newest first"]]) {
    const input = make("input", { type: "radio", name: "sort", value, form: "search" });
    input.checked = byDate === (value === "date");
    made.append(make("label", {}, input, make("span", {}, words)));
  }
  return made;
}

function showFacets(counts, chosen, parameters) {
  const before = document.activeElement;
  const focused = choices.contains(before) ? [before.name, before.value] : null;
  const isOpen = (name) => Boolean(choices.querySelector(`[data-facet="${name}"] > details[open]`)); // stays so, for the next choice
  const made = Object.keys(TITLES).map((name) => facet(name, counts[name] || {}, chosen[name], isOpen(name)));
  choices.replaceChildren(...made.filter(Boolean), period(parameters), order(parameters.get("sort") === "date"));
  if (facetsBox.hidden && matchMedia("(min-width: 64rem)").matches) facetsBox.open = true;
  facetsBox.hidden = false;
  if (focused) [...choices.querySelectorAll("input")].find((one) => one.name === focused[0] && (one.type === "date" || one.value === focused[1]))?.focus();
}

// Asking

async function toCable(ids) {
  const now = asked;
  const places = ids.map((id) => new URL(Ids.address(id), root));
  const there = await Promise.all(places.map((place) =>
    fromDisk ? null : fetch(place, { method: "HEAD" }).then((answer) => answer.ok, () => null))); // null: nobody knows
  if (now !== asked) return;
  if (ids.length === 1 && there[0]) {
    location.replace(places[0]);
    return;
  }
  if (ids.length === 1 && there[0] === false) {
    say(`${ids[0]} is neither held nor cited in this room.`);
    return;
  }
  list.replaceChildren(...ids.map((id, index) => {
    if (there[index] === false) return make("li", {}, make("p", { class: "line" }, make("span", { class: "id" }, id), make("span", {}, "neither held nor cited in this room")));
    return make("li", {}, make("p", { class: "title" }, make("a", { href: places[index].href }, id)));
  }));
  say(`${counted(ids.length, "identifier")}${fromDisk ? "; there is a page if this room holds or cites it" : ""}`);
}

function questionOf(parameters) {
  const words = (parameters.get("q") || "").trim();
  const [from, to] = ["from", "to"].map((name) => (/^\d{4}-\d\d-\d\d$/.test(parameters.get(name)) ? parameters.get(name) : ""));
  const chosen = Object.fromEntries(Object.keys(TITLES).map((name) => [name, parameters.getAll(name).filter(Boolean)]));
  const narrowed = from || to || Object.values(chosen).some((codes) => codes.length);
  return { words, sought: sought(words), from, to, chosen, narrowed, byDate: parameters.get("sort") === "date" || !words };
}

async function askWords(question, parameters) {
  const now = asked;
  const { words, sought } = question;
  const { ask, facets } = await Index.open(root, form.dataset, Boolean(words || question.narrowed));
  if (now !== asked) return;
  if (!words && !question.narrowed) {
    showFacets(facets, question.chosen, parameters);
    return;
  }
  if (question.from && question.to && question.from > question.to) {
    list.replaceChildren();
    if (facetsBox.hidden) showFacets(facets, question.chosen, parameters);
    say("No cable found: the first day that is asked for is later than the last.");
    return;
  }
  const answer = await ask({ ...question, words: sought }, (part) => { // the newest stand there while older ones are looked for
    if (now !== asked) return;
    say(`${counted(part.hits.length, "cable")} so far; searching on …`);
    show(part.hits, sought, SHOWN);
  });
  if (now !== asked) return;
  await show(answer.hits, sought, SHOWN);
  if (now !== asked) return;
  showFacets(answer.counts, question.chosen, parameters);
  const count = answer.hits.length;
  const partly = answer.failed ? " Part of the index could not be loaded; there may be more." : "";
  const near = answer.near && count && words ? ` No cable says “${words.replaceAll('"', "")}”; ${count === 1 ? "this says" : "these say"} something near it.` : "";
  say((count ? counted(count, "cable") : "No cable found. Try fewer words, another spelling, a wider choice, or the indexes above.") + near.replace(/^ /, ". ") + partly);
}

async function search() {
  asked += 1;
  const now = asked;
  const parameters = new URLSearchParams(location.search);
  const question = questionOf(parameters);
  const { words } = question;
  if (box.value.trim() !== words) box.value = words;
  more.hidden = true;
  help.hidden = Boolean(words || question.narrowed);
  say("");
  const ids = Ids.readIds(words, posts);
  if (ids.length || !words || fromDisk) list.replaceChildren();
  if (ids.length) {
    await toCable(ids);
  } else if (fromDisk) {
    if (words) say("From the disk only identifiers can be looked up.");
  } else if (words && words.toLowerCase().split(/[^\p{L}]+/u).every((word) => !word || COMMON.has(word)) && /\p{L}/u.test(words)) {
    list.replaceChildren();
    say(`Nearly every cable says “${words}”. Add a word that fewer of them say.`);
  } else {
    try {
      if (words || question.narrowed) say("Searching …");
      await askWords(question, parameters);
    } catch (error) {
      console.warn(error);
      if (now !== asked) return;
      Index.close();
      list.replaceChildren();
      say("The search index of this room cannot be loaded. The indexes above still lead to every cable.");
    }
  }
}

function go() {
  const parameters = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (value && !(name === "sort" && value === "relevance")) parameters.append(name, value);
  }
  history.pushState(null, "", `${location.pathname}?${parameters}`);
  search();
}

// Keys: / or Ctrl-K goes to the box, arrows go through the results. Whoever uses them for something else switches them off.
function listen() {
  keys.hidden = false;
  try {
    slash.checked = localStorage.getItem("keys") !== "off";
  } catch {
    slash.checked = true; // storage is forbidden here: the choice lasts as long as the page
  }
  slash.addEventListener("change", () => {
    try {
      localStorage.setItem("keys", slash.checked ? "on" : "off");
    } catch {
      // as above
    }
  });
  document.addEventListener("keydown", (event) => {
    if (!slash.checked || event.altKey || event.metaKey) return;
    const active = document.activeElement;
    const links = [...list.querySelectorAll("a")];
    const at = links.indexOf(active);
    const toBox = event.ctrlKey ? event.key === "k" : event.key === "/";
    if (toBox && !active.matches("input, textarea, select")) box.select();
    else if (event.ctrlKey) return;
    else if (event.key === "ArrowDown" && (at >= 0 || active === box) && links[at + 1]) links[at + 1].focus();
    else if (event.key === "ArrowUp" && at >= 0) (links[at - 1] || box).focus();
    else return;
    event.preventDefault();
  });
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  go();
});
choices.addEventListener("change", go);
addEventListener("popstate", search);
if (fromDisk) without.firstChild.data = "From the disk the full text cannot be searched; an identifier leads to its page. Every cable can be found through the ";
else without.remove(); // what stands there for those without scripts
listen();
search();
