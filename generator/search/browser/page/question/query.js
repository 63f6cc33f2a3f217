// The text of the box -> a question. Pure: asks no index and knows no page.
import { counted } from "../../counted.js";
import { say } from "../../words.js";
import { dateOf, shortDates } from "./dates.js";
import { findCables } from "./pasted.js";
import { isGrammar, isSentence, levelOf, piecesOf, plainOf, termsOf, withoutAsking, wordsOf } from "./plain.js";

/** @typedef {import("./ids.js").Posts} Posts */
/** @typedef {{ word: string, prefix: boolean }} Term */
/**
 * One thing that cables must say: a word, or with phrase words that follow one another. written is how the question has it.
 * @typedef {{ terms: Term[], phrase: boolean, written: string }} Item
 */
/**
 * What the text of the box asks.
 *
 * cables      the cables that it names, and undated references without a year
 * must        every one of these is said
 * any         of each list one at least
 * none        and none of these, words or phrases
 * near        words within so many words of one another
 * from, to    the days that its date means, "" for none; date is how it was written
 * level       the classification that it asks for, "" for none; levelWritten is how it was written
 * rest        the text without its date, its level and what only asks, when it has one of these
 * idle        words of grammar that are not looked for
 * misread     sentences on what was not understood
 * @typedef {{
 *   cables: import("./pasted.js").Named[], undated: import("./pasted.js").Undated[], must: Item[], any: Item[][], none: Item[],
 *   near: { terms: Term[], within: number }[], from: string, to: string, date: string, level: string, levelWritten: string,
 *   rest: string, idle: string[],
 *   misread: string[],
 * }} Question
 */

const FIELD =
  /^(?:tags?|posts?|country|classification|level|from|to|year|date|(?:all)?in(?:title|text|url)|title|text|body|content|subject|origin|site|lang(?:uage)?|id):(?=\S|$)/i;
const LONGEST = 2000; // characters; of a longer text the rest is left out

/**
 * Read the text of the box.
 * @param {string} text
 * @param {Posts} posts
 * @returns {Question}
 */
export function readQuestion(text, posts) {
  const named = findCables(plainOf(text.slice(0, LONGEST)), posts);
  const misread =
    text.length > LONGEST
      ? [counted(LONGEST, "Only the first character was read.", "Only the first {count} characters were read.")]
      : [];
  const dated = named.cables.length ? null : dateOf(named.rest, misread);
  const graded = levelOf(dated ? dated.rest : named.rest);
  const { rest } = graded;
  const isChoice = Boolean(dated || graded.level);
  const { asking, rest: wanted } = named.cables.length ? { asking: "", rest } : withoutAsking(rest, isChoice);
  if (asking) misread.push(say("“{words}” only asks, and is not looked for; in quotes it is.", { words: asking }));
  if (!named.cables.length) misread.push(...shortDates(wanted));
  const group = new Reader(tokensOf(wanted, misread), misread).group();
  const alone = group.groups.filter((one) => one.length === 1).map((one) => one[0]);
  const asks = isSentence(wanted);
  const isIdle = (/** @type {Item} */ item) => !item.phrase && !item.terms[0].prefix && isGrammar(item.written, asks);
  const telling = alone.filter((item) => !isIdle(item));
  const others = group.groups.length > alone.length || group.near.length > 0 || named.cables.length > 0 || isChoice;
  const must = telling.length || others ? telling : alone;
  const idle = alone.filter((item) => !must.includes(item)).map((item) => item.written);
  misread.push(...smallOperators(idle));
  const isEmpty = !alone.length && !others && !group.none.length && !named.undated.length && !misread.length;
  if (isEmpty && text.trim())
    misread.push(say("There is nothing to look for in “{text}”.", { text: text.trim().slice(0, 40) }));
  return {
    cables: named.cables,
    undated: named.undated,
    must: must.filter((item, at) => must.findIndex((other) => same(item, other)) === at),
    any: group.groups.filter((one) => one.length > 1),
    none: group.none,
    near: group.near,
    from: dated?.from ?? "",
    to: dated?.to ?? "",
    date: dated?.date ?? "",
    level: graded.level,
    levelWritten: graded.written,
    rest: isChoice ? wanted : rest, // the page asks it again with the days as choices: the same words are looked for
    idle,
    misread,
  };
}

/**
 * Says whether a question asks for words.
 * @param {Question} question
 */
