// On a cable's page reached from a search (?hl=words): marks the words and leads from one to the next. Else does nothing.
"use strict";

const words = new URLSearchParams(location.search).get("hl")?.toLowerCase().match(/[\p{L}\p{N}]+/gu);
const body = document.querySelector(".body");
if (words && body && "highlights" in CSS) {
  const wanted = words.map((word) => word.slice(0, Math.max(4, word.length - 2))); // as the index does, endings do not count
  const ranges = [];
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.parentElement.closest("[hidden], .fix, .n")) continue;
    for (const match of node.data.matchAll(/[\p{L}\p{N}]+/gu)) {
      if (!wanted.some((word) => match[0].toLowerCase().startsWith(word))) continue;
      const range = new Range();
      range.setStart(node, match.index);
      range.setEnd(node, match.index + match[0].length);
      ranges.push(range);
    }
  }
  if (ranges.length) {
    CSS.highlights.set("found", new Highlight(...ranges));
    let at = -1;
    const told = Object.assign(document.createElement("span"), { role: "status" });
    const go = (step) => {
      at = (at + step + ranges.length) % ranges.length;
      CSS.highlights.set("here", new Highlight(ranges[at]));
      ranges[at].startContainer.parentElement.scrollIntoView({ block: "center" });
      told.textContent = ` ${at + 1} of ${ranges.length} `;
    };
    const button = (text, label, step) => {
      const made = Object.assign(document.createElement("button"), { type: "button", textContent: text, ariaLabel: label });
      made.addEventListener("click", () => go(step));
      return made;
    };
    const box = Object.assign(document.createElement("div"), { className: "found" });
    told.textContent = ` ${ranges.length} found `;
    box.append(button("‹", "The word found before", -1), told, button("›", "The next word found", 1));
    document.querySelector("article.text").append(box);
  }
}
