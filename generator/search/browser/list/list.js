// The page of the reader's own list. Its address holds the identifiers, "#07ASTANA1061,09MADRID440", so that it can be shared and
// kept as a bookmark; the browser keeps the list itself, with the reader's notes. A list that comes with an address and is another
// than the reader's own is shown as it is, and stored only when the reader says so.

import { counted, ENGLISH } from "../counted.js";
import { element, make } from "../page/dom.js";
import { factsLine } from "../page/facts.js";
import { say } from "../words.js";
import { exportLine, placeOf } from "./export.js";
import { chicago } from "./formats.js";
import { addressOf, idsOfAddress, openStore } from "./stored.js";
import { idsIn, whereItIs } from "./where.js";

/** @typedef {import("./stored.js").Kept} Kept */
/** @typedef {import("./entries.js").Found} Found */

const AT_ONCE = 200; // lines that are shown at first, and more on demand

const root = new URL("../", location.href.replace(/[?#].*$/, ""));
const store = openStore(root);
const place = placeOf(element("reading-list"), root);
const [status, told, list, more, tools, saving, adding] = "status told entries more tools saving adding"
  .split(" ")
  .map(element);
const undo = make("button", { type: "button", class: "copy" }, say("Put it back"));
/** @type {Kept[]} */
let kept = [];
let isOwn = true;
let shown = AT_ONCE;
/** @type {Kept[]} */
let before = []; // the list before something was removed
let turn = 0; // the number of the list that is shown; what comes late for an older one is dropped

/**
 * @param {string} sentence
 * @param {boolean} [isUndone] whether it can be undone
 */
function announce(sentence, isUndone = false) {
  status.replaceChildren(sentence, ...(isUndone ? [" ", undo] : []));
}

const ids = () => kept.map(({ id }) => id);

/** Store the list in the browser, if it is the reader's own. */
function toStore() {
  if (isOwn && !store.isBlocked && !store.write(kept)) {
    announce(say("The list could not be stored: this browser gives no more room. Its address still holds it."));
  }
}

/** Write the list into the address, in which it can be shared. */
function address() {
  try {
    history.replaceState({ isOwn }, "", kept.length ? addressOf(ids()) : location.pathname);
  } catch (error) {
    console.warn(error); // some browsers allow a hundred changes in half a minute
  }
}

/** Write the list to where it lives. */
function keep() {
  toStore();
  address();
}

/**
 * @param {string} words
 * @param {string} name of its cable, for those who do not see where it stands; "" for none
 * @param {(button: HTMLButtonElement) => void} act
 */
function button(words, name, act) {
  const made = make("button", { type: "button", class: "copy" }, words);
  if (name) made.setAttribute("aria-label", `${words}: ${name}`);
  made.addEventListener("click", () => act(made));
  return made;
}

/**
 * The line of an identifier.
 * @param {Kept} one
 * @param {Found} entry
 */
function line(one, entry) {
  const { id } = one;
  const title = entry ? make("a", { href: new URL(entry.address, root).href, ...ENGLISH }, entry.title) : id;
  const lack = entry === null ? say("not in this room") : say("could not be looked up now");
  const facts = entry ? factsLine(entry, say("undated")) : make("p", { class: "line" }, make("span", {}, lack));
  const made = make("li", {}, make("h2", { class: "title" }, title), facts);
  made.dataset.id = id;
  made.append(make("p", { class: "cite", ...ENGLISH }, chicago({ ...one, entry }, place.room)));
  made.append(...noteOf(one), toolsOf(id));
  return made;
}

/** @param {Kept} one */
function noteOf(one) {
  const printed = make("p", { class: "noted" }, one.note);
  const box = make("textarea", { rows: "2", "aria-label": say("Note on {id}", { id: one.id }) });
  box.value = one.note;
  box.hidden = !one.note;
  box.addEventListener("input", () => {
    one.note = box.value;
    printed.textContent = box.value;
    toStore();
  });
  box.addEventListener("change", () => {
    box.hidden = !box.value.trim();
  });
  return isOwn ? [box, printed] : [];
}

/** @param {string} id */
function toolsOf(id) {
  const line = make("p", { class: "keep moves" });
  line.append(
    button(say("Up"), id, (pressed) => move(id, -1, pressed)),
    button(say("Down"), id, (pressed) => move(id, 1, pressed)),
    button(say("Remove"), id, () => remove(id)),
  );
  if (isOwn)
    line.append(
      button(say("Note"), id, (pressed) => {
        const box = /** @type {HTMLTextAreaElement} */ (pressed.closest("li")?.querySelector("textarea"));
        box.hidden = false;
        box.focus();
      }),
    );
  return line;
}

/**
 * @param {string} id
 * @param {number} step
 * @param {HTMLElement} focus keeps the focus
 */
function move(id, step, focus) {
  const at = kept.findIndex((one) => one.id === id);
  const to = at + step;
  if (to < 0 || to >= Math.min(kept.length, shown)) {
    announce(step < 0 ? say("{id} is the first.", { id }) : say("{id} is the last.", { id }));
    return;
  }
  [kept[at], kept[to]] = [kept[to], kept[at]];
  const item = list.children[at];
  if (step < 0) list.children[to].before(item);
  else list.children[to].after(item);
  focus.focus();
  item.scrollIntoView({ block: "nearest" });
  announce(say("{id} is now number {number} of {count}.", { id, number: to + 1, count: kept.length }));
  keep();
}

/** @param {string} id */
function remove(id) {
  before = kept;
  const at = kept.findIndex((one) => one.id === id);
  kept = kept.filter((one) => one.id !== id);
  list.children[at].remove();
  const next = list.children[Math.min(at, list.childElementCount - 1)];
  if (next) /** @type {HTMLElement} */ (next.querySelectorAll(".moves button")[2]).focus();
  keep();
  tell();
  announce(say("{id} is removed.", { id }), true);
  if (!next) undo.focus();
}

undo.addEventListener("click", async () => {
  kept = before;
  keep();
  await show();
  announce(say("It is back."));
  status.focus();
});

/** What the page says above the list, and which tools it offers. */
function tell() {
  const own = store.read();
  const has = kept.length > 0;
  told.replaceChildren(make("p", {}, whereItIs(store, isOwn, has)));
  if (!isOwn) {
    const owned = new Set(own.map(({ id }) => id));
    const missing = kept.filter(({ id }) => !owned.has(id));
    const choices = make("p", { class: "keep choices" });
    if (missing.length) {
      choices.append(
        button(
          own.length
            ? counted(missing.length, "Add {count} to my list", "Add {count} to my list")
            : say("Keep it as my list"),
          "",
          () => {
            kept = [...own, ...missing];
            isOwn = true;
            keep();
            show();
          },
        ),
      );
    }
    if (own.length) choices.append(button(say("Show my own list ({count})", { count: own.length }), "", showOwn));
    told.append(choices);
  }
  element("count").textContent = has ? counted(kept.length, "{count} entry", "{count} entries") : "";
  tools.hidden = saving.hidden = !has;
  more.hidden = kept.length <= shown;
  element("rest").textContent =
    kept.length > shown ? say("The first {shown} of {count} are shown.", { shown, count: kept.length }) : "";
}

function showOwn() {
  isOwn = true;
  kept = store.read();
  keep();
  show();
}

async function show() {
  turn += 1;
  const now = turn;
  tell();
  const some = kept.slice(0, shown);
  const found = await place.find(some.map(({ id }) => id));
  if (now !== turn) return;
  list.replaceChildren(...some.map((one) => line(one, found.get(one.id))));
  const lacking = some.filter(({ id }) => found.get(id) === null).length;
  announce(
    lacking
      ? counted(lacking, "{count} identifier is not in this room.", "{count} identifiers are not in this room.")
      : "",
  );
}

/** Read the list anew, from the address or the browser. */
function start() {
  const given = idsOfAddress(location.hash);
  const own = store.read();
  const isSame = given.length === own.length && given.every((id, at) => id === own[at].id);
  isOwn = store.isBlocked || !given.length || isSame || Boolean(history.state?.isOwn);
  if (store.isBlocked) {
    const notes = new Map(kept.map((one) => [one.id, one.note]));
    kept = given.map((id) => ({ id, note: notes.get(id) ?? "" }));
  } else kept = isOwn ? own : given.map((id) => ({ id, note: "" }));
  shown = AT_ONCE;
  if (isOwn && kept.length) address();
  show();
}

saving.append(exportLine(place, "reading-list", async () => kept, announce));
more.addEventListener("click", async () => {
  const first = shown;
  shown += AT_ONCE;
  await show();
  list.children[first]?.querySelector("a")?.focus();
});
if (navigator.clipboard) {
  tools.append(
    button(say("Copy its link"), "", async () => {
      try {
        await navigator.clipboard.writeText(location.href);
        announce(say("The link is copied. It holds the identifiers, and not your notes."));
      } catch {
        announce(say("Copying is not allowed here. The link is the address of this page."));
      }
    }),
  );
}
tools.append(
  button(say("Print it"), "", async () => {
    shown = kept.length;
    await show();
    print();
  }),
  button(say("Empty it"), "", async () => {
    before = kept;
    kept = [];
    keep();
    await show();
    announce(counted(before.length, "{count} entry is removed.", "{count} entries are removed."), true);
    undo.focus();
  }),
);
adding.addEventListener("submit", (event) => {
  event.preventDefault();
  const box = /** @type {HTMLInputElement} */ (element("identifiers"));
  const known = new Set(ids());
  const fresh = [];
  for (const id of idsIn(box.value)) {
    if (!known.has(id)) {
      known.add(id);
      fresh.push({ id, note: "" });
    }
  }
  if (!fresh.length) {
    announce(say("No new identifier was found in it. One looks like {example}.", { example: "07ASTANA1061" }));
    return;
  }
  kept = [...kept, ...fresh];
  box.value = "";
  keep();
  show().then(() =>
    announce(
      counted(fresh.length, "{count} identifier is added at the end.", "{count} identifiers are added at the end."),
    ),
  );
});
addEventListener("hashchange", start);
addEventListener("storage", ({ key }) => {
  if (isOwn && (key === store.key || key === null)) {
    kept = store.read();
    address();
    show();
  }
});
adding.hidden = false;
element("without").hidden = true;
start();
