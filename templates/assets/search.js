// The search page: identifiers first, then Pagefind over the bundle that the build made. Loads nothing until it is asked.

import { address, readIds } from "./ids.js";

const PAGE = 20;
const FILTERS = ["tag", "post", "country", "classification", "year"];
const NAMES = { tag: "Tag", post: "Post", country: "Country", classification: "Classification", year: "Year" };
const root = new URL("../", location.href.replace(/[?#].*$/, ""));
const posts = JSON.parse(document.getElementById("posts").textContent);
const form = document.getElementById("search");
const box = form.elements.q;
const status = document.getElementById("status");
const list = document.getElementById("results");
const filtersBox = document.getElementById("filters");
const more = document.getElementById("more");

let engine = null;
let asked = 0;

function say(words) {
  status.textContent = words;
}

function element(name, text, attributes = {}) {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

async function load() {
  if (!engine) {
    engine = await import(new URL("search/pagefind/pagefind.js", root).href);
    await engine.options({ baseUrl: root.pathname, excerptLength: 30 });
    await engine.init();
  }
  return engine;
}

// A plain text with <mark> as Pagefind gives it, as nodes: nothing of it is taken for HTML.
function excerpt(html) {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  const paragraph = element("p", "", { class: "cable-summary" });
  for (const node of parsed.body.childNodes) {
    paragraph.append(node.nodeName === "MARK" ? element("mark", node.textContent) : document.createTextNode(node.textContent));
  }
  return paragraph;
}

async function show(results, from) {
  const now = asked;
  const pages = await Promise.all(results.slice(from, from + PAGE).map((result) => result.data()));
  if (now !== asked) return;
  for (const page of pages) {
    const item = element("li");
    const title = element("p", "", { class: "cable-title" });
    title.append(element("a", page.meta.title || page.meta.id, { href: page.url }));
    const line = [page.meta.id, page.meta.date, page.meta.origin].filter(Boolean).join(" · ");
    item.append(title, element("p", line, { class: "cable-line" }), excerpt(page.excerpt));
    list.append(item);
  }
  more.hidden = results.length <= from + PAGE;
  more.onclick = () => show(results, from + PAGE);
}

function chosen(parameters) {
  const filters = {};
  for (const name of FILTERS) {
    const values = parameters.getAll(name).filter(Boolean);
    if (values.length) filters[name] = values;
  }
  return filters;
}

function facets(counts, parameters) {
  filtersBox.replaceChildren();
  for (const name of FILTERS) {
    const values = Object.entries(counts[name] || {}).filter(([, count]) => count);
    if (!values.length) continue;
    const id = `filter-${name}`;
    const label = element("label", NAMES[name], { for: id });
    const select = element("select", "", { id, name });
    select.append(element("option", "any", { value: "" }));
    for (const [value, count] of values.sort()) {
      const option = element("option", `${value} (${count})`, { value });
      option.selected = parameters.getAll(name).includes(value);
      select.append(option);
    }
    select.addEventListener("change", () => form.requestSubmit());
    const group = element("div", "", { class: "filter" });
    group.append(label, select);
    filtersBox.append(group);
  }
  filtersBox.hidden = !filtersBox.childElementCount;
}

async function toCable(ids) {
  list.replaceChildren();
  if (ids.length === 1) {
    const place = new URL(address(ids[0]), root);
    const answer = await fetch(place, { method: "HEAD" }).catch(() => null);
    if (!answer || answer.ok) {
      location.replace(place);
      return;
    }
    say(`${ids[0]} is neither held nor cited in this room.`);
    return;
  }
  for (const id of ids) {
    const item = element("li");
    const title = element("p", "", { class: "cable-title" });
    title.append(element("a", id, { href: new URL(address(id), root).href }));
    item.append(title);
    list.append(item);
  }
  say(`${ids.length} identifiers`);
}

async function search() {
  const now = ++asked;
  const parameters = new URLSearchParams(location.search);
  const words = (parameters.get("q") || "").trim();
  const filters = chosen(parameters);
  box.value = words;
  list.replaceChildren();
  more.hidden = true;
  const ids = readIds(words, posts);
  if (ids.length) {
    await toCable(ids);
    return;
  }
  if (location.protocol === "file:") {
    say("Search needs a web server; from the disk, use the indexes above.");
    return;
  }
  try {
    const pagefind = await load();
    if (now !== asked) return;
    if (!words && !Object.keys(filters).length) {
      facets(await pagefind.filters(), parameters);
      say("");
      return;
    }
    say("Searching …");
    const options = { filters };
    if (parameters.get("sort") === "date") options.sort = { date: "desc" };
    const found = await pagefind.search(words || null, options);
    if (now !== asked) return;
    facets(found.filters, parameters);
    const count = found.results.length;
    say(count ? `${count} cable${count === 1 ? "" : "s"}` : "No cable found. Try fewer words, another spelling, or the indexes above.");
    await show(found.results, 0);
  } catch (error) {
    say("The search index of this room cannot be loaded. The indexes above still lead to every cable.");
    console.warn(error);
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const parameters = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value) parameters.append(name, value);
  history.pushState(null, "", `?${parameters}`);
  search();
});
addEventListener("popstate", search);
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && document.activeElement === document.body) {
    event.preventDefault();
    box.focus();
  }
});
search();
