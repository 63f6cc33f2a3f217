// One connection for all pages that are open: a browser allows only six to one server. Asks, whenever something in the
// room has changed, whether each page is still what it was.
"use strict";
(() => {
  /**
   * The port of a page, or the worker itself where browsers have no shared ones.
   * @typedef {MessagePort | (Window & typeof globalThis)} Port
   */
  /** @type {Map<Port, { place: string, page: string }>} */
  const pages = new Map();

  /** @param {Port} port */
  async function look(port) {
    const told = pages.get(port);
    if (!told) return;
    try {
      const answer = await fetch(told.place, { method: "HEAD", cache: "no-store" });
      const tag = answer.headers.get("ETag");
      if (tag && tag !== `"${told.page}"` && pages.get(port) === told) {
        pages.delete(port);
        port.postMessage("changed");
      }
    } catch {
      // The preview has ended; when it is back, the events say so.
    }
  }

  /** @param {Port} port */
  function take(port) {
    port.onmessage = (/** @type {MessageEvent} */ event) => {
      if (event.data === null) {
        pages.delete(port);
      } else {
        pages.set(port, event.data);
        look(port);
      }
    };
  }

  if ("onconnect" in self) {
    self.onconnect = (/** @type {MessageEvent} */ event) => take(event.ports[0]);
  } else {
    take(self);
  }
  new EventSource("/.reading-room/events").onmessage = () => [...pages.keys()].forEach(look);
})();
