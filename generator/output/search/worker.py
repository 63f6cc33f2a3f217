"""The script in which Pagefind works beside the page. It takes the place of Pagefind's own, which is 40 kB.

That one holds all of Pagefind a second time. This one loads the same pagefind.js as the page does, which runs as well
here, and passes on what the page asks of it: messages ``{id, instanceId, method, args}``, answers ``{id, result}`` or
``{id, error}``, as Pagefind 1.5 writes and reads them. A function cannot be passed, so the function by which a result
gives its text is kept here under a name.
"""

NAME = "pagefind-worker.js"
SCRIPT = b"""\
// Pagefind beside the page: see generator/output/search/worker.py.
"use strict";
const loaded = import("./pagefind.js");
const instances = new Map();
const texts = new Map();
async function answer({ id, instanceId, method, args }) {
  if (method === "init") instances.set(instanceId, (await loaded).createInstance(args[0]));
  else if (method === "destroy") instances.delete(instanceId);
  else if (method === "releaseData") texts.delete(args[0]);
  else if (method === "getData") return texts.get(args[0])?.();
  else {
    const made = await instances.get(instanceId)[method](...args);
    made?.results?.forEach((one, place) => {
      texts.set(`${id}.${place}`, one.data);
      one.data = `${id}.${place}`;
    });
    return made;
  }
  return true;
}
addEventListener("message", async ({ data }) => {
  try {
    postMessage({ id: data.id, result: await answer(data) });
  } catch (error) {
    postMessage({ id: data.id, error: String(error?.message || error) });
  }
});
"""
