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
    question.level && `[${question.level}]`,
    ...question.near.map(({ terms, within }) => `${terms.map((term) => term.word).join("+")}~${within}`),
    question.from || question.to ? `@${question.from}..${question.to}` : "",
  ]
    .filter(Boolean)
    .join(" ");
}

for (const [text, wanted] of [
  ["ferry 25 de enero de 2007", "ferry 25 January 2007"],
  ["enero de 2007 -ferry", "January 2007 -ferry"],
  ["la primera semana de mayo de 2007", "the first week of May 2007"],
  ["1er février 2007", "1 February 2007"],
  ["fevrier 2007", "February 2007"],
  ["janv. 2007", "January 2007"],
  ["du 7 au 13 mai 2007", "from 7 to 13 May 2007"],
  ["25. März 2007 Hafen", "25 March 2007 Hafen"],
  ["nach dem 12. Mai 2007", "after 12 May 2007"],
  ["25 января 2007 г. порт", "25 January 2007 порт"],
  ["в январе 2007 года", "in January 2007"],
  ["25 يناير 2007", "25 January 2007"],
  ["25 كانون الثاني 2007", "25 January 2007"],
  ["desde enero de 2010 hasta marzo de 2010", "from January 2010 until March 2010"],
  ["depuis 2009", "since 2009"],
  ["marzo y 2007", "marzo y 2007"],
  ["visite à Paris 2007", "visite à Paris 2007"],
  ["in a 2007 cable", "in a 2007 cable"],
  ["25 January 2007", "25 January 2007"],
])
  test(`a date in another language: ${text}`, () => assert.equal(datesInEnglish(text), wanted));

