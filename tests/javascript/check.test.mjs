// What a manuscript says of the cables it names, and how dates, numbers and quotations are held against them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { readManuscript } from "../../generator/search/browser/check/manuscript.js";
import { misfit, notYet } from "../../generator/search/browser/check/numbers.js";
import { isLikeTitle, isTitle, lookFor, placedWords } from "../../generator/search/browser/check/quotations.js";

const posts = { codes: ["PORTOSTREL", "LINDEMAR"], names: {} };

/** A manuscript; of each cable: its identifier, the first days of the dates beside it, what is quoted beside it. */
const MANUSCRIPTS = /** @type {const} */ ([
  ["“A Fair in Velm,” 07PORTOSTREL31, April 25, 2007.", "07PORTOSTREL31 | 2007-04-25 | A Fair in Velm,"],
  [
    "07PORTOSTREL31, “A Fair,” 25 April 2007; 09LINDEMAR4, “Salt in the Wells,” 5 May 2009.",
    "07PORTOSTREL31 | 2007-04-25 | A Fair, / 09LINDEMAR4 | 2009-05-05 | Salt in the Wells,",
  ],
  [
    "The post called it “a fair of the usual kind” (07PORTOSTREL31). Others spoke of “salt in the wells” (09LINDEMAR4).",
    "07PORTOSTREL31 |  | a fair of the usual kind / 09LINDEMAR4 |  | salt in the wells",
  ],
  [
    "12. Portostrel 31, April 25, 2007.\n13. Lindemar 4, May 5, 2009.",
    "07PORTOSTREL31 | 2007-04-25 |  / 09LINDEMAR4 | 2009-05-05 | ",
  ],
  ["07PORTOSTREL31, April 2007, accessed 5 May 2020.", "07PORTOSTREL31 | 2007-04-01 | "],
  ["07PORTOSTREL31, 25 April 2007.\n\n“It rained,” said 07PORTOSTREL31.", "07PORTOSTREL31 | 2007-04-25 | It rained,"],
  [
    "07PORTOSTREL31 “It rained. It did. So it\nwent on” that day",
    "07PORTOSTREL31 |  | It rained. It did. So it went on",
  ],
  ["Nothing of the kind, 25 April 2007.", ""],
]);

for (const [text, wanted] of MANUSCRIPTS) {
  test(`what is said in ${JSON.stringify(text)}`, () => {
    const { claims } = readManuscript(text, posts);
    const told = claims.map(({ id, dates, quotes }) =>
      [
        id,
        dates
          .flat()
          .map(({ from }) => from)
          .join(" "),
        quotes.map(({ words }) => words).join("; "),
      ].join(" | "),
    );
    assert.equal(told.join(" / "), wanted);
  });
}

test("a quotation that may be of either of two cables is with both", () => {
  const { claims } = readManuscript("07PORTOSTREL31 “salt in the wells” 09LINDEMAR4", posts);
  assert.deepEqual(
    claims.map(({ quotes }) => quotes),
    [[{ words: "salt in the wells", other: "09LINDEMAR4" }], [{ words: "salt in the wells", other: "07PORTOSTREL31" }]],
  );
});

test("an item without a year takes its neighbour's and says so; without any neighbour it is told", () => {
  const { claims } = readManuscript("REF: A) 07 PORTOSTREL 31 B) LINDEMAR 4", posts);
  assert.deepEqual(
    claims.map(({ id, yearFrom }) => [id, yearFrom]),
    [
      ["07PORTOSTREL31", ""],
      ["07LINDEMAR4", "07PORTOSTREL31"],
    ],
  );
  assert.deepEqual(readManuscript("REF: LINDEMAR 4", posts), { claims: [], undated: ["LINDEMAR 4"] });
});

test("a manuscript of a million letters is read in seconds", () => {
  const text = "The post called it “a fair of the usual kind” (07PORTOSTREL31, 25 April 2007). It rained. ".repeat(
    11_000,
  );
  const begin = process.cpuUsage().user;
  const { claims } = readManuscript(text, posts);
  assert.equal(claims[0].quotes.length, 11_000);
  assert.ok(process.cpuUsage().user - begin < 30e6);
});

const text = placedWords([
  { anchor: "p1", text: "1 The wells' salt wasn’t new, the mayor said; the anti-dust office agreed." },
  { anchor: "p2", text: "It rained on the 3rd of April, and the fair of the town went on." },
]);