export const asksWords = ({ must, any, none, near }) => must.length + any.length + none.length + near.length > 0;

/**
 * @param {Item} a
 * @param {Item} b
 */
const same = (a, b) => a.phrase === b.phrase && a.written.toLowerCase() === b.written.toLowerCase();

/**
 * What is said of "or" and "not" that join words and are not in capitals. In a sentence "not" is a word as any.
 * @param {string[]} idle
 */
function smallOperators(idle) {
  const isList = idle.every((word) => /^(?:or|and|but|not)$/i.test(word));
  const small = idle.filter((word) => /^or$/i.test(word) || (isList && /^not$/i.test(word)));
  return [...new Set(small)].map((word) =>
    say("“{word}” is read as a word of a sentence; as an operator it is written {example}.", {
      word,
      example: word.toUpperCase(),
    }),
  );
}

/**
 * Quoted text, brackets, and whatever stands between blanks.
 * @param {string} text
 * @param {string[]} misread
 */
function tokensOf(text, misread) {
  let whole = text;
  if ((text.match(/"/g)?.length ?? 0) % 2) {
    const last = text.lastIndexOf('"');
    whole = `${text.slice(0, last)} ${text.slice(last + 1)}`;
    misread.push(say("A quotation mark without its second was left out."));
  }
  return whole.match(/[-!+]?"[^"]*"(?:~\d+)?|[-!+]?\(|\)|\|\|?|[^\s"()|]+/g) ?? [];
}

/** Reads tokens: a word, "a phrase", OR between two, NOT and - before one, brackets round alternatives. */
class Reader {
  /** @type {string[]} */
  #tokens;
  /** @type {string[]} */
  #misread;
  #at = 0;

  /**
   * @param {string[]} tokens
   * @param {string[]} misread where sentences on what is not understood are added
   */
  constructor(tokens, misread) {
    this.#tokens = tokens;
    this.#misread = misread;
  }

