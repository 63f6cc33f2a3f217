// On the page of a cable that a search opened (?hl=words): marks the words and leads from one to the next.
import { say } from "../words.js";

{
  const words = new URLSearchParams(location.search)
    .get("hl")
    ?.toLowerCase()
    .match(/[\p{L}\p{N}]+/gu);
  const body = document.querySelector(".body");

  /**
   * A word without its ending, about as the index cuts it: "policies" finds "policy", and "treaty" no "treatment".
   * @param {string} word
   */
  const stemOf = (word) =>
    word
      .replace(/(?<=..)(?:ies|ied|y)$/, "i")
      .replace(/(?<=...)(?:ings?|ers?|ed|es|s|e)$|(?<=...[st])ions?$/, "")
      .replace(/(?<=..)([bdgmnprt])\1$/, "$1");

  /**
   * The places of the words in a text: the word itself, its beginning, or the word with another ending.
   * @param {Element} text
   * @param {string[]} wanted
   */
  function placesOf(text, wanted) {
    const stems = new Set(wanted.map(stemOf));
    const places = [];
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = /** @type {Text} */ (walker.currentNode);
      if (node.parentElement?.closest("[hidden], .fix, .n")) continue;
      for (const match of node.data.matchAll(/[\p{L}\p{N}]+/gu)) {
        const said = match[0].toLowerCase();
        if (!stems.has(stemOf(said)) && !wanted.some((word) => said.startsWith(word))) continue;
        const place = new Range();
        place.setStart(node, match.index);
        place.setEnd(node, match.index + match[0].length);
        places.push(place);
      }
    }
    return places;
  }

  const places = words && body && "highlights" in CSS ? placesOf(body, words) : [];
  if (places.length) {
    CSS.highlights.set("found", new Highlight(...places));
    // The first step leads to the first word of the paragraph that the search opened, or after it.
    const opened = document.getElementById(location.hash.slice(1));
    let at = opened
      ? places.findIndex(
          (one) =>
            opened.contains(one.startContainer) ||
            opened.compareDocumentPosition(one.startContainer) & Node.DOCUMENT_POSITION_FOLLOWING,
        ) - 1
      : -1;
    if (at < -1) at = -1;
    const told = Object.assign(document.createElement("span"), {
      role: "status",
      textContent: ` ${say("{count} found", { count: places.length })} `,
    });
    const go = (/** @type {number} */ step) => {
      at = (at + step + places.length) % places.length;
      CSS.highlights.set("here", new Highlight(places[at]));
      scrollTo({ top: scrollY + places[at].getBoundingClientRect().top - innerHeight / 2 });
      told.textContent = ` ${say("{number} of {count}", { number: at + 1, count: places.length })} `;
    };
    /**
     * @param {string} text
     * @param {string} label
     * @param {number} step
     */
    const button = (text, label, step) => {
      const made = Object.assign(document.createElement("button"), {
        type: "button",
        textContent: text,
        ariaLabel: label,
      });
      made.addEventListener("click", () => go(step));
      return made;
    };
    const box = Object.assign(document.createElement("div"), { className: "found" });
    box.append(button("‹", say("The word found before"), -1), told, button("›", say("The next word found"), 1));
    document.querySelector("article.text")?.append(box);
  }
}
