// Identifiers in the box: the same table as tests/cables/test_ids.py, and spellings that readers alone use.
import assert from "node:assert/strict";
import { test } from "node:test";
import { idsIn } from "../../generator/search/browser/list/where.js";
import { address } from "../../generator/search/browser/page/question/ids.js";
import { findCables } from "../../generator/search/browser/page/question/pasted.js";
import { table } from "./table.mjs";

const { posts, everywhere, in_the_box_alone } = table("cables/ids.json");

for (const [printed, id] of [...everywhere, ...in_the_box_alone]) {
  test(`${JSON.stringify(printed.slice(0, 60))} is read as ${id}`, () => {
    const { cables, rest } = findCables(printed, posts);
    assert.deepEqual(
      cables.map((one) => one.id),
      id ? [id] : [],
    );
    if (id) assert.equal(rest, "");
  });
}

for (const words of ["trafficking", "ferry treaty 1975", "the 12 cranes", "Astana", "1061", "E.O. 12958"]) {
  test(`${words} is no identifier`, () => {
    assert.deepEqual(findCables(words, posts).cables, []);
  });
}

for (const [id, place] of [
  ["07ASTANA1061", "cable/2007/astana/07ASTANA1061.html"],
  ["79TEHRAN8980", "cable/1979/tehran/79TEHRAN8980.html"],
  ["59QQQZ17", "cable/1959/qqqz/59QQQZ17.html"],
  ["07 ASTANA 1061", null],
  ["../secret", null],
]) {
  test(`the address of ${id} is ${place}`, () => {
    assert.equal(address(id ?? ""), place);
  });
}

test("identifiers are found whatever stands between them", () => {
  assert.deepEqual(idsIn("07VENSK12, 2007 vensk 0013;06LINDEMAR5\n07VENSK0 VENSK 7"), [
    "07VENSK12",
    "07VENSK13",
    "06LINDEMAR5",
  ]);
});
