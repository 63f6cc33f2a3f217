// What people type, a line each, and how it is read.
import assert from "node:assert/strict";
import { test } from "node:test";
import { readQuestion } from "../../generator/search/browser/page/question/query.js";
import { table } from "./table.mjs";

const { posts } = table("cables/ids.json");

/** @param {any} item */
const shown = (item) => item.written;

/** A question in one line: words, (alternatives), -excluded, "phrases", near~n, @from..to. */
function told(/** @type {string} */ text) {
  const question = readQuestion(text, posts);
  return [
    ...question.cables.map((one) => `#${one.id}`),
    ...question.must.map(shown),
    ...question.any.map((group) => `(${group.map(shown).join("|")})`),
    ...question.none.map((item) => `-${shown(item)}`),
    ...question.near.map(({ terms, within }) => `${terms.map((term) => term.word).join("+")}~${within}`),
    question.from || question.to ? `@${question.from}..${question.to}` : "",
  ]
    .filter(Boolean)
    .join(" ");
}

for (const [text, wanted] of [
  ["harbour reform", "harbour reform"],
  ["harbour  harbour", "harbour"],
  ["“harbour reform”", '"harbour reform"'],
  ['"harbour reform"~5', "harbour+reform~5"],
  ['"harbour"~5', '"harbour"'],
  ["harb*", "harb*"],
  ["Halvania OR Lindmark", "(Halvania|Lindmark)"],
  ["ferry Halvania OR Lindmark OR Vensk", "ferry (Halvania|Lindmark|Vensk)"],
  ["Halvania or Lindmark", "Halvania Lindmark"],
  ["ferry AND treaty", "ferry treaty"],
  ["ferry NOT treaty", "ferry -treaty"],
  ["ferry AND NOT treaty", "ferry -treaty"],
  ["ferry -treaty", "ferry -treaty"],
  ['ferry -"harbour"', 'ferry -"harbour"'],
  ["-treaty", "-treaty"],
  ["(ferry OR boat) treaty", "treaty (ferry|boat)"],
  ["-(ferry OR boat) treaty", "treaty -ferry -boat"],
  ["(ferry treaty)", "ferry treaty"],
  ['"harbour reform" OR treaty', '("harbour reform"|treaty)'],
  ["anti-trafficking", "anti-trafficking"],
  ["harbour,reform", "harbour reform"],
  ["what did the embassy say about trafficking laws?", "embassy trafficking laws"],
  ["What did the embassy say about corruption in Halvania?", "embassy corruption Halvania"],
  ["the", "the"],
  ["who", "who"],
  ["WHO report", "WHO report"],
  ["the IT harbour AT", "IT harbour AT"],
  ['"the harbour"', '"the harbour"'],
  ["25 January 2007", "@2007-01-25..2007-01-25"],
  ["January 25, 2007", "@2007-01-25..2007-01-25"],
  ["25th of January 2007", "@2007-01-25..2007-01-25"],
  ["2007-01-25", "@2007-01-25..2007-01-25"],
  ["January 2007", "@2007-01-01..2007-01-31"],
  ["2007-02", "@2007-02-01..2007-02-28"],
  ["2008-02", "@2008-02-01..2008-02-29"],
  ["ferry in January 2007", "ferry @2007-01-01..2007-01-31"],
  ["ferry since January 2007", "ferry @2007-01-01.."],
  ["ferry before January 2007", "ferry @..2006-12-31"],
  ["ferry until January 2007", "ferry @..2007-01-31"],
  ["ferry after 25 January 2007", "ferry @2007-01-26.."],
  ["between January 2007 and March 2008 ferry", "ferry @2007-01-01..2008-03-31"],
  ["30 February 2007", "30 February 2007"],
  ['"25 January 2007"', '"25 January 2007"'],
  ["3/4/2007", "3 4 2007"],
  ["ferry 25/01/2007", "ferry @2007-01-25..2007-01-25"],
  ["ferry 25.1.2007", "ferry @2007-01-25..2007-01-25"],
  ["ferry 1/25/2007", "ferry @2007-01-25..2007-01-25"],
  ["31/02/2007", "31 02 2007"],
  ["E.O. 12958: DECL: 04/25/2017", "E.O 12958 DECL 04 25 2017"],
  ["ferry after 2008", "ferry @2009-01-01.."],
  ["ferry before 2008", "ferry @..2007-12-31"],
  ["ferry since 2008", "ferry @2008-01-01.."],
  ["ferries 2005-2007", "ferries @2005-01-01..2007-12-31"],
  ["from 2005 to 2007", "@2005-01-01..2007-12-31"],
  ["ferry in 2008", "ferry 2008"],
  ["harbour BUT NOT reform", "harbour -reform"],
  ["SUBJECT: harbour reform", "harbour reform"],
  ["trafficking laws in 2007", "trafficking laws 2007"],
  ["may 2007 be better", "better @2007-05-01..2007-05-31"],
  ["2007-0123", "2007-0123"],
  ["harbour 07ASTANA1061", "#07ASTANA1061 harbour"],
  ["07ASTANA1061", "#07ASTANA1061"],
  ["Embassy Astana, cable 07ASTANA1061, 25 April 2007", "#07ASTANA1061"],
  ["", ""],
  ["!!! -- *", ""],
]) {
  test(`${JSON.stringify(text)} is read as ${wanted || "nothing"}`, () => {
    assert.equal(told(text), wanted);
  });
}

for (const [text, part] of [
  ['harbour "reform', "quotation mark"],
  ["harbour )", "closing bracket"],
  ["harbour OR", "OR at the end"],
  ["harbour NOT", "NOT at the end"],
  ['ferry -"harbour reform"', "phrase after NOT"],
  ["harbour NEAR/5 reform", "NEAR/5"],
  ["harbour w/5 reform", "w/5"],
  ["TAGS: PREL", "“TAGS:” is not understood"],
  ["tag:PREL harbour", "“tag:” is not understood"],
  ["harbour~2", "“~2”"],
  ["*bour", "“*”"],
  ["(a b) OR c", "Brackets"],
  ["x ".repeat(2000), "first 2,000 characters"],
]) {
  test(`of ${JSON.stringify(text.slice(0, 30))} is said what was not understood`, () => {
    const { misread } = readQuestion(text, posts);
    assert.ok(
      misread.some((sentence) => sentence.includes(part)),
      misread.join(" "),
    );
  });
}

for (const text of [
  "harbour reform",
  "what did he say?",
  "(ferry OR boat) -treaty",
  '"a b"~5',
  "E.O. 12958",
  "AT&T",
  "it's",
]) {
  test(`${JSON.stringify(text)} is understood whole`, () => {
    assert.deepEqual(readQuestion(text, posts).misread, []);
  });
}

test("no text makes reading a question fail, or take long", () => {
  const pieces = [
    '"',
    "(",
    ")",
    "OR",
    "NOT",
    "-",
    "~5",
    "*",
    "07 ASTANA",
    "¶4",
    "January",
    "2007",
    "\u00e9",
    "🚢",
    "a",
    " ",
  ];
  const started = performance.now();
  for (let seed = 1; seed < 3000; seed += 1) {
    let text = "";
    for (let at = 0, state = seed; at < 12; at += 1) {
      state = (state * 48271) % 2147483647;
      text += pieces[state % pieces.length] + (state % 3 ? " " : "");
    }
    const question = readQuestion(text, posts);
    for (const item of question.must) assert.ok(item.terms.length);
  }
  assert.ok(performance.now() - started < 10_000);
});
