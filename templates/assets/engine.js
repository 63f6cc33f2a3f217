// Asks the shards of the index, which the build made (generator/output/search). Knows nothing of the page that shows the
// answers: it runs beside it, in a worker, and is given there what Pagefind's program can do (worker.js). Words are looked
// for by that program; facets, days and order come from each shard's columns. A shard is loaded when a question may have
// answers in it and not before.

const SEPARATOR = " – "; // between a code and its words in a facet's value
const FACETS = ["tag", "post", "country", "classification", "year"];
const NAMING = ["post", "country", "year"]; // facets by which shards are passed over
const AT_ONCE = 6; // shards that are asked
const EARLY = 250; // milliseconds after a first answer until it is told without the others
const FIRST = 10; // texts that are loaded before the page asks for them
const SIGNATURE = 12; // bytes at the beginning of Pagefind's files
const DAY = 86_400_000; // milliseconds

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const bare = (text) => plain(text).replace(/[^\p{L}\p{N}_]/gu, "");
const codeOf = (value) => value.split(SEPARATOR)[0];

// The bytes of a file of the index. Most servers send them as they stand, compressed; some browsers get them unpacked.
async function get(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url} ${answer.status}`);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const whole = new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")));
  return new Uint8Array(await whole.arrayBuffer());
}

const json = (bytes) => JSON.parse(new TextDecoder().decode(bytes));

// 07VENSK 1 12/08AYNOR 3 -> 07VENSK1, 07VENSK12, 08AYNOR3
function namesIn(text) {
  return text ? text.split("/").flatMap((group) => {
    const [beginning, ...figures] = group.split(" ");
    return figures.map((one) => beginning + one);
  }) : [];
}

// The cables of a shard as rows, each with its name, day ("" when unknown) and codes by facet; and what the program must
// know of them. The file is a line of JSON with numbers behind it (generator/output/search/columns.py).
function columnsOf(bytes) {
  const end = bytes.indexOf(10);
  const told = json(bytes.subarray(0, end));
  const numbers = numbersIn(bytes.subarray(end + 1));
  let at = 0;
  const rows = namesIn(told.names).map((name) => ({ name, day: "", tag: [], post: [], country: [], classification: [], year: [] }));
  const counts = [...numbers.subarray(0, rows.length)];
  at += rows.length;
  const first = Date.parse(told.first);
  const days = new Map();
  for (const row of rows) {
    const after = numbers[at];
    at += 1;
    if (!after) continue;
    if (!days.has(after)) days.set(after, new Date(first + (after - 1) * DAY).toISOString().slice(0, 10));
    row.day = days.get(after);
    row.year.push(row.day.slice(0, 4));
  }
  for (const [facet, codes] of Object.entries(told.codes)) {
    for (const code of codes) {
      const last = at + numbers[at];
      let place = -1;
      while (at < last) {
        at += 1;
        place += numbers[at] + 1;
        rows[place][facet].push(code);
      }
      at += 1;
    }
  }
  if (at !== numbers.length) throw new Error("columns that are not whole");
  return { rows, counts, starts: told.starts, fields: told.fields };
}

// Numbers of seven bits a byte, the lowest first; all but the last byte of one have the highest bit.
function numbersIn(bytes) {
  const numbers = new Uint32Array(bytes.length);
  let count = 0;
  let shift = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    numbers[count] |= (byte & 127) << shift;
    if (byte < 128) {
      count += 1;
      shift = 0;
    } else shift += 7;
  }
  return numbers.subarray(0, count);
}

// folder is the URL of the index, base the path of the room's root, index what shards.json tells; program.open() gives
// Pagefind's words of one shard.
export async function open({ folder, base, index, program }) {
  const { shards, facets } = index;
  const values = Object.fromEntries(FACETS.map((name) => [name, Object.keys(facets[name] || {}).sort()]));
  const loaded = new Map();
  let hits = new Map(); // of the last question, by key; what comes late of one before it goes into that one's own

  // What make() promises, made once; a promise that fails is forgotten, so that the next question tries again.
  function once(kept, key, make) {
    if (!kept.has(key)) {
      kept.set(key, make());
      kept.get(key).catch(() => kept.delete(key));
    }
    return kept.get(key);
  }

  const columns = (shard) => once(loaded, shard.name, async () => columnsOf(await get(new URL(`${shard.name}/${shard.digest}/columns.bin`, folder))));

  // The words of a shard, with those files loaded in which the words of a question stand.
  async function words(shard, question) {
    const all = await columns(shard);
    all.files ??= new Map();
    const made = await once(all.files, "", () => program.open(all.counts, all.starts, all.fields));
    const add = async (number) => made.add(await get(new URL(`${shard.name}/${shard.digest}/${number}.pf_index`, folder)));
    await Promise.all(made.files(question).map((number) => once(all.files, number, () => add(number))));
    return made;
  }

  // Bit by bit, which values of the room a shard has: see shards_json in generator/output/search/index.py.
  const has = (shard, name, code) => values[name].some((value, at) =>
    codeOf(value) === code && (parseInt(shard.has[name][at >> 2], 16) >> (at & 3)) & 1);

  const mayAnswer = (shard, { chosen, from, to }) =>
    NAMING.every((name) => !chosen[name].length || chosen[name].some((code) => has(shard, name, code))) &&
    !(from && (!shard.last || shard.last < from)) && !(to && (!shard.first || shard.first > to));

  // The text of a cable, with the places of the words in it.
  async function textOf(shard, row, places) {
    const bytes = await get(new URL(`${shard.name}/fragment/${row.name}.pf_fragment?v=${shard.digest}`, folder));
    const page = json(bytes.subarray(SIGNATURE));
    page.url = base + page.url.replace(/^\//, "");
    page.content = page.content.replaceAll("\u200b", "");
    page.places = places.map(({ l: at, s: score }) => [at, score]);
    return page;
  }

  // The cables of a shard that have the words, with their scores; without words all.
  async function found(shard, question) {
    if (!question) return { near: false, list: (await columns(shard)).rows.map((row) => ({ row, score: 0, places: [] })) };
    const made = await words(shard, question);
    const { rows } = await columns(shard);
    const list = made.search(question).map(({ row, score, places }) => ({ row: rows[row], score, places }));
    return { near: list.length > 0 && (await isNear(shard, list[0], question)), list };
  }

  // For a word that a shard does not know Pagefind takes the nearest that it knows (for trafficking: traffic). In a room
  // of many shards that must not pass for the word itself. A word is known if the first hit says it or its beginning, or
  // if it is found between quotes, which allows other endings and nothing else.
  async function isNear(shard, first, question) {
    if (/^\s*".+"\s*$/.test(question)) return false;
    const page = await (first.text ??= textOf(shard, first.row, first.places));
    const said = page.content.split(/\s+/);
    const hit = page.places.flatMap(([place]) => plain(said[place] || "").split(/[^\p{L}\p{N}]+/u).concat(bare(said[place] || "")));
    for (const word of new Set(question.split(/\s+/).map(bare).filter(Boolean))) {
      if (hit.some((one) => one.startsWith(word))) continue;
      const exact = `"${word}"`;
      if (!(await words(shard, exact)).search(exact).length) return true;
    }
    return false;
  }

  // Hits, and counts of each facet as if nothing were chosen in it.
  async function askShard(shard, { words: question, chosen, from, to }) {
    const counts = Object.fromEntries(FACETS.map((name) => [name, {}]));
    const count = (name, row) => {
      for (const code of row[name]) counts[name][code] = (counts[name][code] || 0) + 1;
    };
    const wanted = FACETS.filter((name) => chosen[name].length).map((name) => [name, new Set(chosen[name])]);
    const kept = [];
    const { near, list } = await found(shard, question);
    for (const one of list) {
      const { row } = one;
      if ((from || to) && (!row.day || (from && row.day < from) || (to && row.day > to))) continue;
      const against = wanted.filter(([name, codes]) => !row[name].some((code) => codes.has(code)));
      if (!against.length) {
        kept.push(Object.assign(one, { key: `${shard.name}/${row.name}`, shard }));
        for (const name of FACETS) count(name, row);
      } else if (against.length === 1) {
        count(against[0][0], row);
      }
    }
    return { hits: kept, counts, near, exact: list.length > 0 && !near };
  }

  const byDay = (a, b) => (a.row.day < b.row.day ? 1 : a.row.day > b.row.day ? -1 : 0);
  const byKey = (a, b) => (a.key < b.key ? -1 : 1);
  const byScore = (a, b) => b.score - a.score;
  const ordered = (list, byDate) => list.sort(byDate
    ? (a, b) => byDay(a, b) || byScore(a, b) || byKey(a, b)
    : (a, b) => byScore(a, b) || byDay(a, b) || byKey(a, b));

  // What shards answered, as one answer for the page; what is only near counts when no shard has the words themselves.
  function merge(parts, question, known) {
    const near = !parts.some((part) => part.exact);
    const used = parts.filter((part) => near || !part.near);
    const list = ordered(used.flatMap((part) => part.hits), question.byDate);
    for (const one of list.slice(0, FIRST)) textOnce(one).catch(() => {}); // told to whoever asks for the text
    for (const one of list) known.set(one.key, one);
    const counts = Object.fromEntries(FACETS.map((name) => {
      const sums = {};
      for (const part of used) for (const [code, count] of Object.entries(part.counts[name])) sums[code] = (sums[code] || 0) + count;
      const named = new Map(values[name].map((value) => [codeOf(value), value]));
      return [name, Object.fromEntries(Object.entries(sums).map(([code, count]) => [named.get(code) ?? code, count]))];
    }));
    return { keys: list.map((one) => one.key), counts, near };
  }

  function textOnce(one) {
    one.text ??= textOf(one.shard, one.row, one.places);
    one.text.catch(() => { one.text = undefined; });
    return one.text;
  }

  // The text of a hit; null for one of a question that another has followed.
  const text = async (key) => (hits.has(key) ? textOnce(hits.get(key)) : null);

  // question: words, chosen (codes by facet), from, to, byDate. tell(answer) is called once at most, when a shard has
  // answered that has the words and others let one wait.
  async function ask(given, tell) {
    const question = { ...given, chosen: Object.fromEntries(FACETS.map((name) => [name, given.chosen[name].map(codeOf)])) };
    const asked = shards.filter((shard) => mayAnswer(shard, question));
    const waiting = [...asked];
    const parts = [];
    const known = new Map();
    hits = known;
    let failed = 0;
    let early = 0;
    async function work() {
      for (let shard = waiting.shift(); shard; shard = waiting.shift()) {
        try {
          const part = await askShard(shard, question).catch((error) => {
            console.warn(error);
            loaded.delete(shard.name);
            return askShard(shard, question); // once more, from the beginning: what was lost on the way may come this time
          });
          parts.push(part);
          if (!early && part.hits.length && !part.near) early = setTimeout(() => tell(merge(parts, question, known)), EARLY);
        } catch (error) {
          failed += 1;
          console.warn(error);
        }
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    clearTimeout(early);
    if (failed && failed === asked.length) throw new Error("no part of the index could be loaded");
    const answer = { ...merge(parts, question, known), failed };
    if (asked.length < shards.length) {
      for (const name of NAMING) if (question.chosen[name].length) widen(answer.counts, name, question.chosen[name]);
    }
    return answer;
  }

  // What may be chosen beside what is chosen stands in shards that were not asked: it is offered without a count.
  function widen(counts, name, chosen) {
    const found = counts[name];
    counts[name] = Object.fromEntries(values[name].map((value) => [value, chosen.includes(codeOf(value)) ? found[value] || 0 : null]));
  }

  return { ask, text };
}
