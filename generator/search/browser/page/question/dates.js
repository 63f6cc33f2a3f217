// Dates as people write them -> days. Two different numbers up to twelve (3/4/2007) are a day in one country and another in the next: no
// date. Nor is one whose year has two digits: it does not tell the century, but for that of a telegram, as in its identifier. A year alone is a word to look for, but where it is
// the beginning or the end of a time (before 2008, 2005-2007); a decade (1970s) is a time.

import { say } from "../../words.js";
import { writtenYear } from "./ids.js";

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
export const MONTH =
  "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
const YEAR = "(?:19|20)\\d\\d";
const DAY = "\\d{1,2}(?:st|nd|rd|th|\\.)?";
// The same number twice (5/5/2007) is one day everywhere.
const SAME = MONTHS.map((_, at) => (at < 9 ? `0?${at + 1}` : `${at + 1}`))
  .map((one) => `${one}[-./]${one}`)
  .join("|");
const TIME = "(?:[ZOPR] )?(?:0[1-9]|[12]\\d|3[01])[0-2]\\d[0-5]\\dZ ?"; // day, hour and minute of a telegram

/** A date in running text: the pattern of `readDate`, as text for larger patterns; it has no groups. */
export const DATE = [
  `${TIME}${MONTH}\\.? ?(?:${YEAR}|\\d\\d(?!\\d))`,
  `${DAY}(?:[ -](?:of )?)?${MONTH}\\.?,?[ -]?${YEAR}`,
  `${MONTH}\\.? ${DAY},? ${YEAR}`,
  `${MONTH}\\.?,? (?:of )?${YEAR}`,
  `${YEAR},? ${MONTH}(?: ${DAY}(?! ?(?:${MONTH}|\\d)))?`,
  `${YEAR}[-/.]\\d{1,2}[-/.]\\d{1,2}(?:[T ]\\d\\d:\\d\\d(?::\\d\\d)?Z?)?(?!\\d)`,
  `${YEAR}-(?:0[1-9]|1[0-2])(?![-\\d])`,
  `(?:1[3-9]|2\\d|3[01])[-./](?:0?[1-9]|1[0-2])[-./]${YEAR}`,
  `(?:0?[1-9]|1[0-2])/(?:1[3-9]|2\\d|3[01])/${YEAR}`,
  `(?:${SAME})[-./]${YEAR}`,
].join("|");

const SHORT = [
  `${DAY}[ -]?${MONTH}\\.?,?[ -]?['’]?\\d\\d`,
  `${MONTH}\\.? ${DAY}(?:, ?['’]?| ?['’])\\d\\d`,
  `${MONTH}\\.?,? ['’]\\d\\d`,
  "(?:1[3-9]|2\\d|3[01])[-./](?:0?[1-9]|1[0-2])[-./]\\d\\d",
  "(?:0?[1-9]|1[0-2])/(?:1[3-9]|2\\d|3[01])/\\d\\d",
].join("|");
/** A date whose year has two digits; without groups. */
export const SHORT_DATE = `(?:${SHORT})(?!['’]?[\\p{L}\\p{N}]|[-/.:]\\d)`;

/** A year behind a word that is no English month, and none that often stands before a year: months.js may know it. */
export const FOREIGN_YEAR = new RegExp(
  `(?<![\\p{L}\\p{N}])(?!(?:${MONTH}|in|of|to|and|or|from|since|before|after|until|by|the)(?!\\p{L}))\\p{L}+\\.?,?\\s+${YEAR}(?!\\d)`,
  "iu",
);

/**
 * The first and the last day that a date means, the same for a single day; null when there is no such day.
 * @param {string} text a match of DATE
 * @returns {{ from: string, to: string } | null}
 */
export function readDate(text) {
  const year = /(?:19|20)\d\d(?!\d|Z)/.exec(text)?.[0] ?? String(writtenYear(text.slice(-2)) || "");
  const named =
    /[a-z]{3,}/i
      .exec(text.replace(/\bof\b|(?<=\d{6})Z/i, ""))?.[0]
      .slice(0, 3)
      .toLowerCase() ?? "";
  const numbers =
    text
      .replace(/(\d\d)\d{4}Z/i, "$1 ")
      .replace(year, "")
      .match(/\d+/g) ?? [];
  if (!named && !numbers.length && year) return { from: `${year}-01-01`, to: `${year}-12-31` };
  if (!named && !/^\d{4}/.test(text) && Number(numbers[0]) > 12) numbers.reverse();
  const month = named ? MONTHS.indexOf(named) + 1 : Number(numbers.shift());
  const day = numbers.length ? Number(numbers[0]) || 99 : 0;
  const days = new Date(Date.UTC(Number(year), month, 0)).getUTCDate();
  if (!year || !month || month > 12 || day > days) return null;
  const iso = (/** @type {number} */ one) =>
    `${year}-${String(month).padStart(2, "0")}-${String(one).padStart(2, "0")}`;
  return day ? { from: iso(day), to: iso(day) } : { from: iso(1), to: iso(days) };
}

