// What the search page knows of the index: what shards.json tells, and how the worker is asked in which engine.js runs. It
// is opened by the first question of words, and again by the next after one that failed.
"use strict";

const Index = (() => {
  let opened;
  let worker;
  const waiting = new Map();
  let last = 0;

  const fail = (message) => {
    for (const one of waiting.values()) one.reject(new Error(message));
    waiting.clear();
  };

  function close() {
    worker?.terminate();
    worker = undefined;
    opened = undefined;
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

  function start(address, given) {
    const made = new Worker(address);
    made.addEventListener("message", heard);
    // What it cannot answer it answers with an error; this is a script that does not come, or does not run.
    made.addEventListener("error", (event) => fail(event.message || "the worker of the search does not run"));
    made.postMessage(given);
    return made;
  }

  function call(method, args, tell) {
    last += 1;
    const id = last;
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject, tell });
      worker.postMessage({ id, method, args });
    });
  }

  const hitsOf = (told) => ({ ...told, hits: told.keys.map((key) => ({ key, data: () => call("text", [key]) })) });

  async function load(root, engine) {
    const folder = new URL("search/pagefind/", root);
    const answer = await fetch(new URL("shards.json", folder), { cache: "no-cache" });
    if (!answer.ok) throw new Error(`${answer.url} ${answer.status}`);
    const index = await answer.json();
    async function ask(question, tell) {
      worker ??= start(new URL(`${index.runtime}/worker.js`, folder), { engine, folder: folder.href, base: root.pathname, index });
      return hitsOf(await call("ask", [question], (part) => tell(hitsOf(part))));
    }
    return { facets: index.facets, ask };
  }

  // root is the URL of the room, engine the address of engine.js. Of what comes back ask(question, tell) answers as ask of
  // engine.js does, with hits { key, data } in place of keys.
  function open(root, engine) {
    opened ??= load(root, new URL(engine, location.href).href).catch((error) => {
      opened = undefined;
      throw error;
    });
    return opened;
  }

  return { open, close };
})();
