// What the search page knows of the index: what shards.json tells, and how the worker is asked in which engine.js runs. It
// is opened by the first question of words, and again by the next after one that failed.
"use strict";

const Index = (() => {
  let opened;
  let worker;
  const waiting = new Map();
  let last = 0;
  let broken = ""; // why the worker does not run

  const fail = (message) => {
    for (const one of waiting.values()) one.reject(new Error(message));
    waiting.clear();
  };

  function close() {
    worker?.terminate();
    worker = undefined;
    opened = undefined;
    broken = "";
    fail("the index was closed");
  }

  function heard({ data: { id, part, error, result } }) {
    const one = waiting.get(id);
    if (part) {
      one?.tell(part);
      return;
    }
    waiting.delete(id);
    if (error) one?.reject(new Error(error));
    else one?.resolve(result);
  }

  // The worker starts while the list of shards is on its way; it is told first where its engine is, then of the index.
  function start({ worker: address, engine }) {
    worker = new Worker(new URL(address, location.href));
    worker.addEventListener("message", heard);
    // What it cannot answer it answers with an error; this is a script that does not come, or does not run.
    worker.addEventListener("error", (event) => {
      broken = event.message || "the worker of the search does not run";
      fail(broken);
    });
    worker.postMessage({ engine: new URL(engine, location.href).href });
  }

  function call(method, args, tell) {
    last += 1;
    const id = last;
    return new Promise((resolve, reject) => {
      if (broken) throw new Error(broken);
      waiting.set(id, { resolve, reject, tell });
      worker.postMessage({ id, method, args });
    });
  }

  const hitsOf = (told) => ({ ...told, hits: told.keys.map((key) => ({ key, data: () => call("text", [key]) })) });

  async function load(root, scripts, asking) {
    const folder = new URL("search/pagefind/", root);
    if (asking) start(scripts);
    const answer = await fetch(new URL("shards.json", folder), { cache: "no-cache" });
    if (!answer.ok) throw new Error(`${answer.url} ${answer.status}`);
    const index = await answer.json();
    let told = false;
    async function ask(question, tell) {
      if (!worker) start(scripts);
      if (!told) worker.postMessage({ index, folder: folder.href, base: root.pathname });
      told = true;
      return hitsOf(await call("ask", [question], (part) => tell(hitsOf(part))));
    }
    return { facets: index.facets, ask };
  }

  // root is the URL of the room, scripts the addresses { worker, engine } of worker.js and engine.js; asking says that a
  // question will follow at once. Of what comes back ask(question, tell) answers as ask of engine.js does, with hits
  // { key, data } in place of keys.
  function open(root, scripts, asking) {
    opened ??= load(root, scripts, asking).catch((error) => {
      close();
      throw error;
    });
    return opened;
  }

  return { open, close };
})();
