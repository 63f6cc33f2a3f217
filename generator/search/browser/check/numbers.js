// A number and a date that stand side by side, held against the numbers that the post gave in other months of that year.
import { LOCALE, say } from "../words.js";

/**
 * What a post sent in a month: the month from 1, the lowest number and the highest.
 * @typedef {[number, number, number]} Month
 */

const MONTH = new Intl.DateTimeFormat(LOCALE, { month: "long", year: "numeric", timeZone: "UTC" });

/**
 * @param {number} year
 * @param {number} month from 1
 */
const nameOf = (year, month) => MONTH.format(Date.UTC(year, month - 1, 1));

/**
 * Why a number does not fit a date, or "". A month lies between what is compared: a telegram may wait for weeks to be sent.
 * @param {number} serial
 * @param {{ year: number, post: string }} of the identifier; post is its name for readers
 * @param {{ from: string, to: string }} date
 * @param {Month[]} months in order; none where the room knows nothing of the post in that year
 * @param {Date} [today]
 */
export function misfit(serial, { year, post }, date, months, today = new Date()) {
  const [first, last] = [date.from, date.to].map((day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)));
  if (date.from > today.toISOString().slice(0, 10)) return say("That day has not come yet.");
  if (first > year * 12 + 13 || last < year * 12 + 1) {
    return say("A number of {year} is given in {year}: posts begin anew with 1 each January.", { year: `${year}` });
  }
  for (const [month, lowest] of months) {
    if (year * 12 + month > last + 1 && lowest < serial) {
      return say("{post} sent number {known} in {month}, so number {number} came later than that date.", {
        post,
        known: lowest,
        month: nameOf(year, month),
        number: serial,
      });
    }
  }
  for (const [month, , highest] of [...months].reverse()) {
    if (year * 12 + month < first - 1 && highest > serial) {
      return say("{post} sent number {known} in {month} already, so number {number} came earlier than that date.", {
        post,
        known: highest,
        month: nameOf(year, month),
        number: serial,
      });
    }
  }
  return "";
}

/**
 * Why no cable can have an identifier, or "".
 * @param {number} year
 * @param {Date} [today]
 */
export function notYet(year, today = new Date()) {
  return year > today.getUTCFullYear() ? say("No cable of {year} can have been sent yet.", { year: `${year}` }) : "";
}
