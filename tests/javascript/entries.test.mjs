// Which file has an identifier: the same table as tests/pages/test_entries.py.
import assert from "node:assert/strict";
import { test } from "node:test";
import { crc32, fileOf } from "../../generator/search/browser/list/entries.js";
import { table } from "./table.mjs";

for (const [id, files, number] of table("pages/entries.json")) {
  test(`of ${files} files number ${number} has ${JSON.stringify(id)}`, () => assert.equal(fileOf(id, files), number));
}

test("the check is that of the standard", () => assert.equal(crc32("123456789"), 0xcbf43926));
