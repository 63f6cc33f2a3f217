// Dates in other languages -> dates in English, which dates.js reads: a room in English is read in Madrid and Moscow too. The names of
// months and weekdays are those of the browser; the words round them, in Spanish, French, German, Russian and Arabic, stand here.
import { LOCALE } from "../../words.js";
import { MONTH } from "./dates.js";

const LANGUAGES = ["es", "fr", "de", "ru", "ar", "ar-SY", LOCALE];
const FORMS = [
  { month: "long" },
  { month: "short" },
  { day: "numeric", month: "long" },
  { day: "numeric", month: "short" },
];
// What is said before and between dates, in patterns. Of two patterns that fit, the first is taken.
const WEEK = "(?:semana|semaine|woche|недел\\p{L}+)";
const WORDS = [
  [
    "the first week of",
    `(?:la )?primera ${WEEK}|(?:la )?premi[èe]re ${WEEK}|ersten? ${WEEK}|перв\\p{L}+ ${WEEK}|الأسبوع الأول`,
  ],
  [
    "the second week of",
    `(?:la )?segunda ${WEEK}|(?:la )?deuxi[èe]me ${WEEK}|zweiten? ${WEEK}|втор\\p{L}+ ${WEEK}|الأسبوع الثاني`,
  ],
  [
    "the last week of",
    `(?:la )?[úu]ltima ${WEEK}|(?:la )?derni[èe]re ${WEEK}|letzten? ${WEEK}|последн\\p{L}+ ${WEEK}|الأسبوع الأخير`,
  ],
  ["the week of", `(?:la )?${WEEK}|أسبوع`],
  ["since", "desde|depuis|seit|с|منذ"],
  ["until", "hasta|jusqu['’](?:en|au|à)|до|حتى"],
  ["before", "antes|avant|vor|قبل"],
  ["after", "despu[ée]s|apr[èe]s|nach|после|بعد"],
  ["between", "entre|zwischen|между|بين"],
  ["to", "al?|au|[àá]|bis|по|إلى"],
  ["and", "y|et|und|и|و"],
  ["from", "del?|du|d[èe]s|vo[nm]|من"],
  ["in", "e[nl]|le|in|a[mn]|im|de[mr]|во?|في"],
];

/**
 * Months and weekdays by their names, in small letters without a stop: each with its English, nothing for a weekday.
 * @type {Map<string, string>}
 */
const names = new Map();

function fill() {
  for (const language of LANGUAGES) {
    const add = (
      /** @type {Intl.DateTimeFormatOptions} */ form,
      /** @type {Date} */ date,
      /** @type {string} */ english,
    ) => {
      const format = new Intl.DateTimeFormat(language, { ...form, timeZone: "UTC" });
      const part = format.formatToParts(date).find(({ type }) => type === "month" || type === "weekday");
      const name = part?.value.toLowerCase().replace(/\.$/, "") ?? "";
      if (!/\p{L}{3}/u.test(name) || new RegExp(`^${MONTH}$`).test(name)) return;
      names.set(name, english);
      // Without its accents, and in Russian behind "в": в мае.
      names.set(
        /[а-я]/.test(name) ? name.replace(/[аяйь]?$/, "е") : name.normalize("NFD").replace(/\p{M}/gu, ""),
        english,
      );
    };
    for (let at = 0; at < 12; at += 1) {
      const date = new Date(Date.UTC(2007, at, 20));
      const english = new Intl.DateTimeFormat("en", { month: "long", timeZone: "UTC" }).format(date);
      for (const form of FORMS) add(/** @type {Intl.DateTimeFormatOptions} */ (form), date, english);
      if (at < 7) add({ weekday: "long" }, new Date(Date.UTC(2007, 0, at + 1)), "");
    }
  }
}

/**
 * A text in which dates with a month by name and a year of four figures, and years behind a word such as "desde", are in English.
 * @param {string} text
 */
export function datesInEnglish(text) {
  if (!/(?:19|20)\d\d/.test(text)) return text;
  if (!names.size) fill();
  const name = [...names.keys()].sort((a, b) => b.length - a.length).join("|");
  const word = WORDS.map(([, pattern]) => pattern).join("|");
  const year = "(?:19|20)\\d\\d(?:\\s*(?:г\\.|г(?!\\p{L})|год[ау]?(?!\\p{L})))?";
  const piece = `(?:(?:${word}|${name})(?!\\p{L})\\.?|${MONTH}(?!\\p{L})|\\d{1,2}(?:er|\\.?º|°|\\.)?(?!\\d)|${year})`;
  const zone = new RegExp(`(?<![\\p{L}\\p{N}])(?:${piece},?\\s+)+${year}(?![\\p{L}\\p{N}-])`, "giu");
  const month = new RegExp(`(?<!\\p{L})(?:${name})\\.?,?\\s+(?:(?:del?|du)\\s+)?${year}`, "iu");
  const limit = new RegExp(
    `^(?:${WORDS.slice(4, 9)
      .map(([, pattern]) => pattern)
      .join("|")})\\s`,
    "iu",
  );
  return text.replace(zone, (written) => {
    if (!month.test(written) && !limit.test(written)) return written;
    let told = written
      .replace(/(\d)(?:er|\.?º|°|\.)(?=\s)/gu, "$1")
      .replace(/((?:19|20)\d\d)\s*г(?:\.|од[ау]?)?/giu, "$1")
      .replace(new RegExp(`((?:\\d|${name})\\.?,?)\\s+(?:del?|du)(?=\\s+(?:${name}|\\d{4}))`, "giu"), "$1");
    told = told.replace(
      new RegExp(`(?<!\\p{L})(?:${name})(?!\\p{L})\\.?`, "giu"),
      (one) => names.get(one.toLowerCase().replace(/\.$/, "")) ?? "",
    );
    for (const [english, pattern] of WORDS)
      told = told.replace(new RegExp(`(?<!\\p{L})(?:${pattern})(?!\\p{L})`, "giu"), english);
    told = told.replace(/\s+/g, " ").replace(/\b(in|of|before|after|since|until) (?:(?:from|in) )+/g, "$1 ");
    return (/\s(?:to|until)\s/.test(told) ? told.replace(/^since\b/, "from") : told).trim();
  });
}
