// Questions asked of a few texts: what is found, in which parts, and what is said about it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { answer } from "../../generator/search/browser/page/answer.js";
import { readQuestion } from "../../generator/search/browser/page/question/query.js";
import { distance, nearestWords } from "../../generator/search/browser/page/spelling.js";
import { memoryIndex } from "./memory_index.mjs";

const TEXTS = {
  laws: "The embassy discussed trafficking laws with ministers",
  harbour: "The embassy visited the harbour of Vensk; the ministers of Halvania spoke",
  corruption: "The embassy reports corruption in Halvania",
  bribes: "The embassy reports bribes and the ferry",
  leader: "Qadhafi received the embassy and Netanyahu",
  other: "Gaddafi left the embassy",
  commission: "The Lorn River Commission met the embassy",
  short: "The LRC met again at the embassy",
  river: "A commission on the river wrote to the embassy",
};
const SPELLINGS = [["Gaddafi", "Kadhafi", "Qadhafi"]];
const MEANINGS = { LRC: ["Lorn River Commission"], TIP: ["trafficking in persons"] };
const nothing = { tag: [], post: [], country: [], classification: [], year: [], from: "", to: "" };

/** @param {string} text */
async function ask(text) {
  const index = memoryIndex(TEXTS, MEANINGS);
  const question = readQuestion(text, { codes: [], names: {} });
  const told = await answer(/** @type {any} */ (index), question, { filters: nothing, sort: "relevance" }, SPELLINGS);
  return { ...told, ids: told.parts.map(({ result }) => result.hits.map((hit) => hit.id).join(" ")) };
}

for (const [text, ...parts] of [
  ["embassy corruption", "corruption"],
  ["corruption NOT Halvania", ""],
  ["reports -ferry", "corruption"],
  ['reports -"the ferry"', "corruption"],
  ['reports NOT "the corruption"', "corruption bribes"],
  ["corruption OR bribes", "corruption bribes"],
  ['"Lorn River Commission" OR ferry', "bribes", "commission"],
  ["Gaddafi", "leader other"],
  ["Kadhafi", "leader other"],
  ['"Gaddafi"', "other"],
  ["LRC", "short", "commission"],
  ["Lorn River Commission", "commission", "short"],
  ["corrup*", "corruption"],
  ["what did the embassy say about trafficking laws in 2007?", "", "laws"],
  ["What did the embassy say about corruption in Halvania?", "corruption"],
  ["zebra harbour", "", "harbour"],
  ["river Halvania ministers harbour", "", "harbour"],
  ["zebra", ""],
]) {
  test(`${text} finds ${parts.filter(Boolean).join(", then ") || "nothing"}`, async () => {
    assert.deepEqual((await ask(text)).ids, parts);
  });
}

test("what was dropped is said", async () => {
  const { parts } = await ask("what did the embassy say about trafficking laws in 2007?");
  assert.equal(parts[1].said, "No cable says all of it; these say embassy, trafficking and laws");
});

test("a word that nothing says comes with the nearest that something says, and is not replaced", async () => {
  const { unknown, ids } = await ask("Netenyahu");
  assert.deepEqual(unknown, [{ word: "Netenyahu", nearest: ["Netanyahu"] }]);
  assert.deepEqual(ids, [""]);
});

test("spellings that are joined are said", async () => {
  assert.deepEqual((await ask("Gaddafi")).notes, ["Spellings of one name are joined: Gaddafi and Qadhafi."]);
});

test("what an abbreviation stands for is said", async () => {
  const { parts } = await ask("LRC");
  assert.equal(parts[1].said, "LRC stands for “Lorn River Commission”");
});

for (const [a, b, far] of /** @type {const} */ ([
  ["", "", 0],
  ["ferry", "ferry", 0],
  ["ferry", "fery", 1],
  ["ferry", "feryr", 1],
  ["netenyahu", "netanyahu", 1],
  ["gadaffi", "qadhafi", 3],
  ["ferry", "harbour", 4],
])) {
  test(`${a} is ${far} from ${b}`, () => {
    assert.equal(distance(a, b, 3), far);
    assert.equal(distance(b, a, 3), far);
  });
}

for (const [word, nearest] of /** @type {[string, string[]][]} */ ([
  ["netenyahu", ["netanyahu"]],
  ["net", []],
  ["boat", ["bout"]],
  ["1061", []],
  ["feryr", ["ferry"]],
])) {
  test(`${word} is nearest to ${nearest}`, () => {
    assert.deepEqual(
      nearestWords(word, [
        ["net", 9],
        ["netanyahu", 1],
        ["ferry", 3],
        ["bout", 2],
        ["1062", 4],
      ]),
      nearest,
    );
  });
}
