// What may be chosen beside the words: tags, posts, countries, levels, years, days and order. Reads it from the address of
// the page and shows it; knows no index.
import { ENGLISH } from "../counted.js";
import { say } from "../words.js";
import { day, make, number } from "./dom.js";

/** @typedef {import("./answer.js").Counts} Counts */
/** @typedef {import("./answer.js").Filters} Filters */

/** The facets of the index by their name in the address, in the order in which they are shown. */
export const FACETS = /** @type {const} */ (["tag", "post", "country", "classification", "year"]);
const TITLES = {
  tag: say("Tag"),
  post: say("Post"),
  country: say("Country"),
  classification: say("Classification"),
  year: say("Year"),
};
const PERIOD = { from: say("from"), to: say("to") };
const LONG = 12; // values that are shown at once

/**
 * @param {URLSearchParams} parameters of the address
 * @returns {{ filters: Filters, sort: string, odd: string[] }} odd are days and years that are none, as the address has them
 */
export function choicesOf(parameters) {
  const [from, to] = ["from", "to"].map((name) => daysOf(parameters.get(name) ?? "")?.[name === "from" ? 0 : 1] ?? "");
  const isYear = (/** @type {string} */ value) => /^\d{4}$/.test(value);
  const lists = FACETS.map((name) => {
    const values = parameters.getAll(name).map((value) => value.trim().toUpperCase());
    return [name, [...new Set(values)].filter((value) => (name === "year" ? isYear(value) : value))];
  });
  const sort = parameters.get("sort") ?? "";
  const odd = [...parameters].filter(
    ([name, value]) => value && ((/^(?:from|to)$/.test(name) && !daysOf(value)) || (name === "year" && !isYear(value))),
  );
  return {
    odd: odd.map((one) => one.join("=")),
    filters: { ...Object.fromEntries(lists), from, to },
    sort: ["date", "oldest"].includes(sort) ? sort : "relevance",
  };
}

/**
 * The first and the last day of "2007-01-25", "2007-01" or "2007"; null for anything else.
 * @param {string} text
 */
function daysOf(text) {
  const found = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(text);
  if (!found) return null;
  const [, year, month, one] = found;
  const last = new Date(Date.UTC(Number(year), Number(month ?? 12), 0)).getUTCDate();
  const days = [`${year}-${month ?? "01"}-${one ?? "01"}`, `${year}-${month ?? "12"}-${one ?? last}`];
  return days.every((iso) => !Number.isNaN(Date.parse(iso)) && new Date(iso).toISOString().startsWith(iso))
    ? days
    : null;
}

/**
 * Says whether anything is chosen.
 * @param {Filters} filters
 */
export const isNarrowed = (filters) =>
  Boolean(filters.from || filters.to) || FACETS.some((name) => filters[name].length > 0);

/**
 * The parameters of an address that asks what a form asks.
 * @param {HTMLFormElement} form
 * @param {ReturnType<typeof choicesOf>["filters"] | null} filters what is chosen where the form does not show it yet
 */
export function parametersOf(form, filters) {
  const parameters = new URLSearchParams();
  const data = new FormData(form);
  for (const [name, value] of data) {
    if (typeof value === "string" && value && name !== "sort") parameters.append(name, value);
  }
  for (const one of filters ? chosen(filters) : []) {
    for (const [name, value] of one.parameters) parameters.append(name, value);
  }
  const sort = data.get("sort");
  if (typeof sort === "string" && sort !== "relevance") parameters.append("sort", sort);
  return parameters;
}

/**
 * What is chosen, in words: each with the parameters of the address that it is.
 * @param {Filters} filters
 * @returns {{ words: string, parameters: [string, string][] }[]}
 */
export function chosen(filters) {
  /** @type {{ words: string, parameters: [string, string][] }[]} */
  const all = FACETS.flatMap((name) =>
    filters[name].map((value) => ({
      words: name === "classification" ? levelWords(value) : value,
      parameters: /** @type {[string, string][]} */ ([[name, value]]),
    })),
  );
  const { from, to } = filters;
  if (from && from === to)
    all.push({
      words: day(from),
      parameters: [
        ["from", from],
        ["to", to],
      ],
    });
  else {
    if (from) all.push({ words: say("since {day}", { day: day(from) }), parameters: [["from", from]] });
    if (to) all.push({ words: say("until {day}", { day: day(to) }), parameters: [["to", to]] });
  }
  return all;
}

/** @param {string} level */
const levelWords = (level) => level.slice(0, 1) + level.slice(1).toLowerCase();

/**
 * Buttons that take back one choice each, and one that takes back all.
 * @param {Filters} filters
 * @param {(parameters: [string, string][]) => void} remove
 */