/** Words in quotation marks; the paragraph that has them, or else the nearest words, those of the cable's own in brackets. */
const QUOTATIONS = /** @type {const} */ ([
  ["the wells’ salt wasn't new", "p1"],
  ["The mayor said … the anti-dust office agreed", "p1"],
  ["[T]he mayor said; the anti dust office agreed", "p1"],
  ["the mayor said [in May] the anti-dust office agreed", "p1"],
  ["office agreed. It rained on the 3rd", "p1"],
  ["the fair of the town went on", "p2"],
  ["the fair of the city went on", "p2: the fair of the [town] went on"],
  ["the fair went on … the mayor said", "p2: the fair [of] the [town] went on"],
  ["nothing of the kind was ever heard", ""],
  ["salt water", ""],
]);

for (const [quoted, wanted] of QUOTATIONS) {
  test(`where ${JSON.stringify(quoted)} stands`, () => {
    const { isThere, anchor, nearest } = lookFor(quoted, text);
    const words = nearest.map((one) => (one.isOther ? `[${one.text}]` : one.text) + one.gap).join("");
    assert.equal(isThere ? anchor : words && `${anchor}: ${words}`, wanted);
  });
}

/** Words in quotation marks, a title; whether they are the title, or like it. */
const TITLES = /** @type {const} */ ([
  ["A Fair in Velm,", "A Fair in Velm", true, true],
  ["a fair in velm: the third day", "A Fair in Velm: The Third Day of It", true, true],
  ["A Fair", "A Fair in Velm", false, false],
  ["A Fair at Velm", "A Fair in Velm", false, true],
  ["Salt in the Wells", "A Fair in Velm", false, false],
  ["", "A Fair in Velm", false, false],
]);

for (const [quoted, title, is, isLike] of TITLES) {
  test(`whether ${JSON.stringify(quoted)} is the title ${JSON.stringify(title)}`, () => {
    assert.deepEqual([isTitle(quoted, title), isLikeTitle(quoted, title)], [is, isLike]);
  });
}

/** A number of 2007; the days of its date; what is said. The post sent 40 to 60 in March and 300 in September. */
const NUMBERS = /** @type {const} */ ([
  [50, "2007-03-05", "2007-03-05", ""],
  [70, "2007-04-01", "2007-04-30", ""],
  [70, "2007-02-20", "2007-02-20", ""],
  [70, "2007-01-20", "2007-01-20", "Portostrel sent number 40 in March 2007, so number 70 came later than that date."],
  [
    50,
    "2007-07-01",
    "2007-07-31",
    "Portostrel sent number 60 in March 2007 already, so number 50 came earlier than that date.",
  ],
  [5_000, "2007-12-24", "2007-12-24", ""],
  [
    5_000,
    "2007-06-24",
    "2007-06-24",
    "Portostrel sent number 300 in September 2007, so number 5,000 came later than that date.",
  ],
  [310, "2008-01-10", "2008-01-10", ""],
  [310, "2008-06-10", "2008-06-10", "A number of 2007 is given in 2007: posts begin anew with 1 each January."],
  [310, "2006-06-10", "2006-06-10", "A number of 2007 is given in 2007: posts begin anew with 1 each January."],
  [310, "2031-06-10", "2031-06-10", "That day has not come yet."],
]);

for (const [serial, from, to, wanted] of NUMBERS) {
  test(`number ${serial} of 2007 beside ${from}`, () => {
    const sent = /** @type {[number, number, number][]} */ ([
      [3, 40, 60],
      [9, 300, 300],
    ]);
    const said = misfit(serial, { year: 2007, post: "Portostrel" }, { from, to }, sent, new Date("2026-01-01"));
    assert.equal(said, wanted);
  });
}

test("nothing is said of a post that the room knows nothing of", () => {
  const date = { from: "2007-01-02", to: "2007-01-02" };
  assert.equal(misfit(99_999, { year: 2007, post: "Portostrel" }, date, [], new Date("2026-01-01")), "");
});

test("a cable of a year to come cannot have been sent", () => {
  assert.equal(notYet(2026, new Date("2026-01-01")), "");
  assert.equal(notYet(2027, new Date("2026-01-01")), "No cable of 2027 can have been sent yet.");
});
