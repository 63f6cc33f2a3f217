// The search page. Identifiers go straight to their page; words are asked of Pagefind, whose bundle the build made.
// The address of the page says everything: q, tag, post, country, classification, from, to, sort.

import { address, readIds } from "./ids.js";

const SHOWN = 20;
const FACETS = [["tag", "Tag"], ["post", "Post"], ["country", "Country"], ["classification", "Classification"], ["year", "Year"]];
const LONG = 12;
const SEPARATOR = " – "; // between a code and its words in a facet's value
const root = new URL("../", location.href.replace(/[?#].*$/, ""));
const posts = JSON.parse(document.getElementById("posts").textContent);
const find = (id) => document.getElementById(id);
const [form, status, list, more, facetsBox, choices, keys, slash] =
  ["search", "status", "results", "more", "facets", "choices", "keys", "slash"].map(find);
const box = form.elements.q;
let engine;
let asked = 0;

const say = (words) => { status.textContent = words; };
const counted = (count, word) => `${count.toLocaleString("en")} ${word}${count === 1 ? "" : "s"}`;

function make(name, attributes = {}, ...inside) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...inside);
  return made;
}

function load() {
  engine ??= (async () => {
    const pagefind = await import(new URL("search/pagefind/pagefind.js", root).href);
    await pagefind.options({ baseUrl: root.pathname, excerptLength: 32 });
    await pagefind.init();
    return [pagefind, await pagefind.filters()];
  })();
  return engine;
}

// The values of a facet that parameters name: by the whole value, or by the code before its words.
function named(values, wanted) {
  return values.filter((value) => wanted.includes(value) || wanted.includes(value.split(SEPARATOR)[0]));
}

function filtersOf(parameters, all) {
  const filters = {};
  for (const [name] of FACETS) {
    const wanted = parameters.getAll(name).filter(Boolean);
    if (wanted.length) filters[name] = { any: [...named(Object.keys(all[name] || {}), wanted), ""].slice(0, -1) };
    if (wanted.length && !filters[name].any.length) filters[name] = { any: ["\u0000"] }; // nothing has this value
  }
  const [from, to] = [parameters.get("from"), parameters.get("to")];
  if (from || to) {
    const days = Object.keys(all.day || {}).filter((day) => (!from || day >= from) && (!to || day <= to));
    filters.day = { any: days.length ? days : ["\u0000"] };
  }
  return filters;
}

// Pagefind's excerpt is text with <mark>; it is taken apart here, so that nothing in it is taken for HTML.
function excerptOf(html) {
  const made = make("p", { class: "summary" });
  for (const node of new DOMParser().parseFromString(html, "text/html").body.childNodes) {
    made.append(node.nodeName === "MARK" ? make("mark", {}, node.textContent) : node.textContent);
  }
  return made;
}

// The paragraph in which the words first stand together: the last anchor before the heaviest place.
function paragraphOf(page) {
  const place = page.locations[0];
  if (place === undefined) return "";
  const before = page.anchors.filter((one) => /^p\d/.test(one.id) && one.location <= place);
  return before.length ? before.reduce((a, b) => (b.location >= a.location ? b : a)).id : "";
}

function day(iso) {
  const date = new Date(`${iso}T00:00:00Z`);
  return new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }).format(date);
}

function hit(page, words) {
  const anchor = words ? paragraphOf(page) : "";
  const place = new URL(page.url, location.href);
  if (words) place.searchParams.set("hl", words);
  place.hash = anchor;
  const link = make("a", { href: place.pathname + place.search + place.hash }, page.meta.title || page.meta.id);
  const line = make("p", { class: "line" }, make("span", { class: "id" }, page.meta.id || ""));
  if (page.meta.date) line.append(make("time", { datetime: page.meta.date }, day(page.meta.date)));
  if (page.meta.origin) line.append(make("span", {}, page.meta.origin));
  return make("li", {}, make("p", { class: "title" }, link), line, excerptOf(page.excerpt));
}

async function show(results, from, words) {
  const now = asked;
  const pages = await Promise.all(results.slice(from, from + SHOWN).map((result) => result.data()));
  if (now !== asked) return;
  const items = pages.map((page) => hit(page, words));
  list.append(...items);
  if (from) items[0]?.querySelector("a").focus();
  more.hidden = results.length <= from + SHOWN;
  more.onclick = () => show(results, from + SHOWN, words);
}

function choice(name, value, count, chosen) {
  const input = make("input", { type: "checkbox", name, value: value.split(SEPARATOR)[0], form: "search" });
  input.checked = chosen;
  const shown = name === "classification" ? value[0] + value.slice(1).toLowerCase() : value;
  const label = make("label", {}, input, make("span", {}, shown), make("span", { class: "count" }, count.toLocaleString("en")));
  label.hidden = !count && !chosen;
  return label;
}