export function chips(filters, remove) {
  const all = chosen(filters);
  const button = (
    /** @type {string} */ words,
    /** @type {string} */ label,
    /** @type {[string, string][]} */ parameters,
  ) => {
    const made = make("button", { type: "button", class: "chip", "aria-label": label }, words);
    made.addEventListener("click", () => remove(parameters));
    return made;
  };
  const made = all.map(({ words, parameters }) => {
    const one = button(words, say("Clear {words}", { words }), parameters);
    one.append(make("span", { "aria-hidden": "true" }, " ×"));
    return one;
  });
  if (all.length > 1)
    made.push(
      button(
        say("Clear all"),
        say("Clear all choices"),
        all.flatMap(({ parameters }) => parameters),
      ),
    );
  return made;
}

/**
 * What a value is called, as in the lists of the room: its words, then its code.
 * @param {typeof FACETS[number]} name
 * @param {string} code
 * @param {string} words
 * @returns {(Node | string)[]}
 */
function inWords(name, code, words) {
  const shown = name === "classification" ? levelWords(code) : words || code;
  const coded = words && words !== code && name !== "classification";
  return [make("span", ENGLISH, shown), ...(coded ? [" ", make("span", { class: "code" }, code)] : [])];
}

/**
 * @param {typeof FACETS[number]} name
 * @param {Counts[number]} value
 * @param {boolean} isChosen
 */
function choice(name, [code, words, count], isChosen) {
  const input = make("input", { type: "checkbox", name, value: code, form: "search" });
  input.checked = isChosen;
  const label = make("label", {}, input, make("span", { class: "words" }, ...inWords(name, code, words)));
  if (count !== null) label.append(make("span", { class: "count" }, number(count)));
  return label;
}

/**
 * @param {typeof FACETS[number]} name
 * @param {Counts} counts
 * @param {string[]} codes that are chosen
 * @param {boolean} open whether all of a long list is shown
 */
function facet(name, counts, codes, open) {
  const known = new Set(counts.map(([code]) => code));
  /** @type {Counts} */
  const values = [...counts.filter(([code, , count]) => count !== 0 || codes.includes(code))];
  for (const code of codes) if (!known.has(code)) values.push([code, "", 0]);
  if (!values.length) return null;
  const order = (/** @type {Counts[number]} */ a, /** @type {Counts[number]} */ b) =>
    name === "year"
      ? b[0].localeCompare(a[0])
      : Number(codes.includes(b[0])) - Number(codes.includes(a[0])) ||
        (b[2] ?? 0) - (a[2] ?? 0) ||
        (a[1] || a[0]).localeCompare(b[1] || b[0]);
  values.sort(order);
  const labels = (/** @type {number} */ from, /** @type {number} */ to = values.length) =>
    values.slice(from, to).map((value) => choice(name, value, codes.includes(value[0])));
  const made = make(
    "fieldset",
    { "data-facet": name },
    make("legend", {}, TITLES[name]),
    make("div", {}, ...labels(0, LONG)),
  );
  if (values.length <= LONG) return made;
  const rest = make("details", {}, make("summary", {}, say("{count} more", { count: values.length - LONG })));
  const fill = () => rest.append(...labels(LONG)); // hundreds, which few look at: made when the list is opened
  if (open || values.slice(LONG).some(([code]) => codes.includes(code))) {
    fill();
    rest.open = true;
  } else rest.addEventListener("toggle", fill, { once: true });
  made.append(rest);
  return made;
}

/** @param {Filters} filters */
function period(filters) {
  const made = make("fieldset", {}, make("legend", {}, say("Sent")));
  for (const name of /** @type {const} */ (["from", "to"])) {
    const input = make("input", { type: "date", name, form: "search" });
    input.value = filters[name];
    made.append(make("label", {}, make("span", {}, PERIOD[name]), input));
  }
  return made;
}

/**
 * Fill a box with what may be chosen. What has the focus keeps it, and a long list that is open stays open.
 * @param {HTMLElement} box
 * @param {Record<string, Counts>} facets
 * @param {Filters} filters
 */
export function showChoices(box, facets, filters) {
  const before = document.activeElement;
  const focused = before instanceof HTMLInputElement && box.contains(before) ? [before.name, before.value] : null;
  const isOpen = (/** @type {string} */ name) => Boolean(box.querySelector(`[data-facet="${name}"] > details[open]`));
  const made = FACETS.map((name) => facet(name, facets[name] ?? [], filters[name], isOpen(name)));
  box.replaceChildren(...made.filter((one) => one !== null), period(filters));
  if (!focused) return;
  const same = [...box.querySelectorAll("input")].find(
    (one) => one.name === focused[0] && (one.type === "date" || one.value === focused[1]),
  );
  same?.focus();
}
