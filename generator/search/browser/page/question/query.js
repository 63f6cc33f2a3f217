// The text of the box -> a question. Pure: asks no index and knows no page.
import { counted } from "../../counted.js";
import { say } from "../../words.js";
import { DATE, readDate, YEAR } from "./dates.js";
import { findCables } from "./pasted.js";

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
 * none        and none of these
 * near        words within so many words of one another
 * from, to    the days that its date means, "" for none; date is how it was written
 * rest        the text without its date, when it has one
 * idle        words of grammar that are not looked for
 * misread     sentences on what was not understood
 * @typedef {{
 *   cables: import("./pasted.js").Named[], undated: string[], must: Item[], any: Item[][], none: Item[],
 *   near: { terms: Term[], within: number }[], from: string, to: string, date: string, rest: string, idle: string[],
 *   misread: string[],
 * }} Question
 */

// Words of English grammar. Beside other words they tell nothing of what is asked; alone, in quotes or in capitals they count.
const GRAMMAR = new Set(
  `a about after all also am an and any are as at be because been before being but by can could did do does doing done for
  from had has have having he her here him his how i if in into is it its just me more most my no nor not of on or our out
  over said say says she should so some such tell tells than that the their them then there these they this those through
  to told too under until up was we were what when where which while who whom whose why will with would you your`.split(
    /\s+/,
  ),
);
const FIELD =
  /^(?:tags?|posts?|country|classification|level|from|to|year|date|title|subject|origin|site|author|id):(?=\S|$)/i;
const LONGEST = 2000; // characters; of a longer text the rest is left out

/**
 * Read the text of the box.
 * @param {string} text
 * @param {Posts} posts
 * @returns {Question}
 */
