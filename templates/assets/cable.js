// On a cable's page: buttons that copy or save a citation; who comes from a search is led to the words (found.js).
// Without this file all of the page stands there all the same.
"use strict";

if (new URLSearchParams(location.search).has("hl")) import("./found.js");

function button(words, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "copy";
  made.textContent = words;
  made.addEventListener("click", () => act(made));
  return made;
}

async function copy(text, pressed) {
  try {
    await navigator.clipboard.writeText(text);
    pressed.textContent = "Copied";
  } catch {
    pressed.textContent = "Not allowed here";
  }
  setTimeout(() => { pressed.textContent = "Copy"; }, 2000);
}

function save(text, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

for (const cited of document.querySelectorAll("[data-copy]")) {
  const text = cited.textContent.trim();
  const buttons = document.createElement(cited.tagName === "DD" ? "span" : "div");
  if (navigator.clipboard) buttons.append(button("Copy", (pressed) => copy(text, pressed)));
  if (cited.dataset.save) buttons.append(button("Save", () => save(text, cited.dataset.save)));
  if (cited.tagName === "DD") cited.append(" ", buttons);
  else cited.after(buttons);
}
