// One connection for all pages that are open: a browser allows only six to one server. Asks, whenever something in the
// room has changed, whether each page is still what it was.
"use strict";
const open = new Map();

async function look(port) {
  const told = open.get(port);
  try {
    const answer = await fetch(told.place, { method: "HEAD", cache: "no-store" });
    const tag = answer.headers.get("ETag");
    if (tag && tag !== `"${told.page}"` && open.get(port) === told) {
      open.delete(port);
      port.postMessage("changed");
    }
  } catch {
    // The preview has ended; when it is back, the events say so.
  }
}

function take(port) {
  port.onmessage = (event) => {
    if (event.data === null) {
      open.delete(port);
    } else {
      open.set(port, event.data);
      look(port);
    }
  };
}

if ("onconnect" in self) {
  self.onconnect = (event) => take(event.ports[0]);
} else {
  take(self);
}
new EventSource("/.reading-room/events").onmessage = () => [...open.keys()].forEach(look);
