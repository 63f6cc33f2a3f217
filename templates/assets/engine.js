// Asks the shards of the index, which the build made (generator/output/search). Knows nothing of the page that shows the
// answers. Words are looked for by Pagefind; facets, days and order come from each shard's columns. A shard is loaded
// when a question may have answers in it and not before.

const SEPARATOR = " – "; // between a code and its words in a facet's value
const FACETS = ["tag", "post", "country", "classification", "year"];
const NAMING = ["post", "country", "year"]; // facets by which shards are passed over
const AT_ONCE = 4;
const SIGNATURE = 12; // bytes at the beginning of Pagefind's files
const DAY = 86_400_000; // milliseconds

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const bare = (text) => plain(text).replace(/[^\p{L}\p{N}_]/gu, "");
const codeOf = (value) => value.split(SEPARATOR)[0];

async function get(url, options) {
  const answer = await fetch(url, options);
  if (!answer.ok) throw new Error(`${url} ${answer.status}`);
  return answer;
}

const unzipped = async (url) => new Response((await get(url)).body.pipeThrough(new DecompressionStream("gzip")));

// The hashes of the pages in Pagefind's list of them, in order. The list is CBOR: [version, [[hash, words], ...], ...].
function hashesIn(bytes) {
  let at = SIGNATURE;
  const head = () => {
    const low = bytes[at] & 31;
    at += 1;
    if (low < 24) return low;
    let number = 0;
    for (let width = 1 << (low - 24); width; width -= 1) {
      number = number * 256 + bytes[at];
      at += 1;
    }
    return number;
  };
  const text = () => {
    const length = head();
    at += length;
    return String.fromCharCode(...bytes.subarray(at - length, at));
  };
  head();
  text();
  return Array.from({ length: head() }, () => {
    head();
    const hash = text();
    head();
    return hash;
  });
}

// The cables of a shard as rows, each with its hash, day ("" when unknown) and values by facet.
async function rowsOf(folder, shard) {
  const [told, list] = await Promise.all([
    unzipped(new URL(`${shard.name}/columns.bin?v=${shard.digest}`, folder)).then((answer) => answer.json()),
    unzipped(new URL(`${shard.name}/${shard.meta}`, folder)).then((answer) => answer.arrayBuffer()),
  ]);
  const first = Date.parse(told.first);
  return hashesIn(new Uint8Array(list)).map((hash, row) => {
    const after = told.days[row];
    const day = after === null ? "" : new Date(first + after * DAY).toISOString().slice(0, 10);
    const made = { hash, day, year: day ? [day.slice(0, 4)] : [] };
    for (const name of FACETS) {
      if (told[name]) made[name] = [told[name].cables[row]].flat().map((value) => told[name].values[value]);
    }
    return made;
  });
}

