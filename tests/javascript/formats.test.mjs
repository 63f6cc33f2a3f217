// The forms in which a list is saved, word for word. What other programs make of them is tested in tests/browser/test_exports.py.
import assert from "node:assert/strict";
import { test } from "node:test";
import { chicago, FORMATS } from "../../generator/search/browser/list/formats.js";

/** @typedef {import("../../generator/search/browser/list/formats.js").Item} Item */

const ROOM = { title: "A Room", url: "https://example.org/room/" };
const ENTRY = {
  id: "09VENSK12",
  address: "cable/2009/vensk/09VENSK12.html",
  title: "A Harbour at Lorn",
  date: "2009-02-03",
  author: "U.S. Consulate Vensk",
  origin: "Consulate Vensk",
  classification: "Confidential",
  tags: /** @type {[string, string][]} */ ([
    ["EWWT", "Waterborne Transportation"],
    ["QQQQ", ""],
  ]),
  caveat: "",
  specimen: false,
};
/** @type {Item} */
const PLAIN = { id: "09VENSK12", note: "", entry: ENTRY };
/** @type {Item} */
const LACKING = { id: "09VENSK99", note: "Ask for it.", entry: null };
/** @type {Item} */
const UNKNOWN = { id: "09VENSK98", note: "", entry: undefined };

/**
 * @param {string} ending
 * @param {Item[]} items
 */
function written(ending, items, room = ROOM) {
  const format = FORMATS.find((one) => one.ending === ending);
  assert.ok(format);
  return format.write(items, room);
}

test("there are six formats, each with an ending of its own", () => {
  assert.deepEqual(
    FORMATS.map(({ ending }) => ending),
    ["csv", "ris", "bib", "json", "md", "txt"],
  );
});

/** @type {[string, Partial<typeof ENTRY>, string][]} */
const CITED = [
  [
    "a plain one",
    {},
    "U.S. Consulate Vensk. “A Harbour at Lorn.” Cable 09VENSK12, February 3, 2009. A Room. https://example.org/room/cable/2009/vensk/09VENSK12.html.",
  ],
  [
    "one that asks, without a date",
    { title: "Who Owns the Lorn?", date: "" },
    "U.S. Consulate Vensk. “Who Owns the Lorn?” Cable 09VENSK12. A Room. https://example.org/room/cable/2009/vensk/09VENSK12.html.",
  ],
  [
    "one drawn from a PDF",
    { caveat: "Text drawn by machine" },
    "U.S. Consulate Vensk. “A Harbour at Lorn.” Cable 09VENSK12, February 3, 2009. A Room. Text drawn by machine. https://example.org/room/cable/2009/vensk/09VENSK12.html.",
  ],
];
for (const [name, change, expected] of CITED) {
  test(`a citation: ${name}`, () =>
    assert.equal(chicago({ ...PLAIN, entry: { ...ENTRY, ...change } }, ROOM), expected));
}

test("what is not held is said to be, and nothing is guessed of it", () => {
  assert.equal(chicago(LACKING, ROOM), "09VENSK99 (not in A Room).");
  assert.equal(chicago(UNKNOWN, ROOM), "09VENSK98 (could not be looked up in A Room).");
  for (const { write, name } of FORMATS) {
    const text = write([LACKING, UNKNOWN], ROOM);
    assert.ok(text.includes("09VENSK99") && text.includes("09VENSK98"), name);
    assert.ok(text.includes("Ask for it."), name);
    assert.ok(!text.includes("2009"), name);
  }
});

test("a cell that a spreadsheet would take for a formula gets an apostrophe", () => {
  const note = '=HYPERLINK("x"),\nsecond';
  assert.ok(written("csv", [{ ...PLAIN, note }]).includes(`"'=HYPERLINK(""x""),\nsecond"`));
});

test("a line of RIS has no end of a line within, so that no note can begin a field", () => {
  const lines = written("ris", [{ ...PLAIN, note: "one\nUR  - http://elsewhere" }]).split("\n");
  assert.equal(lines.filter((line) => line.startsWith("UR  - ")).length, 1);
  assert.ok(lines.includes("N1  - one UR - http://elsewhere"));
});

test("a brace or a percent in a note leaves BibTeX whole", () => {
  const text = written("bib", [{ ...PLAIN, note: "100 % } {" }]);
  assert.ok(text.includes("annote = {100 \\% \\textbraceright{} \\textbraceleft{}}"));
});

test("keys of BibTeX are unique and plain", () => {
  const items = [
    { ...LACKING, id: "a b" },
    { ...LACKING, id: "ab" },
    { ...LACKING, id: "}," },
  ];
  assert.deepEqual(
    [...written("bib", items).matchAll(/@misc\{(.*),/g)].map(([, key]) => key),
    ["ab", "abx", "cable"],
  );
});

test("without an address of the room there is none in any format", () => {
  for (const { write, name } of FORMATS) assert.ok(!write([PLAIN], { ...ROOM, url: "" }).includes("http"), name);
});
