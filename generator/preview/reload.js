// Put into every page by the preview, never by a template: loads the page again when it has changed.
// The page's own policy forbids it to ask the server; a worker obeys the policy that comes with its own script.
"use strict";
(() => {
  const told = { place: location.pathname, page: document.currentScript?.dataset.page };
  const script = "/.reading-room/watch.js";
  const port = window.SharedWorker ? new SharedWorker(script).port : new Worker(script);
  port.onmessage = () => location.reload();
  port.postMessage(told);
  addEventListener("pagehide", () => port.postMessage(null));
  addEventListener("pageshow", (event) => event.persisted && port.postMessage(told));
})();
