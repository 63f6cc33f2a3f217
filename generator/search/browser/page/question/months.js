// Dates in the language of the room -> dates in English, which dates.js reads. The names of months are those of the browser.
import { LOCALE } from "../../words.js";

const MONTHS = ["January", "February", "March", "April", "May", "June"].concat([
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
]);
const FORMS = [
  { month: "long" },
  { month: "short" },
  { day: "numeric", month: "long" },
  { day: "numeric", month: "short" },
];

/** @param {string} text */
const quoted = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/**
 * The months of a language by their names, with those behind the number of a day (25 января); small letters, no stop.
 * @param {string} language
 * @returns {Map<string, string>}
 */
function monthsOf(language) {
  /** @type {Map<string, string>} */
  const names = new Map();
  for (const form of FORMS) {
    const format = new Intl.DateTimeFormat(
      language,
      /** @type {Intl.DateTimeFormatOptions} */ ({ ...form, timeZone: "UTC" }),
    );
    MONTHS.forEach((month, at) => {
      const name = format.formatToParts(Date.UTC(2007, at, 20)).find(({ type }) => type === "month")?.value ?? "";
      if (/\p{L}{3}/u.test(name)) names.set(name.toLowerCase().replace(/\.$/, ""), month);
    });
  }
  return names;
}

/**
 * A text in which each date with a day or a month by name and a year of four figures is in English.
 * @param {string} text
 * @param {string} [language] a language tag
 */
export function datesInEnglish(text, language = LOCALE) {
  if (/^en\b/i.test(language) || !/\d{4}/.test(text)) return text;
  const names = monthsOf(language);
  const whole = new Intl.DateTimeFormat(language, { day: "numeric", month: "long", year: "numeric" }).formatToParts(0);
  const tail = quoted(
    whole
      .slice(whole.findIndex(({ type }) => type === "year") + 1)
      .map((one) => one.value.trim())
      .join(""),
  ); // 2007 г.
  const name = [...names.keys()]
    .sort((a, b) => b.length - a.length)
    .map(quoted)
    .join("|");
  const written = new RegExp(
    `(?<![\\p{L}\\p{N}])(?:(\\d{1,2})(?:\\.?º|°|er|\\.)?\\s+(?:de\\s+)?)?(${name})\\.?,?\\s+(?:del?\\s+)?((?:19|20)\\d\\d)${tail && `(?:\\s*${tail})?`}(?![\\p{L}\\p{N}])`,
    "giu",
  );
  return text.replace(written, (_, day, month, year) =>
    [day, names.get(month.toLowerCase()), year].filter(Boolean).join(" "),
  );
}
