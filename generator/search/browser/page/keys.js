// Keys of the search page: / or Ctrl-K goes to the box, arrows go through the results. Whoever uses them otherwise turns them off.

/**
 * @param {HTMLInputElement} box
 * @param {HTMLElement} list of results
 * @param {HTMLInputElement} choice whether the keys work
 */
export function listen(box, list, choice) {
  try {
    choice.checked = localStorage.getItem("keys") !== "off";
  } catch {
    choice.checked = true; // storage is forbidden here: the choice lasts as long as the page
  }
  choice.addEventListener("change", () => {
    try {
      localStorage.setItem("keys", choice.checked ? "on" : "off");
    } catch {
      // as above
    }
  });
  document.addEventListener("keydown", (event) => {
    if (!choice.checked || event.altKey || event.metaKey) return;
    const active = document.activeElement;
    const links = [...list.querySelectorAll("a")];
    const at = links.indexOf(/** @type {any} */ (active));
    const toBox = event.ctrlKey ? event.key === "k" : event.key === "/";
    if (toBox && !active?.matches("input, textarea, select")) box.select();
    else if (event.ctrlKey) return;
    else if (event.key === "ArrowDown" && (at >= 0 || active === box) && links[at + 1]) links[at + 1].focus();
    else if (event.key === "ArrowUp" && at >= 0) (links[at - 1] ?? box).focus();
    else return;
    event.preventDefault();
  });
}
