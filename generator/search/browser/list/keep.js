// A button "Keep" on a cable's page, on each line of a list and on each hit. It puts the cable on the reader's own list, which is
// kept in this browser alone (stored.js); where the browser stores nothing it leads to the list, whose address holds the cable.
import { say } from "../words.js";
import { addressOf, openStore } from "./stored.js";

const script = /** @type {HTMLScriptElement} */ (document.currentScript);
const root = new URL("../", script.src);
const store = openStore(root);
const page = new URL("list/index.html", root);
/** @type {Map<HTMLButtonElement, string>} */
const buttons = new Map();
const said = document.createElement("p");
said.className = "unseen";
said.setAttribute("aria-live", "polite");
const link = document.createElement("a"); // to the list, beside the button that was pressed last
link.className = "to-list";

/** @param {boolean} isKept */
const wordOf = (isKept) => (isKept ? say("Kept") : say("Keep"));

function show() {
  const ids = new Set(store.read().map(({ id }) => id));
  for (const [button, id] of buttons) {
    const isKept = ids.has(id);
    button.textContent = wordOf(isKept);
    button.setAttribute(
      "aria-label",
      isKept ? say("Kept: take {id} off the reading list", { id }) : say("Keep {id}", { id }),
    );
  }
}

/**
 * @param {HTMLButtonElement} button
 * @param {string} id
 */
function toggle(button, id) {
  if (store.isBlocked) {
    page.hash = addressOf([id]);
    location.href = page.href;
    return;
  }
  const list = store.read();
  const rest = list.filter((one) => one.id !== id);
  const isKept = rest.length === list.length;
  const kept = isKept ? [...list, { id, note: "" }] : rest;
  if (!store.write(kept)) {
    said.textContent = say("It could not be stored: this browser gives no more room.");
    return;
  }
  show();
  const count = kept.length;
  if (location.protocol === "file:") page.hash = addressOf(kept.map((one) => one.id)); // some browsers store apart for each file
  link.href = page.href;
  link.textContent = say("Reading list ({count})", { count });
  if (count) button.after(" ", link);
  else link.remove();
  said.textContent = isKept
    ? say("{id} is on the reading list, which has {count}.", { id, count })
    : say("{id} is off the reading list, which has {count}.", { id, count });
}

/** @param {string} id */
function buttonFor(id) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.lang = document.documentElement.lang; // the line around it may be in another language
  button.addEventListener("click", () => toggle(button, id));
  buttons.set(button, id);
  return button;
}

/** @param {ParentNode} part */
function offer(part) {
  for (const id of part.querySelectorAll(".cables .line > .id")) {
    const line = /** @type {HTMLElement} */ (id.parentElement);
    if (!line.querySelector("button")) line.append(buttonFor((id.textContent ?? "").trim()));
  }
  for (const button of buttons.keys()) if (!button.isConnected) buttons.delete(button);
  show();
}

const facts = document.querySelector(".head .facts");
const own = (facts?.querySelector(".id")?.textContent ?? "").trim();
if (facts && own) {
  const term = document.createElement("dt");
  term.textContent = say("Reading list");
  const told = document.createElement("dd");
  told.append(buttonFor(own));
  const pair = document.createElement("div");
  pair.append(term, told);
  facts.append(pair);
}
offer(document);
document.querySelector("main")?.append(said);
const results = document.getElementById("results");
if (results) new MutationObserver(() => offer(document)).observe(results, { childList: true });
addEventListener("storage", ({ key }) => {
  if (key === store.key || key === null) show();
});
addEventListener("pageshow", ({ persisted }) => {
  if (persisted) show();
});
