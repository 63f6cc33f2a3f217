// Asks the shards of the index, which the build made with Pagefind. Knows nothing of the page that shows the answers.
// A shard is loaded when a question may have answers in it and not before; each has an instance of Pagefind of its own,
// whose primary index is the runtime's index of nothing (generator/output/search/index.py).

export const FACETS = ["tag", "post", "country", "classification", "year"];
export const SEPARATOR = " – "; // between a code and its words in a facet's value
const NAMING = ["post", "country", "year"]; // facets by which shards are passed over
const AT_ONCE = 3;
const NONE = ["\u0000"]; // no cable has this value

export const codeOf = (value) => value.split(SEPARATOR)[0];

async function json(url, options) {
  const answer = await fetch(url, options);
  if (!answer.ok) throw new Error(`${url} ${answer.status}`);
  return answer.json();
}

// folder is the URL of the index, base the path of the room's root.
export async function open(folder, base) {
  const { runtime, shards, facets } = await json(new URL("shards.json", folder), { cache: "no-cache" });
  const values = Object.fromEntries(FACETS.map((name) => [name, new Map(Object.keys(facets[name] || {}).map((one) => [codeOf(one), one]))]));
  const instances = new Map();
  let pagefind;

  function instance(shard) {
    if (!instances.has(shard.name)) {
      instances.set(shard.name, (async () => {
        pagefind ??= import(new URL(`${runtime}/pagefind.js`, folder).href);
        const made = (await pagefind).createInstance({ basePath: new URL(`${runtime}/`, folder).pathname, metaCacheTag: runtime });
        await made.init();
        await made.mergeIndex(new URL(`${shard.name}/`, folder).pathname, { baseUrl: base, excerptLength: 32, metaCacheTag: shard.digest });
        return made;
      })());
      instances.get(shard.name).catch(() => instances.delete(shard.name));
    }
    return instances.get(shard.name);
  }

  function days(shard) {
    shard.days ??= json(new URL(`${shard.name}/days.json?v=${shard.digest}`, folder)).then((told) => {
      const of = new Map();
      for (const [day, cables] of Object.entries(told)) for (const one of cables) of.set(one, day);
      return { list: Object.keys(told), of };
    });
    return shard.days;
  }

  const mayAnswer = (shard, { chosen, from, to }) =>
    NAMING.every((name) => !chosen[name].length || chosen[name].some((code) => shard.has[name].includes(code))) &&
    !(from && (!shard.last || shard.last < from)) && !(to && (!shard.first || shard.first > to));

  async function filtersOf(shard, { chosen, from, to }) {
    const filters = {};
    for (const name of FACETS) {
      if (!chosen[name].length) continue;
      const named = chosen[name].map((code) => values[name].get(codeOf(code))).filter(Boolean);
      filters[name] = { any: named.length ? named : NONE };
    }
    if ((from && (from > shard.first || shard.undated)) || (to && (to < shard.last || shard.undated))) {
      const within = (await days(shard)).list.filter((day) => (!from || day >= from) && (!to || day <= to));
      filters.day = { any: within.length ? within : NONE };
    }
    return filters;
  }

  // The hits of one shard, and the counts of each facet as if nothing were chosen in it.
  async function askShard(shard, question) {
    const [made, filters, dated] = await Promise.all([instance(shard), filtersOf(shard, question), question.byDate ? days(shard) : null]);
    const words = question.words || null;
    await made.preload(words, { filters: { ...Object.fromEntries(FACETS.map((name) => [name, "-"])), ...filters } });
    const found = await made.search(words, { filters });
    const counts = { ...found.filters };
    for (const name of FACETS.filter((one) => filters[one])) {
      const { [name]: _, ...others } = filters;
      counts[name] = (await made.search(words, { filters: others })).filters[name];
    }
    const hits = found.results.map((one) => {
      const hash = one.id.slice(one.id.indexOf("_") + 1);
      let page;
      return { key: `${shard.name}/${hash}`, score: one.score, day: dated?.of.get(hash) || "", data: () => (page ??= one.data()) };
    });
    return { hits, counts };
  }

  const byScore = (a, b) => b.score - a.score;
  const byDay = (a, b) => b.day.localeCompare(a.day) || b.score - a.score || a.key.localeCompare(b.key);

  // question: words, chosen (codes by facet), from, to, byDate. tell(answer) is called as shards answer, newest first.
  async function ask(question, tell = () => {}) {
    const asked = shards.filter((shard) => mayAnswer(shard, question));
    const waiting = [...asked];
    const answer = { hits: [], counts: Object.fromEntries(FACETS.map((name) => [name, {}])), asked: asked.length, answered: 0, failed: 0 };
    async function work() {
      for (let shard = waiting.shift(); shard; shard = waiting.shift()) {
        try {
          const { hits, counts } = await askShard(shard, question);
          answer.hits = answer.hits.concat(hits).sort(question.byDate ? byDay : byScore);
          for (const name of FACETS) {
            for (const [value, count] of Object.entries(counts[name] || {})) answer.counts[name][value] = (answer.counts[name][value] || 0) + count;
          }
        } catch (error) {
          answer.failed += 1;
          console.warn(error);
        }
        answer.answered += 1;
        if (waiting.length) tell(answer);
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    if (answer.failed && answer.failed === asked.length) throw new Error("no part of the index could be loaded");
    for (const name of NAMING) if (question.chosen[name].length && asked.length < shards.length) widen(answer.counts, name, question.chosen[name]);
    return answer;
  }

  // What may be chosen beside what is chosen stands in shards that were not asked: it is offered without a count.
  function widen(counts, name, chosen) {
    const known = counts[name];
    counts[name] = Object.fromEntries([...values[name].values()].map((value) => [value, chosen.includes(codeOf(value)) ? known[value] || 0 : null]));
  }

  return { ask, facets: Object.fromEntries(FACETS.map((name) => [name, facets[name] || {}])) };
}
