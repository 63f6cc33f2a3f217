// The sentences over the results: how many cables, notes and pages are found, how the question was read, what nothing says.
import { counted } from "../counted.js";
import { say } from "../words.js";
import { listOf, withParts } from "./dom.js";
import { partsOf } from "./question/ids.js";
import { nearestWords, shortened } from "./spelling.js";

/** @typedef {import("./answer.js").Answer} Answer */
/** @typedef {import("./answer.js").Part} Part */
/** @typedef {import("./question/ids.js").Posts} Posts */
/** @typedef {import("./question/query.js").Question} Question */
/** @typedef {(text: string, shown: string) => Node} Asking makes a link that asks a text */
/** @typedef {(Node | string)[]} Sentence */

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

const INTRODUCES =
  /^(?:(?:in|on|or|the|from|since|before|after|until|till|up|to|by|prior|earlier|later|not?|than|between|dated|during|sent)(?:\s+|:))+/i;

/**
 * How a question was read.
 * @param {Question} question
 * @param {{ date: string, level: string }} taken out of the box: the date and the level, as they were written
 * @param {Asking} asking
 * @returns {Sentence[]}
 */
export function readingOf(question, taken, asking) {
  const read = (/** @type {string} */ written, /** @type {string} */ message) => {
    const link = asking(
      `${question.rest} "${written.replace(INTRODUCES, "")}"`.trim(),
      say("Look for it in the texts"),
    );
    return written ? [withParts(message, { date: [written], words: [written], link: [link] })] : [];
  };
  return [
    ...read(taken.date, say("“{date}” is read as the days of sending. {link}.")),
    ...read(taken.level, say("“{words}” is read as the classification. {link}.")),
    ...question.misread.map((sentence) => [sentence]),
    ...question.undated.map(({ written }) => [
      say("“{written}” has no year: write it before the post, as in 07 ASTANA 1061.", { written }),
    ]),
  ];
}

/**
 * What is said of words and phrases of a question that nothing says.
 * @param {Question} question
 * @param {Answer} answer
 * @param {boolean} found whether there are results
 * @param {string} text of the box
 * @param {Asking} asking
 * @returns {Sentence[]}
 */
export function lacking(question, { unknown }, found, text, asking) {
  /** @type {Sentence[]} */
  const sentences = unknown.map(({ word, nearest }) => [
    say("No cable says “{word}”.", { word: shortened(word) }),
    ...meant(nearest, (near) => text.replace(word, near), asking),
  ]);
  const isRun = question.near.length > 0 || question.must.some(({ phrase, terms }) => phrase && terms.length > 1);
  if (isRun && !found && !unknown.length) {
    const link = asking(text.replace(/["“”„«»]|~\d+/g, ""), say("Look for the words one by one"));
    sentences.push(withParts(say("Nothing says the words like this. {link}."), { link: [link] }));
  }
  return sentences;
}

/**
 * The identifiers that one of a post that the room does not know may be meant for.
 * @param {string} id
 * @param {Posts} posts
 * @param {Asking} asking
 * @returns {Sentence[]}
 */
export function otherPosts(id, { codes }, asking) {
  const { post = "" } = partsOf(id) ?? {};
  const others = codes.includes(post)
    ? []
    : nearestWords(
        post,
        codes.map((code) => [code, 1]),
      );
  const ids = others.map((other) => id.replace(post, other));
  return ids.length ? [meant(ids, (other) => other, asking)] : [];
}

/**
 * @param {string[]} words
 * @param {(word: string) => string} textOf the text that is asked with a word
 * @param {Asking} asking
 * @returns {Sentence}
 */
function meant(words, textOf, asking) {
  if (!words.length) return [];
  const links = words.flatMap((word, at) => [at ? " / " : "", asking(textOf(word), word)]);
  return [" ", ...withParts(say("Did you mean {words}?"), { words: links })];
}
