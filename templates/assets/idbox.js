// The box on the front page: an identifier goes straight to its page; anything else goes to the search page.

import { address, readId } from "./ids.js";

const form = document.querySelector("form[role=search]");
form.addEventListener("submit", (event) => {
  const id = readId(form.elements.q.value, null);
  const place = id && address(id);
  if (place) {
    event.preventDefault();
    location.assign(place);
  }
});