const BEFORE = "(?<![\\p{L}\\p{N}/.-]|DECL:?\\s*)";
const AFTER = "(?![\\p{L}\\p{N}/-])";
const SPAN = "\\s*(?:to|until|till|and|through|\\.{2,3}|[-–—…/])\\s*";
const DASH = "(?:\\s+(?:to|until|till|through)\\s+|\\s*[-–—]\\s*)";
const WEEKDAY = "(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\\s+)?";
const PART = "(?:(?:early|mid|late)[ -])?";
const SENT = "(?:(?:dated|sent|written|signed)\\s+)?";
const LIMIT =
  "(?:since|until|till|before|after|by|up to|prior to|on or (?:before|after)|(?:not? )?(?:earlier|later) than|from(?=.* onwards?(?!\\p{L})))";
const ORDER = ["first", "second", "third", "fourth"];
const PIECE = `(?:Q[1-4]|[1-4]Q|H[12]|(?:${ORDER.join("|")}|1st|2nd|3rd|4th) (?:quarter|half))`;
// What begins a time and leaves out what its end says: January–March 2007, 25 January to 3 February 2007, 25–27 January 2007.
const BEGINNING = [
  `(?<part>${DAY} ${MONTH}|${MONTH}\\.? ${DAY}|${MONTH}\\.?)(?:${DASH}|(?<=between .*) and )`,
  `(?<day>${DAY})(?:${DASH}|(?<=between .*) and )(?=${DAY} ${MONTH})`,
].join("|");
const FORM = new RegExp(
  [
    `${BEFORE}(?:(?:in|during|for) )?(?:the )?(?:(?<nth>${ORDER.join("|")}|last) week (?:of|in)|week (?<week>of|beginning|starting|ending)(?: on)?|week from) (?:the )?${WEEKDAY}(?<at>${DATE})${AFTER}`,
    `${BEFORE}${SENT}(?:(?:from|between|in)\\s+)?(?:${BEGINNING})(?<end>${DATE})${AFTER}`,
    `${BEFORE}${SENT}(?:on\\s+)?(?<named>${MONTH}\\.?) (?<early>${DAY})\\s*[-–—]\\s*(?<late>${DAY},? ${YEAR})${AFTER}`,
    `${BEFORE}${SENT}(?:(?<how>${LIMIT}|from|between|in|on)(?:\\s+|(?<=${LIMIT}):))?(?:the\\s+)?${PART}${WEEKDAY}(?<one>${DATE})(?:${SPAN}(?<two>${DATE})| onwards?)?${AFTER}`,
    `${BEFORE}(?<limit>${LIMIT})(?:\\s+|:)(?<year>${YEAR})(?: onwards?)?${AFTER}`,
    `${BEFORE}(?:(?:from|in|during)\\s+)?(?:the\\s+)?(?:(?<piece>${PIECE})[ ,/-]*(?:of )?(?<of>${YEAR})|(?<its>${YEAR})[ ,/-]*(?<later>${PIECE}))${AFTER}`,
    `${BEFORE}(?:(?:from|between|in)\\s+)?(?<first>${YEAR})${SPAN}(?<last>${YEAR})${AFTER}`,
    `${BEFORE}(?:(?:from|in)\\s+)?(?<opens>${YEAR})(?:[–—](?<shut>\\d\\d)|[-/](?<slash>1[3-9]|[2-9]\\d))${AFTER}`,
    `${BEFORE}(?:(?:from|in|during)\\s+)?(?:the\\s+)?${PART}(?<decade>(?:19|20)[1-9]0)'?s${AFTER}`,
  ].join("|"),
  "giu",
);

// A day or month before the match that has the same year: 25 and 27 January 2007.
const OTHER = new RegExp(`${BEFORE}(?:${DAY}|${MONTH}\\.?)(?:\\s*[,&]|\\s*,?\\s(?:and|or))\\s*$`, "iu");

/**
 * The first and the last date of a match of FORM, each a match of DATE or a year.
 * @param {Record<string, string | undefined>} groups
 * @returns {[string, string]}
 */
