// On a cable's page: buttons that copy a citation or a request; who comes from a search is led to the words (found.js).
// Without this file all of the page stands there all the same, and citations are saved by links.
"use strict";

if (new URLSearchParams(location.search).has("hl")) import("./found.js");

const told = document.createElement("p");
told.className = "unseen";
told.setAttribute("role", "status");

function copier(text, name) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "copy";
  made.textContent = "Copy";
  made.setAttribute("aria-label", `Copy ${name}`);
  made.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text);
      made.textContent = "Copied";
    } catch {
      made.textContent = "Not allowed here";
    }
    told.textContent = `${name}: ${made.textContent}`;
    setTimeout(() => { made.textContent = "Copy"; }, 2000);
  });
  return made;
}

if (navigator.clipboard) {
  for (const cited of document.querySelectorAll("[data-copy]")) {
    const made = copier(cited.textContent.trim(), cited.dataset.copy);
    const line = cited.parentElement.querySelector(".keep");
    if (cited.tagName === "DD") cited.append(" ", made);
    else if (line) line.prepend(made);
    else cited.before(made);
  }
  document.querySelector("main").append(told);
}
