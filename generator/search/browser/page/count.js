// The sentence over the results: how many cables, notes and pages are found.
import { counted, number } from "./dom.js";

/** @typedef {import("./answer.js").Part} Part */
/** @typedef {import("./question/query.js").Question} Question */

const NOTHING = "No cable found. Try fewer words, another spelling, a wider choice, or the indexes above.";

/**
 * @param {Question} question
 * @param {Part[]} parts
 */
export function countOf(question, parts) {
  const named = question.cables.length ? counted(question.cables.length, "identifier") : "";
  const most = parts.find((part) => part.most);
  const counting = most && !parts[0].result.count ? [most] : parts.filter((part) => !part.most);
  const count = counting.reduce((sum, { result }) => sum + result.count, 0);
  const pages = counting.reduce((sum, { result }) => sum + (result.pages ?? 0), 0);
  const found = [
    count > pages || !pages ? counted(count - pages, "cable") : "",
    pages ? counted(pages, "page or note", "pages and notes") : "",
  ]
    .filter(Boolean)
    .join(" and ");
  const unread = counting.reduce(
    (sum, { result }) => sum + (result.checked ? result.checked.of - result.checked.read : 0),
    0,
  );
  const rest = unread ? `. ${number(unread)} more say the words; whether as you ask is read with “Show more”` : "";
  if (!parts.length) return named;
  if (!count) return named || NOTHING;
  if (named) return `${named}; ${found} for the words${rest}`;
  return most && counting[0] === most ? `${most.said}: ${found}${rest}` : found + rest;
}
