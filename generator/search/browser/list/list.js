// The page of the reader's own list. Its address holds the identifiers, "#07ASTANA1061,09MADRID440", so that it can be shared and
// kept as a bookmark; the browser keeps the list itself, with the reader's notes. A list that comes with an address and is another
// than the reader's own is shown as it is, and stored only when the reader says so.
import { counted, day, element, make } from "../page/dom.js";
import { idsIn } from "../page/question/ids.js";
import { exportLine, placeOf } from "./export.js";
import { chicago } from "./formats.js";
import { addressOf, idsOfAddress, openStore } from "./stored.js";

/** @typedef {import("./stored.js").Kept} Kept */
/** @typedef {import("./entries.js").Found} Found */

const AT_ONCE = 200; // lines that are shown at first, and more on demand

const root = new URL("../", location.href.replace(/[?#].*$/, ""));
const store = openStore(root);
const place = placeOf(element("reading-list"), root);
const [status, told, list, more, tools, saving, adding] = "status told entries more tools saving adding"
  .split(" ")
  .map(element);
const undo = make("button", { type: "button", class: "copy" }, "Put it back");
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
function say(sentence, isUndone = false) {
  status.replaceChildren(sentence, ...(isUndone ? [" ", undo] : []));
}

const ids = () => kept.map(({ id }) => id);

/** Store the list in the browser, if it is the reader's own. */
function toStore() {
  if (isOwn && !store.isBlocked && !store.write(kept)) {
    say("The list could not be stored: this browser gives no more room. Its address still holds it.");
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
  const title = entry ? make("a", { href: new URL(entry.address, root).href }, entry.title) : id;
  const facts = make("p", { class: "line" });
  if (entry) {
    facts.append(make("span", { class: "id" }, id));
    if (entry.specimen) facts.append(make("span", { class: "specimen" }, "specimen"));
    facts.append(entry.date ? make("time", { datetime: entry.date }, day(entry.date)) : "undated");
    if (entry.origin) facts.append(make("span", {}, entry.origin));
    if (entry.classification) {
      const level = entry.classification.split(",")[0].toLowerCase().replaceAll(" ", "-");
      facts.append(make("span", { class: `level ${level}` }, entry.classification));
    }
  } else facts.append(make("span", {}, entry === null ? "not in this room" : "could not be looked up now"));
  const made = make("li", {}, make("h2", { class: "title" }, title), facts);
  made.dataset.id = id;
  made.append(make("p", { class: "cite" }, chicago({ ...one, entry }, place.room)));
  made.append(...noteOf(one), toolsOf(id));
  return made;
}

/** @param {Kept} one */
function noteOf(one) {
  const printed = make("p", { class: "noted" }, one.note);
  const box = make("textarea", { rows: "2", "aria-label": `Note on ${one.id}` });
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
    button("Up", id, (pressed) => move(id, -1, pressed)),
    button("Down", id, (pressed) => move(id, 1, pressed)),
    button("Remove", id, () => remove(id)),
  );
  if (isOwn)
    line.append(
      button("Note", id, (pressed) => {
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
    say(`${id} is the ${step < 0 ? "first" : "last"}.`);
    return;
  }
  [kept[at], kept[to]] = [kept[to], kept[at]];
  const item = list.children[at];
  if (step < 0) list.children[to].before(item);
  else list.children[to].after(item);
  focus.focus();
  item.scrollIntoView({ block: "nearest" });
  say(`${id} is now number ${to + 1} of ${kept.length}.`);
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
  say(`${id} is removed.`, true);
  if (!next) undo.focus();
}

undo.addEventListener("click", async () => {
  kept = before;
  keep();
  await show();
  say("It is back.");
  status.focus();
});

/** What the page says above the list, and which tools it offers. */
function tell() {
  const own = store.read();
  const has = kept.length > 0;
  const sentences = [];
  if (store.isBlocked) {
    sentences.push(
      "This browser stores nothing here, so the list lives in the address of this page alone: keep it as a bookmark. Notes last until the page is closed.",
    );
  } else if (!isOwn) {
    sentences.push(
      "This list came with its address. It is not your own, and nothing of it is stored until you say so.",
    );
  } else if (!has) {
    sentences.push(
      "Nothing is kept yet. “Keep” stands beside each cable, on its page, in lists and among the results of a search.",
    );
  } else {
    sentences.push(
      "The list is kept in this browser alone. The address of this page holds the identifiers, in their order, and not your notes; nothing of it is sent to a server.",
    );
  }
  told.replaceChildren(...sentences.map((sentence) => make("p", {}, sentence)));
  if (!isOwn) {
    const owned = new Set(own.map(({ id }) => id));
    const missing = kept.filter(({ id }) => !owned.has(id));
    const choices = make("p", { class: "keep choices" });
    if (missing.length) {
      choices.append(
        button(own.length ? `Add ${missing.length} to my list` : "Keep it as my list", "", () => {
          kept = [...own, ...missing];
          isOwn = true;
          keep();
          show();
        }),
      );
    }
    if (own.length) choices.append(button(`Show my own list (${own.length})`, "", showOwn));
    told.append(choices);
  }
  element("count").textContent = has ? counted(kept.length, "entry", "entries") : "";
  tools.hidden = saving.hidden = !has;
  more.hidden = kept.length <= shown;
  element("rest").textContent = kept.length > shown ? `The first ${shown} of ${kept.length} are shown.` : "";
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
  say(lacking ? `${counted(lacking, "identifier is", "identifiers are")} not in this room.` : "");
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

saving.append(exportLine(place, "reading-list", async () => kept, say));
more.addEventListener("click", async () => {
  const first = shown;
  shown += AT_ONCE;
  await show();
  list.children[first]?.querySelector("a")?.focus();
});
if (navigator.clipboard) {
  tools.append(
    button("Copy its link", "", async () => {
      try {
        await navigator.clipboard.writeText(location.href);
        say("The link is copied. It holds the identifiers, and not your notes.");
      } catch {
        say("Copying is not allowed here. The link is the address of this page.");
      }
    }),
  );
}
tools.append(
  button("Print it", "", async () => {
    shown = kept.length;
    await show();
    print();
  }),
  button("Empty it", "", async () => {
    before = kept;
    kept = [];
    keep();
    await show();
    say(`${counted(before.length, "entry is", "entries are")} removed.`, true);
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
    say("No new identifier was found in it. One looks like 07ASTANA1061.");
    return;
  }
  kept = [...kept, ...fresh];
  box.value = "";
  keep();
  show().then(() => say(`${counted(fresh.length, "identifier is", "identifiers are")} added at the end.`));
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