// folder is the URL of the index, base the path of the room's root.
export async function open(folder, base) {
  const { runtime, shards, facets } = await (await get(new URL("shards.json", folder), { cache: "no-cache" })).json();
  const rows = new Map();
  const instances = new Map();

  // What make() promises, made once; a promise that fails is forgotten, so that the next question tries again.
  function once(kept, shard, make) {
    if (!kept.has(shard.name)) {
      kept.set(shard.name, make());
      kept.get(shard.name).catch(() => kept.delete(shard.name));
    }
    return kept.get(shard.name);
  }

  // An instance of Pagefind for one shard. Its primary index is the runtime's, of no page: that brings the program. All
  // instances have one program between them, and each that comes while it is not there loads it: of two at once the later
  // would stand in place of the one in whose memory the other has its index. So one comes after another.
  let turn = Promise.resolve();
  function primary() {
    const coming = turn.then(async () => {
      const { createInstance } = await import(new URL(`${runtime}/pagefind.js`, folder).href);
      const made = createInstance({ basePath: new URL(`${runtime}/`, folder).pathname, metaCacheTag: runtime });
      await made.filters(); // answers when the program is there; init() does not wait for it
      return made;
    });
    turn = coming.catch(() => {});
    return coming;
  }

  async function instance(shard) {
    const made = await primary();
    await made.mergeIndex(new URL(`${shard.name}/`, folder).pathname, { baseUrl: base, metaCacheTag: shard.digest });
    return made;
  }

  const mayAnswer = (shard, { chosen, from, to }) =>
    NAMING.every((name) => !chosen[name].length || chosen[name].some((code) => shard.has[name].includes(code))) &&
    !(from && (!shard.last || shard.last < from)) && !(to && (!shard.first || shard.first > to));

  async function textOf(shard, hash) {
    const bytes = await (await unzipped(new URL(`${shard.name}/fragment/${hash}.pf_fragment`, folder))).arrayBuffer();
    const page = JSON.parse(new TextDecoder().decode(new Uint8Array(bytes, SIGNATURE)));
    page.url = base + page.url.replace(/^\//, "");
    return page;
  }

  // The cables of a shard that have the words, with their scores; without words all.
  async function found(shard, words) {
    if (!words) {
      const all = await once(rows, shard, () => rowsOf(folder, shard));
      return { near: false, list: all.map((row) => ({ row, score: 0, data: () => textOf(shard, row.hash) })) };
    }
    const made = await once(instances, shard, () => instance(shard));
    const { results } = await made.search(words);
    if (!results.length) return { near: false, list: [] };
    const [all, near] = await Promise.all([once(rows, shard, () => rowsOf(folder, shard)), isNear(made, results[0], words)]);
    all.byHash ??= new Map(all.map((row) => [row.hash, row]));
    return { near, list: results.map((one) => ({ row: all.byHash.get(one.id), score: one.score, data: one.data })) };
  }

  // For a word that a shard does not know Pagefind takes the nearest that it knows (for trafficking: traffic). In a room
  // of many shards that must not pass for the word itself. A word is known if the first hit says it or its beginning, or
  // if it is found between quotes, which allows other endings and nothing else.
  async function isNear(made, first, words) {
    if (/^\s*".+"\s*$/.test(words)) return false;
    const page = await first.data();
    const said = page.content.split(/\s+/);
    const hit = page.locations.flatMap((place) => plain(said[place] || "").split(/[^\p{L}\p{N}]+/u).concat(bare(said[place] || "")));
    for (const word of new Set(words.split(/\s+/).map(bare).filter(Boolean))) {
      if (hit.some((one) => one.startsWith(word))) continue;
      if (!(await made.search(`"${word}"`)).results.length) return true;
    }
    return false;
  }

  // Hits, and counts of each facet as if nothing were chosen in it.
  async function askShard(shard, { words, chosen, from, to }) {
    const counts = Object.fromEntries(FACETS.map((name) => [name, {}]));
    const count = (name, row) => {
      for (const value of row[name]) counts[name][value] = (counts[name][value] || 0) + 1;
    };
    const wanted = FACETS.filter((name) => chosen[name].length).map((name) => [name, new Set(chosen[name])]);
    const hits = [];
    const { near, list } = await found(shard, words);
    for (const { row, score, data } of list) {
      if ((from || to) && (!row.day || (from && row.day < from) || (to && row.day > to))) continue;
      const against = wanted.filter(([name, codes]) => !row[name].some((value) => codes.has(codeOf(value))));
      if (!against.length) {
        let page;
        hits.push({ key: `${shard.name}/${row.hash}`, score, day: row.day, data: () => (page ??= data()) });
        for (const name of FACETS) count(name, row);
      } else if (against.length === 1) {
        count(against[0][0], row);
      }
    }
    return { hits, counts, near, exact: list.length > 0 && !near };
  }

  const byScore = (a, b) => b.score - a.score || b.day.localeCompare(a.day) || a.key.localeCompare(b.key);
  const byDay = (a, b) => b.day.localeCompare(a.day) || b.score - a.score || a.key.localeCompare(b.key);

  // What shards answered, as one answer; what is only near counts when no shard has the words themselves.
  function merge(parts, byDate) {
    const near = !parts.some((part) => part.exact);
    const counts = Object.fromEntries(FACETS.map((name) => [name, {}]));
    const used = parts.filter((part) => near || !part.near);
    for (const part of used) {
      for (const name of FACETS) {
        for (const [value, count] of Object.entries(part.counts[name])) counts[name][value] = (counts[name][value] || 0) + count;
      }
    }
    return { hits: used.flatMap((part) => part.hits).sort(byDate ? byDay : byScore), counts, near };
  }

  // question: words, chosen (codes by facet), from, to, byDate. tell(answer) is called once, when the newest shard that
  // has the words has answered and others have not.
  async function ask(given, tell = () => {}) {
    const question = { ...given, chosen: Object.fromEntries(FACETS.map((name) => [name, given.chosen[name].map(codeOf)])) };
    const asked = shards.filter((shard) => mayAnswer(shard, question));
    const waiting = [...asked];
    const parts = [];
    let failed = 0;
    let told = false;
    async function work() {
      for (let shard = waiting.shift(); shard; shard = waiting.shift()) {
        try {
          const part = await askShard(shard, question).catch((error) => {
            console.warn(error);
            instances.delete(shard.name);
            return askShard(shard, question); // once more, from the beginning: what was lost on the way may come this time
          });
          parts.push(part);
          if (!told && waiting.length && part.hits.length && !part.near) {
            told = true;
            tell(merge(parts, question.byDate));
          }
        } catch (error) {
          failed += 1;
          console.warn(error);
        }
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    if (failed && failed === asked.length) throw new Error("no part of the index could be loaded");
    const answer = { ...merge(parts, question.byDate), failed };
    if (asked.length < shards.length) {
      for (const name of NAMING) if (question.chosen[name].length) widen(answer.counts, name, question.chosen[name]);
    }
    return answer;
  }

  // What may be chosen beside what is chosen stands in shards that were not asked: it is offered without a count.
  function widen(counts, name, chosen) {
    const known = counts[name];
    counts[name] = Object.fromEntries(Object.keys(facets[name] || {}).map((value) => [value, chosen.includes(codeOf(value)) ? known[value] || 0 : null]));
  }

  return { ask, facets: Object.fromEntries(FACETS.map((name) => [name, facets[name] || {}])) };
}
