// What people type, a line each, and how it is read.
import assert from "node:assert/strict";
import { test } from "node:test";
import { datesInEnglish } from "../../generator/search/browser/page/question/months.js";
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

for (const [language, text, wanted] of [
  ["es", "ferry 25 de enero de 2007", "ferry 25 January 2007"],
  ["es", "enero de 2007 -ferry", "January 2007 -ferry"],
  ["fr", "1er février 2007", "1 February 2007"],
  ["fr", "janv. 2007", "January 2007"],
  ["de", "25. März 2007 Hafen", "25 March 2007 Hafen"],
  ["ru-u-nu-latn", "25 января 2007 г. порт", "25 January 2007 порт"],
  ["ru-u-nu-latn", "январь 2007", "January 2007"],
  ["ar-u-nu-latn", "25 يناير 2007", "25 January 2007"],
  ["es", "marzo y 2007", "marzo y 2007"],
  ["es", "25 January 2007", "25 January 2007"],
  ["en-GB", "25 enero 2007", "25 enero 2007"],
])
  test(`a date in the language of the room: ${text}`, () => assert.equal(datesInEnglish(text, language), wanted));

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
  ["2007 January", "@2007-01-01..2007-01-31"],
  ["ferry 2007 January 25", "ferry @2007-01-25..2007-01-25"],
  ["2005 May to 2007 June", "@2005-05-01..2007-06-30"],
  ["ferry NOT (harbour reform)", "ferry -harbour -reform"],
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
  ["ferry 05/05/2007", "ferry @2007-05-05..2007-05-05"],
  ["11.11.2007", "@2007-11-11..2007-11-11"],
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
  ["cables about trafficking", "trafficking"],
  ["any cables on nuclear tests", "nuclear tests"],
  ["documents mentioning Lake Orrin", "Lake Orrin"],
  ["are there any cables that mention the ferry treaty?", "ferry treaty"],
  ["Is there a cable about the ferry?", "ferry"],
  ["show me all telegrams from Vensk about dissidents", "Vensk dissidents"],
  ["I am looking for documents regarding land reform", "land reform"],
  ["secret cables about ferries", "secret ferries"],
  ["everything about “Operation Heron”", '"Operation Heron"'],
  ["search for 'harbour reform'", '"harbour reform"'],
  ["cables sent in January 2007", "@2007-01-01..2007-01-31"],
  ["cables from 1975 to 1977 about ferries", "ferries @1975-01-01..1977-12-31"],
  ["cables about", "cables"],
  ["cables", "cables"],
  ["cable traffic", "cable traffic"],
  ["diplomatic cables", "diplomatic cables"],
  ["records of decision", "records decision"],
  ["show trials", "show trials"],
  ["REPORTS ON HARBOUR", "REPORTS ON HARBOUR"],
  ['"cables about" ferry', '"cables about" ferry'],
  ['ferry -"harbour reform"', 'ferry -"harbour reform"'],
  ['ferry NOT "harbour reform"', 'ferry -"harbour reform"'],
  ['ferry AND NOT "harbour reform"', 'ferry -"harbour reform"'],
  ['NOT "harbour reform"', '-"harbour reform"'],
  ['NOT (ferry OR "harbour reform")', '-ferry -"harbour reform"'],
  ["ferry −boat", "ferry -boat"],
  ["ferry –boat", "ferry -boat"],
  ["ferry – boat", "ferry boat"],
  ["ferry—boat", "ferry boat"],
  ["ferry || boat", "(ferry|boat)"],
  ["«harbour reform»", '"harbour reform"'],
  ["„harbour reform“", '"harbour reform"'],
  ["‚harbour reform‘", '"harbour reform"'],
  ["‹harbour reform›", '"harbour reform"'],
  ["「港湾改革」", '"港湾改革"'],
  ["``harbour reform''", '"harbour reform"'],
  ["'the embassy's view' ferry", '"the embassy\'s view" ferry'],
  ["officers' and sailors' mess", "officers sailors mess"],
  ["Côte d’Ivoire", "Côte d'Ivoire"],
  ["har\u00adbour\u200b reform", "harbour reform"],
  ["<b>harbour</b>", "b harbour"],
  ["[harbour reform]", "harbour reform"],
  ["port near Astana", "port near Astana"],
  ["George W Bush", "George W Bush"],
  ["PROGRESS WITHIN NATO", "PROGRESS WITHIN NATO"],
  ["AT&T and R&D", "AT&T R&D"],
  ["Ελλάδα нефть النفط 日本", "Ελλάδα нефть النفط 日本"],
  ["251234Z JAN 2007", "@2007-01-25..2007-01-25"],
  ["R 251234Z JAN 2007 ferry", "ferry @2007-01-25..2007-01-25"],
  ["251234Z JAN 07", "251234Z JAN 07"],
  ["25 Jan 07", "25 Jan 07"],
  ["1/25/07", "1 25 07"],
  ["25JAN07", "25JAN07"],
  ["25-Jan-2007", "@2007-01-25..2007-01-25"],
  ["25-01-2007", "@2007-01-25..2007-01-25"],
  ["2007/01/25", "@2007-01-25..2007-01-25"],
  ["2007-1-5", "@2007-01-05..2007-01-05"],
  ["Thursday, January 25, 2007", "@2007-01-25..2007-01-25"],
  ["Astana 7 July 2005", "Astana @2005-07-07..2005-07-07"],
  ["the 1970s", "@1970-01-01..1979-12-31"],
  ["ferry in the mid-1970's", "ferry @1970-01-01..1979-12-31"],
  ["the 2000s", "2000s"],
  ["2005—2007", "@2005-01-01..2007-12-31"],
  ["2005 ‑ 2007", "@2005-01-01..2007-12-31"],
  ["2005..2007", "@2005-01-01..2007-12-31"],
  ["2005–07", "@2005-01-01..2007-12-31"],
  ["2005-07", "@2005-07-01..2005-07-31"],
  ["ferry 1973-79", "ferry @1973-01-01..1979-12-31"],
  ["1975/76", "@1975-01-01..1976-12-31"],
  ["1999–01", "1999 01"],
  ["January–March 2007", "@2007-01-01..2007-03-31"],
  ["25–27 January 2007", "@2007-01-25..2007-01-27"],
  ["January 25-27, 2007", "@2007-01-25..2007-01-27"],
  ["between 25 and 27 January 2007", "@2007-01-25..2007-01-27"],
  ["from 25 January to 3 February 2007", "@2007-01-25..2007-02-03"],
  ["25 and 27 January 2007", "25 27 January 2007"],
  ["November–February 2007", "November February 2007"],
  ["ferry before:2008-01-01", "ferry @..2007-12-31"],
  ["ferry after:2006", "ferry @2007-01-01.."],
  ["State 123456, 5 Jun 75", "#75STATE123456"],
  ["1975STATE123456", "#75STATE123456"],
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
  ["ferry NOT (harbour reform)", "each one leaves a cable out"],
  ["cables about ferries", "“cables about” only asks"],
  ["25 Jan 07", "“25 Jan 07” does not tell the century"],
  ["ferry 1/25/07", "“1/25/07” does not tell the century"],
  ["R 251234Z JAN 07", "does not tell the century"],
  ["30 February 2007", "no day of the calendar"],
  ["25 and 27 January 2007", "Of several dates none"],
  ["January 2007 ferry March 2008", "Of several dates none"],
  ["ferry or boat", "as an operator it is written OR"],
  ["ferry and not boat", "as an operator it is written NOT"],
  ["?", "nothing to look for in “?”"],
  ["...", "nothing to look for in “...”"],
  ["🚢", "nothing to look for in “🚢”"],
  ["()", "nothing to look for"],
  ["AND", "nothing to look for"],
  ["OR ferry", "OR without a word before it"],
  ['-"a b" OR ferry', "OR without a word before it"],
  ["har?our", "“?” in a word"],
  ["https://example.org/aad/createpdf?rid=1", "names no cable"],
  ["harbour /5 reform", "“/5”"],
  ["harbour WITHIN 5 WORDS OF reform", "“WITHIN”"],
  ["intitle:harbour", "“intitle:” is not understood"],
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
  'ferry -"harbour reform"',
  "did he not sign the treaty?",
  "A) ferry B) boat",
  "«harb* reform»",
  "Astana 1061, 25 Jan 07",
]) {
  test(`${JSON.stringify(text)} is understood whole`, () => {
    assert.deepEqual(readQuestion(text, posts).misread, []);
  });
}

test("a text whose date became a choice asks the same when it is read again", () => {
  for (const text of ["cables from 1975 to 1977", "secret cables about ferries, January 2007", "-ferry in the 1970s"]) {
    const first = readQuestion(text, posts);
    const again = readQuestion(first.rest, posts);
    assert.deepEqual([again.must, again.any, again.none], [first.must, first.any, first.none]);
    assert.equal(again.date, "");
  }
});

test("a star in quotes is the beginning of words", () => {
  const [{ terms }] = readQuestion('"harb* reform"', posts).must;
  assert.deepEqual(terms, [
    { word: "harb", prefix: true },
    { word: "reform", prefix: false },
  ]);
});

for (const [text, undated] of [
  ["ASTANA 1061", "ASTANA 1061"],
  ["Astana cable 1061", "Astana cable 1061"],
  ["C O N F I D E N T I A L ASTANA 001061", "ASTANA 001061"],
  ["CONFIDENTIAL SECTION 01 OF 03 ASTANA 001061", "ASTANA 001061"],
]) {
  test(`of ${JSON.stringify(text)} is said that it lacks a year`, () => {
    const question = readQuestion(text, posts);
    assert.deepEqual(question.cables, []);
    assert.deepEqual(question.undated, [undated]);
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
