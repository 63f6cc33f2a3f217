// Asks the shards of the index, which the build made (generator/output/search). Knows nothing of the page that shows the
// answers: it runs beside it, in a worker, and is given there what Pagefind's program can do (worker.js). Words are looked
// for by that program; facets, days and order come from each shard's columns. A shard is loaded when a question may have
// answers in it and not before.

const SEPARATOR = " – "; // between a code and its words in a facet's value
const FACETS = ["tag", "post", "country", "classification", "year"];
const NAMING = ["post", "country", "year"]; // facets by which shards are passed over
const NONE = 255; // all bits of a row that is no hit
const AT_ONCE = 6; // shards that are asked
const FEW = 500; // hits that are soon looked for once more
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

// The cables of a shard as rows { at, name, day }, day "" when unknown; of each facet the codes with the places of the rows
// that have them; and what the program must know. The file is a line of JSON with numbers behind it
// (generator/output/search/columns.py).
function columnsOf(bytes) {
  const end = bytes.indexOf(10);
  const told = json(bytes.subarray(0, end));
  const numbers = numbersIn(bytes.subarray(end + 1));
  const names = namesIn(told.names);
  const first = Date.parse(told.first);
  const days = new Map([[0, ""]]);
  const years = new Map();
  const rows = names.map((name, at) => {
    const after = numbers[names.length + at];
    if (!days.has(after)) days.set(after, new Date(first + (after - 1) * DAY).toISOString().slice(0, 10));
    const day = days.get(after);
    const year = day.slice(0, 4);
    if (!years.has(year)) years.set(year, []);
    years.get(year).push(at);
    return { at, name, day };
  });
  years.delete("");
  let at = 2 * names.length;
  const facets = { year: [...years] };
  for (const [facet, codes] of Object.entries(told.codes)) {
    facets[facet] = codes.map((code) => {
      const places = numbers.subarray(at + 1, at + 1 + numbers[at]);
      let place = -1;
      for (let one = 0; one < places.length; one += 1) {
        place += places[one] + 1;
        places[one] = place;
      }
      at += 1 + places.length;
      return [code, places];
    });
  }
  if (at !== numbers.length) throw new Error("columns that are not whole");
  return { rows, facets, counts: numbers.subarray(0, names.length), starts: told.starts, fields: told.fields };
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
    return { near: list.length > 0 && (await isNear(shard, list, question)), list };
  }

  // For a word that a shard does not know Pagefind takes the nearest that it knows (for trafficking: traffic). In a room
  // of many shards that must not pass for the word itself. A word is known if the first hit says it or its beginning, or
  // if it is found between quotes, which allows other endings and nothing else.
  async function isNear(shard, list, question) {
    if (/^\s*".+"\s*$/.test(question)) return false;
    const asked = [...new Set(question.split(/\s+/).map(bare).filter(Boolean))];
    const isFound = async (word) => (await words(shard, `"${word}"`)).search(`"${word}"`).length > 0;
    if (asked.length === 1 && list.length < FEW && (await isFound(asked[0]))) return false; // without waiting for a text
    const [first] = list;
    const page = await (first.text ??= textOf(shard, first.row, first.places));
    const said = page.content.split(/\s+/);
    const hit = page.places.flatMap(([place]) => plain(said[place] || "").split(/[^\p{L}\p{N}]+/u).concat(bare(said[place] || "")));
    for (const word of asked) {
      if (!hit.some((one) => one.startsWith(word)) && !(await isFound(word))) return true;
    }
    return false;
  }

  // Hits, and counts of each facet as if nothing were chosen in it.
  async function askShard(shard, { words: question, chosen, from, to }) {
    const { near, list } = await found(shard, question);
    const { rows, facets: having } = await columns(shard);
    // Of each row a bit for every facet in which something is chosen that it has not; of those that are no hits all bits.
    const against = new Uint8Array(rows.length).fill(NONE);
    for (const { row } of list) {
      if (!(from || to) || (row.day && !(from && row.day < from) && !(to && row.day > to))) against[row.at] = 0;
    }
    FACETS.forEach((name, bit) => {
      if (!chosen[name].length) return;
      const has = new Uint8Array(rows.length);
      for (const [code, places] of having[name]) if (chosen[name].includes(code)) for (const at of places) has[at] = 1;
      for (let at = 0; at < rows.length; at += 1) if (!has[at]) against[at] |= 1 << bit;
    });
    const counts = Object.fromEntries(FACETS.map((name, bit) => [name, Object.fromEntries(having[name].map(([code, places]) => {
      let count = 0;
      for (const at of places) if (!(against[at] & ~(1 << bit))) count += 1;
      return [code, count];
    }).filter(([, count]) => count))]));
    const hits = list.filter(({ row }) => !against[row.at]);
    for (const one of hits) Object.assign(one, { key: `${shard.name}/${one.row.name}`, shard });
    return { hits, counts, near, exact: list.length > 0 && !near };
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
