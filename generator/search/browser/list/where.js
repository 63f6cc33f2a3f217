// The sentence above a reading list (where it is kept, and whose it is), and the identifiers in a text that is put on it.
import { makeId, writtenYear } from "../page/question/ids.js";
import { say } from "../words.js";

/**
 * @param {import("./stored.js").Store} store
 * @param {boolean} isOwn whether it is the reader's own
 * @param {boolean} has whether it has any cable
 */
export function whereItIs(store, isOwn, has) {
  if (store.isBlocked)
    return say(
      "This browser stores nothing here, so the list lives in the address of this page alone: keep it as a bookmark. Notes last until the page is closed.",
    );
  if (!isOwn)
    return say("This list came with its address. It is not your own, and nothing of it is stored until you say so.");
  if (!has)
    return say(
      "Nothing is kept yet. “Keep” stands beside each cable, on its page, in lists and among the results of a search.",
    );
  return say(
    "The list is kept in this browser alone. The address of this page holds the identifiers, in their order, and not your notes; nothing of it is sent to a server.",
  );
}

const WRITTEN = /(?<![A-Z0-9])(\d{4}|\d{2})\s*([A-Z]{2,20}?)\s*0*([1-9]\d{0,6})(?![A-Z0-9])/gi;

/**
 * The identifiers in a text, whatever stands between them.
 * @param {string} text
 * @returns {string[]}
 */
export function idsIn(text) {
  return [...text.matchAll(WRITTEN)].flatMap(([, digits, post, serial]) => {
    const year = writtenYear(digits);
    return (year && makeId(year, post.toUpperCase(), serial)) || [];
  });
}
