// The sentence over the results: how many cables, notes and pages are found.
import { counted } from "../counted.js";
import { say } from "../words.js";
import { listOf } from "./dom.js";

/** @typedef {import("./answer.js").Part} Part */
/** @typedef {import("./question/query.js").Question} Question */

const NOTHING = say("No cable found. Try fewer words, another spelling, a wider choice, or the indexes above.");

/**
 * @param {Question} question
 * @param {Part[]} parts
 */
export function countOf(question, parts) {
  const named = question.cables.length
    ? counted(question.cables.length, "{count} identifier", "{count} identifiers")
    : "";
  const most = parts.find((part) => part.most);
  const counting = most && !parts[0].result.count ? [most] : parts.filter((part) => !part.most);
  const count = counting.reduce((sum, { result }) => sum + result.count, 0);
  const pages = counting.reduce((sum, { result }) => sum + (result.pages ?? 0), 0);
  const found = listOf(
    [
      count > pages || !pages ? counted(count - pages, "{count} cable", "{count} cables") : "",
      pages ? counted(pages, "{count} page or note", "{count} pages and notes") : "",
    ].filter(Boolean),
  );
  const unread = counting.reduce(
    (sum, { result }) => sum + (result.checked ? result.checked.of - result.checked.read : 0),
    0,
  );
  const rest = unread
    ? `. ${counted(unread, "{count} more says the words; whether as you ask is read with “Show more”", "{count} more say the words; whether as you ask is read with “Show more”")}`
    : "";
  if (!parts.length) return named;
  if (!count && !unread) return named || NOTHING;
  if (named) return say("{named}; {found} for the words", { named, found }) + rest;
  return most && counting[0] === most ? `${most.said}: ${found}${rest}` : found + rest;
}
