// On a cable's page: copying a citation, a request or a paragraph; a cited cable shown before it is opened. Without this file all
// of the page can be read, cited and followed.
"use strict";

const FOUND = "../search/found.js"; // where it is in the site, seen from this file there
if (new URLSearchParams(location.search).has("hl")) import(FOUND);

/** @type {Record<string, string>} */
const translated = JSON.parse(document.getElementById("interface-words")?.textContent ?? "{}");

/**
 * A message in the language of the room, with values in the places of their names.
 * @param {string} message
 * @param {Record<string, string | number>} values
 */
const say = (message, values = {}) =>
  (translated[message] ?? message).replace(/\{(\w+)\}/g, (_, name) => `${values[name]}`);

const { lang: language } = document.documentElement;
const main = /** @type {HTMLElement} */ (document.querySelector("main"));
const said = document.createElement("p");
said.className = "unseen";
said.setAttribute("role", "status");

/**
 * @param {string} label
 * @param {string} name
 * @param {() => string} text
 */
function button(label, name, text) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "copy";
  made.textContent = label;
  if (name !== label) made.setAttribute("aria-label", `${label} ${name}`);
  made.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text());
      made.textContent = say("Copied");
    } catch {
      made.textContent = say("Not allowed here");
    }
    said.textContent = `${name}: ${made.textContent}`;
    setTimeout(() => {
      made.textContent = label;
    }, 2000);
  });
  return made;
}

// The tools of a paragraph: its number opens them, Escape closes them.
const citing = /** @type {HTMLElement | null} */ (document.querySelector(".citing .note"));
/** @type {HTMLElement | undefined} */
let tools;

/** @param {HTMLElement} paragraph */
function selected(paragraph) {
  const selection = getSelection();
  const within = selection?.rangeCount && paragraph.contains(selection.getRangeAt(0).commonAncestorContainer);
  return within ? selection.toString().trim() : "";
}

/** @param {HTMLElement} paragraph */
function whole(paragraph) {
  const copy = /** @type {HTMLElement} */ (paragraph.cloneNode(true));
  for (const one of copy.querySelectorAll(".n, .fix, .mark, .tools")) one.remove();
  return (copy.textContent ?? "").trim();
}

/**
 * @param {HTMLElement} number
 * @param {HTMLElement} paragraph
 * @param {HTMLElement} cite
 */
function open(number, paragraph, cite) {
  const exact = selected(paragraph);
  const words = exact || whole(paragraph);
  const page = /** @type {HTMLLinkElement | null} */ (document.querySelector("[rel=canonical]"))?.href;
  const link = `${page ?? location.href.split(/[?#]/)[0]}#${paragraph.id}`;
  const fragment = exact ? `:~:text=${encodeURIComponent(exact).replaceAll("-", "%2D")}` : "";
  const cited = `${cite.textContent}, para. ${number.textContent}, ${link}`;
  tools = document.createElement("span");
  tools.className = "tools";
  tools.setAttribute("role", "group");
  tools.setAttribute("aria-label", say("Paragraph {number}", { number: number.textContent ?? "" }));
  tools.lang = language; // the text around it may be in another language
  tools.dir = document.documentElement.dir;
  const kinds = { [say("Copy link")]: link + fragment, [say("Copy citation")]: `${cited}.` };
  for (const [name, text] of Object.entries(kinds)) tools.append(button(name, name, () => text));
  const quotation = say("Copy quotation with citation");
  tools.append(button(quotation, quotation, () => `“${words}” (${cited}${fragment}.)`));
  number.after(tools);
  number.setAttribute("aria-expanded", "true");
  setTimeout(() => tools?.querySelector("button")?.focus()); // after the browser has gone to the paragraph
}

/** Close the tools that are open, and return the number that opened them. */
function close() {
  const number = /** @type {HTMLElement | null | undefined} */ (tools?.previousElementSibling);
  number?.removeAttribute("aria-expanded");
  tools?.remove();
  tools = undefined;
  return number;
}

// A cited cable: what its link and the list of references tell of it.
const peek = document.createElement("div");
peek.className = "peek";
peek.id = "peek";
peek.setAttribute("role", "tooltip");
const head = document.createElement("b");
const summary = document.createElement("p");
summary.lang = "en";
peek.append(head, summary);
/** @type {HTMLAnchorElement | undefined} */
let peeked;
let waiting = 0;

function hide() {
  clearTimeout(waiting);
  if (peeked) {
    peeked.title = peeked.dataset.title ?? "";
    peeked.removeAttribute("aria-describedby");
  }
  peek.remove();
  peeked = undefined;
}

/**
 * What the list of references says of a cable, without its letter.
 * @param {HTMLAnchorElement} link
 */
function listed(link) {
  const line = [...(link.parentElement?.childNodes ?? [])];
  return line.slice(line.indexOf(link)).map((one) => (one === link ? link.text : one.cloneNode(true)));
}

/** @param {HTMLAnchorElement} link */
function show(link) {
  if (peeked === link) return;
  hide();
  const links = /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll(".refs a[title]"));
  const same = [...links].find((one) => one.href === link.href);
  head.replaceChildren(...(same === link ? listed(link) : [link.title]));
  head.lang = same === link ? language : "en";
  summary.textContent = same?.title ?? "";
  peeked = link;
  link.dataset.title = link.title;
  link.title = "";
  link.setAttribute("aria-describedby", "peek");
  main.append(peek);
  const place = link.getClientRects()[0];
  const left = Math.max(8, Math.min(place.left, document.documentElement.clientWidth - peek.offsetWidth - 8));
  const below = place.bottom + peek.offsetHeight + 8 < innerHeight;
  peek.style.left = `${left + scrollX}px`;
  peek.style.top = `${(below ? place.bottom + 4 : place.top - peek.offsetHeight - 4) + scrollY}px`;
}

/** @param {Event} event */
function cited(event) {
  const at = /** @type {Element} */ (event.target);
  return /** @type {HTMLAnchorElement | null} */ (at.closest(".body a[title], .refs a[title]"));
}

main.addEventListener("focusin", (event) => {
  const link = cited(event);
  if (link) show(link);
  else hide();
});
main.addEventListener("focusout", hide);
main.addEventListener("pointerover", (event) => {
  clearTimeout(waiting);
  if (event.pointerType === "touch" || peek.contains(/** @type {Node} */ (event.target))) return;
  const link = cited(event);
  if (link !== (peeked ?? null)) waiting = setTimeout(() => (link ? show(link) : hide()), link ? 250 : 150);
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  hide();
  close()?.focus();
});

if (navigator.clipboard) {
  for (const cite of main.querySelectorAll(".forms dd > span, [data-copy]")) {
    const name = cite.getAttribute("data-copy") ?? cite.closest("dd")?.previousElementSibling?.textContent;
    cite.after(button(say("Copy"), `${name}`, () => `${cite.textContent}`.trim()));
  }
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll(".keep [download]"))) {
    const text = () => decodeURIComponent(link.href.slice(link.href.indexOf(",") + 1));
    link.after(" ", button(say("Copy"), link.text, text));
  }
  main.addEventListener("mousedown", (event) => {
    // Or the words selected would be no longer.
    if (/** @type {Element} */ (event.target).closest(".n")) event.preventDefault();
  });
  main.addEventListener("click", (event) => {
    const at = /** @type {Element} */ (event.target);
    if (at.closest(".tools")) return;
    const number = /** @type {HTMLElement | null} */ (at.closest(".n"));
    const before = close();
    if (number?.parentElement && number !== before && citing) open(number, number.parentElement, citing);
  });
  main.append(said);
}