function facet(name, title, counts, parameters) {
  const wanted = parameters.getAll(name);
  const values = Object.entries(counts).filter(([value, count]) => count || named([value], wanted).length);
  if (!values.length) return null;
  values.sort(name === "year" ? ([a], [b]) => b.localeCompare(a) : ([a, m], [b, n]) => n - m || a.localeCompare(b));
  const made = make("fieldset", {}, make("legend", {}, title));
  const labels = values.map(([value, count]) => choice(name, value, count, named([value], wanted).length > 0));
  const first = make("div", {}, ...labels.slice(0, LONG));
  made.append(first);
  if (labels.length > LONG) {
    const rest = make("details", {}, make("summary", {}, `${labels.length - LONG} more`), ...labels.slice(LONG));
    rest.open = labels.slice(LONG).some((label) => label.querySelector("input").checked);
    made.append(rest);
  }
  return made;
}

function period(parameters) {
  const made = make("fieldset", {}, make("legend", {}, "Sent"));
  for (const [name, words] of [["from", "from"], ["to", "to"]]) {
    const input = make("input", { type: "date", name, form: "search" });
    input.value = parameters.get(name) || "";
    made.append(make("label", {}, make("span", {}, words), input));
  }
  return made;
}

function order(parameters) {
  const made = make("fieldset", {}, make("legend", {}, "Order"));
  for (const [value, words] of [["relevance", "By relevance"], ["date", "By date, newest first"]]) {
    const input = make("input", { type: "radio", name: "sort", value, form: "search" });
    input.checked = (parameters.get("sort") || "relevance") === value;
    made.append(make("label", {}, input, make("span", {}, words)));
  }
  return made;
}

function showFacets(counts, totals, parameters) {
  const focused = document.activeElement?.form === form && document.activeElement.name !== "q"
    ? [document.activeElement.name, document.activeElement.value] : null;
  const made = FACETS.map(([name, title]) => {
    const own = parameters.getAll(name).length ? totals : counts;
    return facet(name, title, own[name] || {}, parameters);
  });
  choices.replaceChildren(...made.filter(Boolean), period(parameters), order(parameters));
  facetsBox.hidden = false;
  if (matchMedia("(min-width: 64rem)").matches) facetsBox.open = true;
  if (focused) {
    const same = [...choices.querySelectorAll("input")].find((one) => one.name === focused[0] && one.value === focused[1]);
    same?.focus();
  }
}

async function toCable(ids) {
  if (ids.length === 1) {
    const place = new URL(address(ids[0]), root);
    const answer = location.protocol === "file:" ? null : await fetch(place, { method: "HEAD" }).catch(() => null);
    if (!answer || answer.ok) {
      location.replace(place);
      return;
    }
    say(`${ids[0]} is neither held nor cited in this room.`);
    return;
  }
  list.append(...ids.map((id) => make("li", {}, make("p", { class: "title" }, make("a", { href: new URL(address(id), root).href }, id)))));
  say(counted(ids.length, "identifier"));
}

async function search() {
  const now = ++asked;
  const parameters = new URLSearchParams(location.search);
  const words = (parameters.get("q") || "").trim();
  box.value = words;
  list.replaceChildren();
  more.hidden = true;
  const ids = readIds(words, posts);
  if (ids.length) {
    await toCable(ids);
    return;
  }
  if (location.protocol === "file:") {
    say("Searching words needs a web server. From the disk, identifiers and the indexes above lead to every cable.");
    return;
  }
  try {
    if (words) say("Searching …");
    const [pagefind, all] = await load();
    const filters = filtersOf(parameters, all);
    if (now !== asked) return;
    if (!words && !Object.keys(filters).length) {
      showFacets(all, all, parameters);
      say("");
      return;
    }
    const options = { filters };
    if (parameters.get("sort") === "date") options.sort = { date: "desc" };
    const found = await pagefind.search(words || null, options);
    if (now !== asked) return;
    showFacets(found.filters, found.totalFilters, parameters);
    const count = found.results.length;
    say(count ? counted(count, "cable") : "No cable found. Try fewer words, another spelling, a wider choice, or the indexes above.");
    await show(found.results, 0, words);
  } catch (error) {
    say("The search index of this room cannot be loaded. The indexes above still lead to every cable.");
    console.warn(error);
  }
}

function go() {
  const parameters = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (value && !(name === "sort" && value === "relevance")) parameters.append(name, value);
  }
  history.pushState(null, "", `?${parameters}`);
  search();
}

// Keys: / goes to the box, arrows go through the results. Whoever uses / for something else can switch it off.
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
    if (!slash.checked || event.altKey || event.ctrlKey || event.metaKey) return;
    const links = [...list.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    if (event.key === "/" && document.activeElement === document.body) box.focus();
    else if (event.key === "ArrowDown" && (at >= 0 || document.activeElement === box) && links[at + 1]) links[at + 1].focus();
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
find("without").remove(); // what stands there for those without scripts
listen();
search();