function endsOf(groups) {
  const { part, day, end, named, early, late, one, two, year, first, last, opens, shut, slash, decade } = groups;
  const piece = (groups.piece ?? groups.later ?? "").toLowerCase();
  if (piece) {
    const place = Number(/\d/.exec(piece) ?? ORDER.indexOf(piece.split(" ")[0]) + 1);
    const months = /^h|half/.test(piece) ? 6 : 3;
    const monthOf = (/** @type {number} */ at) => `${MONTHS[at] ?? "0"} ${groups.of ?? groups.its}`;
    return [monthOf((place - 1) * months), monthOf(place * months - 1)];
  }
  if (decade) return [decade, `${decade.slice(0, 3)}9`];
  if (named) return [`${named} ${early}, ${late?.slice(-4)}`, `${named} ${late}`];
  if (opens) return [opens, `${opens.slice(0, 2)}${shut ?? slash}`];
  if (end) {
    const until = new RegExp(`(${MONTH}).*?(${YEAR})`, "i").exec(end);
    return [part ? `${part} ${until?.[2]}` : `${day} ${until?.[1]} ${until?.[2]}`, end];
  }
  const begin = one ?? year ?? first ?? "";
  return [begin, two ?? last ?? begin];
}

/**
 * The choice of days that a text makes outside quotes, and the text without it; null when it names no date or several.
 * @param {string} text
 * @param {string[]} misread where a sentence on dates that are not understood is added
 * @returns {{ from: string, to: string, date: string, rest: string } | null}
 */
export function dateOf(text, misread) {
  const outside = text.replace(/"[^"]*("|$)/g, (quoted) => "\u00a0".repeat(quoted.length));
  const found = [...outside.matchAll(FORM)];
  const isOneOfTwo = found.length === 1 && OTHER.test(outside.slice(0, found[0].index));
  if (found.length > 1 || isOneOfTwo)
    misread.push(say("Of several dates none is read as the days of sending; they are looked for as words."));
  if (found.length !== 1 || isOneOfTwo) return null;
  const groups = found[0].groups ?? {};
  const [begin, end] = groups.at ? [groups.at, groups.at] : endsOf(groups);
  let first = readDate(begin);
  let last = readDate(end);
  const date = found[0][0];
  if (!first || !last) misread.push(say("“{date}” is no day of the calendar, and is looked for as words.", { date }));
  if (!first || !last || (first.from > last.to && groups.opens)) return null;
  if (groups.at) first = last = weekOf(first, groups);
  const rest = `${text.slice(0, found[0].index)} ${text.slice(found[0].index + date.length)}`
    .replace(/\s+/g, " ")
    .trim();
  const only = begin === end ? (/\sonwards?$/i.exec(date)?.[0] ?? groups.how ?? groups.limit ?? "").toLowerCase() : "";
  const told = { date, rest: /[\p{L}\p{N}]/u.test(rest) ? rest : "" };
  if (/^(?:since|on or after|not? earlier)| onwards?$/i.test(only)) return { ...told, from: first.from, to: "" };
  if (/^(?:after|later)/.test(only)) return { ...told, from: dayAfter(first.to, 1), to: "" };
  if (/^(?:un)?till?$|^(?:by|up|on or before|not? later)/.test(only)) return { ...told, from: "", to: first.to };
  if (/^(?:before|prior|earlier)/.test(only)) return { ...told, from: "", to: dayAfter(first.from, -1) };
  return { ...told, from: first.from, to: last.to };
}

/**
 * The seven days that a week means: of a month the first, second, third, fourth or last; from a day on or up to it; else from the
 * Monday before a day to the Sunday after it, or, for the week of a Sunday, from that day on. A month has no other week: it stays whole.
 * @param {{ from: string, to: string }} date
 * @param {Record<string, string | undefined>} groups
 */
function weekOf({ from, to }, { nth, week }) {
  const place = ORDER.indexOf(nth?.toLowerCase() ?? "");
  const weekday = new Date(`${from}T00:00:00Z`).getUTCDay(); // 0 for a Sunday
  if (from !== to && !nth) return { from, to };
  const begin =
    nth && place < 0
      ? dayAfter(to, -6)
      : dayAfter(
          from,
          nth ? 7 * place : /ending/i.test(week ?? "") ? -6 : /of/i.test(week ?? "") && weekday ? 1 - weekday : 0,
        );
  return { from: begin, to: dayAfter(begin, 6) };
}

/**
 * What is said of dates outside quotes that do not tell their century.
 * @param {string} text
 */
export function shortDates(text) {
  const outside = text.replace(/"[^"]*"/g, " ");
  const found = outside.match(new RegExp(`(?<![\\p{L}\\p{N}/.-])${SHORT_DATE}`, "giu")) ?? [];
  return [...new Set(found)].map((written) =>
    say("“{written}” does not tell the century, and is looked for as words; write all four figures of the year.", {
      written: written.trim(),
    }),
  );
}

/**
 * @param {string} day "2007-01-25"
 * @param {number} count of days, negative for days before
 */
function dayAfter(day, count) {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);
}
