// What the room knows of the cables that a manuscript names, in a word and in a sentence.
import { counted } from "../counted.js";
import { listOf } from "../page/dom.js";
import { say } from "../words.js";

/** @typedef {import("../list/entries.js").Known} Known */

const VERDICTS = {
  held: say("Held in this room."),
  cited: say("Not held in this room; cables of this room cite it."),
  unknown: say("Not in this room, and none of its cables cites it. That says nothing of whether it exists."),
  failed: say("It could not be looked up now. Check again when the room can be reached."),
};

/** @param {Known} known */
const kindOf = (known) =>
  known === undefined ? "failed" : known === null ? "unknown" : known === "cited" ? "cited" : "held";

/** @param {Known} known */
export const verdictOf = (known) => VERDICTS[kindOf(known)];

/**
 * @param {Known[]} all
 * @param {number} differing
 */
export function summary(all, differing) {
  const count = (/** @type {string} */ kind) => all.filter((known) => kindOf(known) === kind).length;
  const [held, cited, unknown, failed] = ["held", "cited", "unknown", "failed"].map(count);
  const kinds = [
    held && counted(held, "{count} held", "{count} held"),
    cited && counted(cited, "{count} cited here and not held", "{count} cited here and not held"),
    unknown && counted(unknown, "{count} not in this room", "{count} not in this room"),
    failed && counted(failed, "{count} not looked up", "{count} not looked up"),
  ].filter((one) => one !== 0);
  const differs = differing
    ? counted(differing, "In {count} something differs.", "In {count} something differs.")
    : say("Nothing was found to differ.");
  return `${counted(all.length, "{count} cable", "{count} cables")}: ${listOf(kinds)}. ${differs}`;
}