  /**
   * What stands up to the end or the next closing bracket.
   * @param {number} depth of brackets
   * @returns {{ groups: Item[][], none: Item[], near: { terms: Term[], within: number }[] }}
   */
  group(depth = 0) {
    /** @type {Item[][]} */
    const groups = [];
    /** @type {Item[]} */
    const none = [];
    /** @type {{ terms: Term[], within: number }[]} */
    const near = [];
    let joins = false;
    let negates = false;
    const add = (/** @type {Item[]} */ alternatives) => {
      if (!alternatives.length) return;
      if (negates) {
        none.push(...alternatives);
        if (joins) this.#note(say("OR before NOT was left out."));
      } else if (joins && groups.length) groups[groups.length - 1].push(...alternatives);
      else groups.push([...alternatives]);
      joins = negates = false;
    };
    while (this.#at < this.#tokens.length) {
      const token = this.#tokens[this.#at];
      this.#at += 1;
      if (token === ")") {
        if (depth) break;
        if (!/^(?:[A-Z]|\d{1,2})$/i.test(this.#tokens[this.#at - 2] ?? ""))
          // a label: A) or 1)
          this.#note(say("A closing bracket without its first was left out."));
      } else if (/^(?:AND|&&?|\+)$/.test(token)) continue;
      else if (token === "BUT" && this.#tokens[this.#at] === "NOT") continue;
      else if (/^(?:OR|\|\|?)$/.test(token)) {
        joins = groups.length > 0;
        if (!joins) this.#note(say("{word} without a word before it was left out.", { word: token }));
      } else if (/^(?:NOT|!)$/.test(token)) negates = true;
      else if (this.#isNear(token)) {
        this.#note(
          say("“{word}” is not understood; write {example} for words near each other.", {
            word: token,
            example: '"two words"~5',
          }),
        );
      } else if (token.endsWith("(")) {
        if (/^[-!]/.test(token)) negates = true;
        const inner = this.group(depth + 1);
        near.push(...inner.near);
        if (inner.groups.length === 1 && !inner.none.length) add(inner.groups[0]);
        else if (negates && !inner.none.length) {
          this.#note(say("Of several words in brackets behind NOT, each one leaves a cable out."));
          add(inner.groups.flat());
        } else {
          groups.push(...inner.groups);
          if (!joins && !negates && this.#tokens[this.#at] !== "OR") none.push(...inner.none);
          else {
            this.#note(
              say(
                "Brackets round several words beside OR or NOT are not understood; the words were looked for without them.",
              ),
            );
            joins = negates = false;
          }
        }
      } else if (/^[-!+]?"/.test(token)) {
        negates ||= /^[-!]/.test(token);
        const [, inside, within] = /"([^"]*)"(?:~(\d+))?/.exec(token) ?? [];
        for (const piece of negates ? [inside] : piecesOf(inside)) {
          const terms = termsOf(piece);
          if (within && terms.length > 1 && !negates) near.push({ terms, within: Number(within) });
          else if (terms.length) add([{ terms, phrase: true, written: `"${piece.trim()}"` }]);
        }
      } else {
        const items = this.#word(token, () => {
          negates = true;
        });
        if (negates) add(items);
        else for (const item of items) add([item]);
      }
    }
    if (negates || joins) this.#note(say("{word} at the end was left out.", { word: negates ? "NOT" : "OR" }));
    return { groups, none, near };
  }

  /**
   * Says whether a token is what other search boxes have for nearness: NEAR, NEAR/5, w/5, WITHIN 5.
   * @param {string} token
   */
  #isNear(token) {
    if (this.#tokens.length < 2) return false;
    if (token === "WITHIN") return /^\d+$/.test(this.#tokens[this.#at] ?? "");
    return (
      /^(?:(?:NEAR|ADJ)(?:\/\d+)?|(?:near|within|adj|pre|[wn])?\/\d+)$/i.test(token) &&
      (token.includes("/") || token === token.toUpperCase())
    );
  }

  /**
   * The word of a token, or nothing when it has no letter or figure.
   * @param {string} token
   * @param {() => void} negate is called when a minus stands before it
   * @returns {Item[]}
   */
  #word(token, negate) {
    let word = token;
    if (/^[-!+]?(?:https?:|www\.)/i.test(word)) {
      this.#note(say("The address {word} names no cable, and is not looked for.", { word }));
      return [];
    }
    const hole = /^([-!+]?[\p{L}\p{N}]+)[?*]+(?=[\p{L}\p{N}])/u.exec(word);
    if (hole) {
      word = hole[1] + (/..$/.test(hole[1].replace(/^[-!+]/, "")) ? "*" : "");
      this.#note(
        say("“{sign}” within a word is not understood; {word} was looked for.", {
          sign: hole[0].slice(hole[1].length),
          word: word.replace(/^[-!+]/, ""),
        }),
      );
    }
    if (/^[-!][\p{L}\p{N}]/u.test(word)) negate();
    const field = FIELD.exec(word.replace(/^[-!+]/, ""));
    if (field) {
      this.#note(
        say("“{word}” is not understood; tags, posts, levels and days are chosen beside the results.", {
          word: field[0],
        }),
      );
      word = word.replace(/^[-!+]/, "").slice(field[0].length);
    }
    if (/^0?([1-9]|1[0-2])[/.](?!0?\1[/.])(?:0?[1-9]|1[0-2])[/.]\d{2,4}$/.test(word)) {
      this.#note(
        say("“{word}” is one day in some countries and another in others; write the name of the month.", { word }),
      );
    }
    const power = /[~^]\d*$/.exec(word);
    if (power && word.length > power[0].length) {
      this.#note(say("“{word}” behind a word is not understood.", { word: power[0] }));
      word = word.slice(0, -power[0].length);
    }
    const trimmed = word.replace(/^[^\p{L}\p{N}*]+/u, "").replace(/[^\p{L}\p{N}*]+$/u, "");
    const prefix = /^[\p{L}\p{N}]{2,}[\p{L}\p{N}'’-]*\*$/u.test(trimmed);
    const bare = prefix ? trimmed.slice(0, -1) : trimmed;
    if (!/[\p{L}\p{N}]/u.test(bare)) return [];
    if (bare.includes("*"))
      this.#note(
        say("“*” is understood at the end of at least two letters only, as in {example}.", { example: "harb*" }),
      );
    return wordsOf(bare).map((one, at, all) => ({
      terms: [{ word: one, prefix: prefix && at === all.length - 1 }],
      phrase: false,
      written: prefix && at === all.length - 1 ? `${one}*` : one,
    }));
  }

  /** @param {string} sentence */
  #note(sentence) {
    if (!this.#misread.includes(sentence)) this.#misread.push(sentence);
  }
}
