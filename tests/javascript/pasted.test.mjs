// Identifiers anywhere in what is pasted: each once and in order, with its paragraph, and what is left to search for.
import assert from "node:assert/strict";
import { test } from "node:test";
import { findCables } from "../../generator/search/browser/page/question/pasted.js";
import { table } from "./table.mjs";

const known = table("cables/ids.json").posts;
const posts = {
  codes: [...known.codes, "PARIS", "MADRID", "SHENYANG", "RIYADH", "PORTOSTREL", "CASABLANCA"],
  names: { ...known.names, CASA: "CASABLANCA", EMBASSYINFRANCE: "PARIS" },
};

/** Text; identifiers, each with "#p4" for a paragraph and "<ID" for a year that is the neighbour's; the rest. */
const CASES = /** @type {const} */ ([
  ["07PARIS306", "07PARIS306", ""],
  ["(07 Paris 306)", "07PARIS306", ""],
  ["cable 07PARIS306", "07PARIS306", ""],
  ["07PARIS306 ¶4", "07PARIS306#p4", ""],
  ["07PARIS306, para 4", "07PARIS306#p4", ""],
  ["07PARIS306, paragraph 2.3.", "07PARIS306#p2.3", ""],
  ["¶ 4 of 07PARIS306", "07PARIS306#p4", ""],
  ["07PARIS306#p4b", "07PARIS306#p4b", ""],
  ["https://example.org/room/cable/2007/paris/07PARIS306.html#p4", "07PARIS306#p4", ""],
  ["see https://example.org/room/cable/2007/paris/07PARIS306.html?hl=reform#p4.", "07PARIS306#p4", ""],
  ["https://example.org/cable.php?id=07PARIS306", "07PARIS306", ""],
  ["cable/2007/paris/07PARIS306.txt", "07PARIS306", ""],
  ["Paris 306, January 25, 2007", "07PARIS306", ""],
  ["Paris 306, 25 January 2007", "07PARIS306", ""],
  ["Embassy Paris, cable 07PARIS306, 25 January 2007", "07PARIS306", ""],
  ["U.S. Embassy Paris, 07PARIS306, January 25, 2007", "07PARIS306", ""],
  ["Telegram 306 from Paris, January 25, 2007", "07PARIS306", ""],
  ["Telegram 306 from Paris, January 25, 2007.", "07PARIS306", ""],
  ["telegram no. 306 from Rio de Janeiro, Jan. 25, 1967", "67RIODEJANEIRO306", ""],
  ["Telegram 306 From the Embassy in France to the Department of State, January 25, 1967", "67PARIS306", ""],
  ["Telegram 306 to Paris, January 25, 2007", "", "Telegram 306 to Paris, January 25, 2007"],
  [
    "U.S. Embassy Paris, “A Quiet Engagement,” 07PARIS306, January 25, 2007",
    "07PARIS306",
    "U.S. Embassy Paris, “A Quiet Engagement,”",
  ],
  ["REF: A) 09 MADRID 440, B) MADRID 869", "09MADRID440 09MADRID869<09MADRID440", ""],
  ["A) 09 MADRID 440, B) MADRID 869", "09MADRID440 09MADRID869<09MADRID440", ""],
  ["REF: A. MADRID 869 B. 09 MADRID 440", "09MADRID869<09MADRID440 09MADRID440", ""],
  ["REF: A. 09 MADRID 440 B. 09 MADRID 869", "09MADRID440 09MADRID869", ""],
  [
    "REFS: (A) 06 ASTANA 368 (B) 05 PORT OSTREL 108 (C) MADRID 12",
    "06ASTANA368 05PORTOSTREL108 05MADRID12<05PORTOSTREL108",
    "",
  ],
  ["Ref: A) 2005 STATE 51270; B) 05LINDEMAR488 AND PREVIOUS", "05STATE51270 05LINDEMAR488", ""],
  ["REF: A. 06 ASTANA 368 (NOTAL), B. 05 LINDEMAR 488", "06ASTANA368 05LINDEMAR488", ""],
  ["REF: 06\n  ASTANA 368", "06ASTANA368", ""],
  ["05 state 201650, 07 tehran 002163", "05STATE201650 07TEHRAN2163", ""],
  ["09RIYADH 1302 and 10SHENYANG 003", "09RIYADH1302 10SHENYANG3", ""],
  ["05 CASA 1220", "05CASABLANCA1220", ""],
  ["ASTANA (07) 1061 and 07ASTANA1061", "07ASTANA1061", ""],
  ["07ASTANA1061_a", "07ASTANA1061", ""],
  ["07QQQZ17 and 06ASTANA368", "07QQQZ17 06ASTANA368", ""],
  ["REF: ASTANA 368", "", "REF: ASTANA 368"],
  ["corruption 07PARIS306", "07PARIS306", "corruption"],
  [
    "As 06ASTANA368 has it, the harbour reform failed; see also 07 Astana 1061.",
    "06ASTANA368 07ASTANA1061",
    "As has it, the harbour reform failed;",
  ],
  ["Dear Sir, I look for 07 Paris 306 on reform.", "07PARIS306", "Dear Sir, I look for on reform."],
  ["what did the embassy say about laws in 2007?", "", "what did the embassy say about laws in 2007?"],
  ["State 2007", "", "State 2007"],
  ["ferry treaty 1975", "", "ferry treaty 1975"],
  ["in Paris 306 people died", "", "in Paris 306 people died"],
  ["E.O. 12958", "", "E.O. 12958"],
  ["Astana", "", "Astana"],
  ["1061", "", "1061"],
  ["25 January 2007", "", "25 January 2007"],
  ["20KM30 of road", "", "20KM30 of road"],
  ["07-PARIS-306", "07PARIS306", ""],
  ["07_Paris_306", "07PARIS306", ""],
  ["07.PARIS.000306", "07PARIS306", ""],
  ["25-Jan-07", "", "25-Jan-07"],
  ["25JAN07", "", "25JAN07"],
  ["07PARIS306/07MADRID869", "07PARIS306 07MADRID869", ""],
  ["07 Paris 306 (S)", "07PARIS306", ""],
  ["07PARIS306's", "07PARIS306", ""],
  ["Canonical ID: 07PARIS306_a", "07PARIS306", ""],
  ["Paris no. 306, 25.1.2007", "07PARIS306", ""],
  ["Paris cable no. 306, January 25, 2007", "07PARIS306", ""],
  ["Paris 306, 25 Jan 07", "07PARIS306", ""],
  ["Telegram 306 from Paris, 1/25/07", "07PARIS306", ""],
  ["Telegram 306, Paris, January 25, 2007", "07PARIS306", ""],
  ["Tel. 306, Paris to State, June 5, 1975", "75PARIS306", ""],
  ["Embtel 306 (Paris), June 5, 1975", "75PARIS306", ""],
  ["SECTION 01 OF 03 PARIS 000306", "", "SECTION 01 OF 03 PARIS 000306"],
  ["Paris 7 July 2005", "", "Paris 7 July 2005"],
  ["Paris 7, 8 July 2005", "05PARIS7", ""],
  ["07 Paris 7, July 2007", "07PARIS7", ""],
  ["Madrid 5 Jun. 75", "", "Madrid 5 Jun. 75"],
  ["$100 million", "", "$100 million"],
  ["", "", ""],
  ["reftel A 07 Paris 306", "07PARIS306", ""],
  ["07PARIS306 ¶¶ 2-4", "07PARIS306#p2", ""],
  ["paras 2 and 3 of 07PARIS306", "07PARIS306#p2", ""],
  ["07 PARIS 306 AND 307", "07PARIS306 07PARIS307<07PARIS306", ""],
  ["Paris 306 and 307, January 25, 2007", "07PARIS306<07PARIS307 07PARIS307", ""],
  ["07PARIS306 and 12 judges", "07PARIS306", "12 judges"],
  ["07PARIS306 and 7 May", "07PARIS306", "7 May"],
  ["Telegram 306 From the Consulate General in Shenyang to Paris, May 12, 1975, 1505Z", "75SHENYANG306", ""],
  ["Embassy Paris to State, Telegram 306, May 12, 1975", "75PARIS306", ""],
  ["Paris to State 306, May 12, 1975", "75PARIS306", ""],
  ["[12] 07PARIS306", "07PARIS306", ""],
  ["12. Paris 306, 25 January 2007", "07PARIS306", ""],
  ["07PARIS_306", "07PARIS306", ""],
  ["Paris 306, 1/2/2007", "07PARIS306", ""],
  ["Paris 306, 1/2/07", "07PARIS306", ""],
  ["Paris 306, 25 January 2007 (Confidential)", "07PARIS306", ""],
  ["07PARIS306, paras. 3, 5 and 7", "07PARIS306#p3", ""],
  ["07PARIS306, para 3, 07 MADRID 5", "07PARIS306#p3 07MADRID5", ""],
  ["Telegram 306 From Paris to the Department of State, Paris, January 25, 2007, 1024Z", "07PARIS306", ""],
]);

for (const [text, wanted, rest] of CASES) {
  test(`${JSON.stringify(text)} names ${wanted || "no cable"}`, () => {
    const found = findCables(text, posts);
    const named = found.cables.map(
      (one) => one.id + (one.anchor && `#${one.anchor}`) + (one.yearFrom && `<${one.yearFrom}`),
    );
    assert.equal(named.join(" "), wanted);
    assert.equal(found.rest, rest);
  });
}

test("a reference without any year is given back as it is written", () => {
  assert.deepEqual(findCables("REF: ASTANA 0368", posts).undated, [
    { written: "ASTANA 0368", post: "ASTANA", serial: "368" },
  ]);
});

test("a long letter is read in time linear to its length", () => {
  const letter = "The ferry to Astana left at 10 with 306 people, as Paris said in A. B. and C. of the note. ".repeat(
    2000,
  );
  const started = performance.now();
  const found = findCables(`${letter} 07PARIS306`, posts);
  assert.deepEqual(
    found.cables.map((one) => one.id),
    ["07PARIS306"],
  );
  assert.ok(performance.now() - started < 2000);
});