export function readQuestion(text, posts) {
  const named = findCables(text.slice(0, LONGEST).normalize("NFC"), posts);
  const misread =
    text.length > LONGEST
      ? [counted(LONGEST, "Only the first character was read.", "Only the first {count} characters were read.")]
      : [];
  const plain = named.rest.replace(/[“”„«»]/g, '"').replace(/[‘’]/g, "'");
  const dated = named.cables.length ? null : dateOf(plain);
  const rest = dated ? dated.rest : plain;
  const group = new Reader(tokensOf(rest, misread), misread).group();
  const alone = group.groups.filter((one) => one.length === 1).map((one) => one[0]);
  const isIdle = (/** @type {Item} */ item) => !item.phrase && !item.terms[0].prefix && isGrammar(item.written);
  const telling = alone.filter((item) => !isIdle(item));
  const others = group.groups.length > alone.length || group.near.length > 0 || named.cables.length > 0 || dated;
  const must = telling.length || others ? telling : alone;
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
    rest,
    idle: alone.filter((item) => !must.includes(item)).map((item) => item.written),
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

/** @param {string} word */
function isGrammar(word) {
  return GRAMMAR.has(word) || GRAMMAR.has(word.replace(/^[A-Z](?=[a-z]|$)/, (first) => first.toLowerCase()));
}

/**
 * The choice of days that a text makes outside quotes, and the text without it; null when it names no date or several.
 * @param {string} text
 * @returns {{ from: string, to: string, date: string, rest: string } | null}
 */
function dateOf(text) {
  const before = "(?<![\\p{L}\\p{N}/.-]|DECL:?\\s*)";
  const after = "(?![\\p{L}\\p{N}/-])";
  const span = "\\s*(?:to|until|till|and|through|[-–—])\\s*";
  const form = new RegExp(
    `${before}(?:(?<how>since|until|till|before|after|from|between|in|on|dated|sent on|sent in)\\s+)?(?<one>${DATE})(?:${span}(?<two>${DATE}))?${after}` +
      `|${before}(?<limit>since|until|till|before|after)\\s+(?<year>${YEAR})${after}` +
      `|${before}(?:(?:from|between|in)\\s+)?(?<first>${YEAR})${span}(?<last>${YEAR})${after}`,
    "giu",
  );
  const outside = text.replace(/"[^"]*("|$)/g, (quoted) => "\u00a0".repeat(quoted.length));
  const found = [...outside.matchAll(form)];
  if (found.length !== 1) return null;
  const { limit, year, first: early, last: late, ...whole } = found[0].groups ?? {};
  const { how = limit ?? "", one = year ?? early ?? "", two = late ?? "" } = whole;
  const first = readDate(one);
  const last = two ? readDate(two) : first;
  if (!first || !last) return null;
  const date = found[0][0];
  const rest = `${text.slice(0, found[0].index)} ${text.slice(found[0].index + date.length)}`
    .replace(/\s+/g, " ")
    .trim();
  const only = two ? "" : how.toLowerCase();
  const told = { date, rest: /[\p{L}\p{N}]/u.test(rest) ? rest : "" };
  if (only === "since") return { ...told, from: first.from, to: "" };
  if (only === "after") return { ...told, from: dayAfter(first.to, 1), to: "" };
  if (only === "until" || only === "till") return { ...told, from: "", to: first.to };
  if (only === "before") return { ...told, from: "", to: dayAfter(first.from, -1) };
  return { ...told, from: first.from, to: last.to };
}

/**
 * @param {string} day "2007-01-25"
 * @param {number} count of days, negative for days before
 */
function dayAfter(day, count) {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);
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
  return whole.match(/[-!+]?"[^"]*"(?:~\d+)?|[-!+]?\(|\)|[^\s"()]+/g) ?? [];
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
        const words = alternatives.filter((item) => item.terms.length === 1);
        none.push(...words);
        if (words.length < alternatives.length)
          this.#note(say("A phrase after NOT is not understood and was not left out; NOT takes one word."));
        if (joins) this.#note(say("OR before NOT was left out."));
      } else if (joins && groups.length) groups[groups.length - 1].push(...alternatives);
      else groups.push([...alternatives]);
      joins = false;
      negates = false;
    };
    while (this.#at < this.#tokens.length) {
      const token = this.#tokens[this.#at];
      this.#at += 1;
      if (token === ")") {
        if (depth) break;
        this.#note(say("A closing bracket without its first was left out."));
      } else if (/^(?:AND|&&?|\+)$/.test(token)) continue;
      else if (token === "BUT" && this.#tokens[this.#at] === "NOT") continue;
      else if (/^(?:OR|\|\|?)$/.test(token)) joins = groups.length > 0;
      else if (/^(?:NOT|!)$/.test(token)) negates = true;
      else if (/^(?:NEAR|W|ADJ|(?:near|w|adj)\/\d+)(?:\/\d+)?$/.test(token) && this.#tokens.length > 1) {
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
        else if (!joins && !negates && this.#tokens[this.#at] !== "OR") {
          groups.push(...inner.groups);
          none.push(...inner.none);
        } else {
          this.#note(
            say(
              "Brackets round several words beside OR or NOT are not understood; the words were looked for without them.",
            ),
          );
          groups.push(...inner.groups);
          joins = false;
          negates = false;
        }
      } else if (/^[-!+]?"/.test(token)) {
        negates ||= /^[-!]/.test(token);
        const [, inside, within] = /"([^"]*)"(?:~(\d+))?/.exec(token) ?? [];
        const terms = wordsOf(inside).map((word) => ({ word, prefix: false }));
        if (within && terms.length > 1 && !negates) near.push({ terms, within: Number(within) });
        else if (terms.length) add([{ terms, phrase: true, written: `"${inside.trim()}"` }]);
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
   * The word of a token, or nothing when it has no letter or figure.
   * @param {string} token
   * @param {() => void} negate is called when a minus stands before it
   * @returns {Item[]}
   */
  #word(token, negate) {
    let word = token;
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
    if (/^(?:0?[1-9]|1[0-2])[/.](?:0?[1-9]|1[0-2])[/.]\d{2,4}$/.test(word)) {
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

/**
 * The words of a text, each without the marks round it; a hyphen or apostrophe within one is a part of it.
 * @param {string} text
 */
function wordsOf(text) {
  return text
    .split(/[\s,;:/*?!()…—–]+/u)
    .map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ""))
    .filter(Boolean);
}