for (const [text, wanted] of [
  ["harbour reform", "harbour reform"],
  ["harbour  harbour", "harbour"],
  ["“harbour reform”", '"harbour reform"'],
  ['"the harbour . . . and the quay"', '"the harbour" "and the quay"'],
  ['"[T]he harbour [of Vensk] was … closed"', '"The harbour" "was" "closed"'],
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
  ["THE FERRY WOULD NOT SAIL TO VENSK", "FERRY SAIL VENSK"],
  ["WHO NOT FERRY", "WHO -FERRY"],
  ["FERRY OR BOAT NOT TREATY", "(FERRY|BOAT) -TREATY"],
  ["the IT harbour AT", "IT harbour AT"],
  ['"the harbour"', '"the harbour"'],
  ["25 January 2007", "@2007-01-25..2007-01-25"],
  ["mid-January 2007", "@2007-01-01..2007-01-31"],
  ["late January 2007 ferry", "ferry @2007-01-01..2007-01-31"],
  ["25 - 27 January 2007", "@2007-01-25..2007-01-27"],
  ["January 25 – 27, 2007", "@2007-01-25..2007-01-27"],
  ["ferry December 2006/January 2007", "ferry @2006-12-01..2007-01-31"],
  ["2007-01-25/2007-02-03", "@2007-01-25..2007-02-03"],
  ["2Q 2005", "@2005-04-01..2005-06-30"],
  ["cables dated between 1 May 2005 and 3 May 2005 about goats", "goats @2005-05-01..2005-05-03"],
  ["goats||boats", "(goats|boats)"],
  ["I'd like to know who owns it, don't we", "owns"],
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
  ["secret cables about ferries", "ferries [SECRET]"],
  ["Secret cables from Vensk", "Vensk [SECRET]"],
  ["find all top secret telegrams on the ferry", "ferry [TOP SECRET]"],
  ["UNCLASSIFIED", "[UNCLASSIFIED]"],
  ["SECRET//NOFORN", "NOFORN [SECRET]"],
  ["level:confidential ferry", "ferry [CONFIDENTIAL]"],
  ["secret meeting", "secret meeting"],
  ["the ferry was secret", "ferry secret"],
  ['"secret cables" ferry', '"secret cables" ferry'],
  ["ferry NOT secret cables", "ferry cables -secret"],
  ["ferry -secret cables", "ferry cables -secret"],
  ["who reported on the ferry?", "ferry"],
  ["which cables mention goats?", "goats"],
  ["What happened at Vensk", "Vensk"],
  ["report on goats", "report goats"],
  ["cables signed by Mareth", "Mareth"],
  ["I want to know about goats", "goats"],
  ["2,400 hectares", "2400 hectares"],
  ['"1,234,567 goats"', '"1234567 goats"'],
  ["goats,reform 12,34", "goats reform 12 34"],
  ["ferry within 5 words of treaty", "ferry+treaty~5"],
  ["ferry NEAR/3 treaty", "ferry+treaty~3"],
  ["goats ferry w/9 treaty", "goats ferry+treaty~9"],
  ["within 5 words", "within 5 words"],
  ["har*our -tr?aty", "har* -tr*"],
  ["ｆｅｒｒｙ ٢٠٠٧", "ferry 2007"],
  ["NOT 07ASTANA1061", "-07ASTANA1061"],
  ["ferry -07 Astana 1061", "ferry -07ASTANA1061"],
  ["07ASTANA1061 OR 07VENSK12", "#07ASTANA1061 #07VENSK12"],
  ["07ASTANA10*", "07ASTANA10*"],
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
  ["251234Z JAN 07", "@2007-01-25..2007-01-25"],
  ["R 121505Z MAY 75", "@1975-05-12..1975-05-12"],
  ["2007-04-25T10:24:00Z", "@2007-04-25..2007-04-25"],
  ["ferry 2007-04-25 10:24", "ferry @2007-04-25..2007-04-25"],
  ["2007-13-01", "2007-13-01"],
  ["32 March 2007", "32 March 2007"],
  ["25. April 2007", "@2007-04-25..2007-04-25"],
  ["the 25th of April 2007", "@2007-04-25..2007-04-25"],
  ["between March and May 2007", "@2007-03-01..2007-05-31"],
  ["between 14 March and 22 March 2005", "@2005-03-14..2005-03-22"],
  ["goats and May 2007", "goats @2007-05-01..2007-05-31"],
  ["Q3 2008", "@2008-07-01..2008-09-30"],
  ["ferry in the third quarter of 2008", "ferry @2008-07-01..2008-09-30"],
  ["2007 H2", "@2007-07-01..2007-12-31"],
  ["first half of 2007", "@2007-01-01..2007-06-30"],
  ["third half of 2007", "third half 2007"],
  ["prior to 2006", "@..2005-12-31"],
  ["no later than 2003", "@..2003-12-31"],
  ["not earlier than May 2003", "@2003-05-01.."],
  ["later than 2008", "@2009-01-01.."],
  ["ferry on or before 22 March 2005", "ferry @..2005-03-22"],
  ["ferry by 22 March 2005", "ferry @..2005-03-22"],
  ["22 March 2005 onwards", "@2005-03-22.."],
  ["from 2005 onwards", "@2005-01-01.."],
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
  ["November–February 2007", "@2007-11-01..2007-02-28"],
  ["S//NF cables about the harbour", "NOFORN harbour [SECRET]"],
  ["(C/NF) the harbour", "NOFORN harbour [CONFIDENTIAL]"],
  ["S/WCI report", "S WCI report"],
  ["L.O.U. cables", "[LIMITED OFFICIAL USE]"],
  ["we seek copies of all records relating to the harbour", "harbour"],
  ["week of 12 May 2007", "@2007-05-07..2007-05-13"],
  ["the week of Sunday, May 13, 2007", "@2007-05-13..2007-05-19"],
  ["week ending 12 May 2007 ferry", "ferry @2007-05-06..2007-05-12"],
  ["week beginning 12 May 2007", "@2007-05-12..2007-05-18"],
  ["in the second week of May 2007", "@2007-05-08..2007-05-14"],
  ["last week of February 2007", "@2007-02-22..2007-02-28"],
  ["week of May 2007", "@2007-05-01..2007-05-31"],
  ["20070125", "@2007-01-25..2007-01-25"],
  ["ferry 01/2007", "ferry @2007-01-01..2007-01-31"],
  ["TAGS: PREL", "PREL"],
  ["RE: FW: ferry treaty", "ferry treaty"],
  ["harbour re-\nform", "harbour re-form"],
  ["harbour%20reform", "harbour reform"],
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
  ["25JAN07", "does not tell the century"],
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
  ["har?our", "“?” within a word"],
  ["tr*ty", "tr* was looked for"],
  ["h?our", "h was looked for"],
  ["November–February 2007 and May 2008", "Of several dates none"],
  ["2007-13-01", "no day of the calendar"],
  ["0 April 2007", "no day of the calendar"],
  ["https://example.org/aad/createpdf?rid=1", "names no cable"],
  ["harbour /5 reform", "“/5”"],
  ['"harbour reform" WITHIN 5 ferry', "“WITHIN”"],
  ["intitle:harbour", "“intitle:” is not understood"],
  ['"harbour reform" NEAR/5 ferry', "NEAR/5"],
  ["harbour NEAR reform", "“NEAR”"],
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
    assert.deepEqual(
      question.undated.map(({ written }) => written),
      [undated],
    );
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
