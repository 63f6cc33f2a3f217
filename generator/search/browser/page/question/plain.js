// Steps before the text of the box is read: marks of all keyboards become those of one; a classification and words that only
// ask are found; pieces of text are parted into words.

const INVISIBLE = /[\u00ad\u200b\u200e\u200f\u2060\ufeff]/g; // soft hyphens and the like, as copied from pages
const THOUSANDS = /(?<![\p{L}\p{N}.,])\d{1,3}(?:,\d{3})+(?![\p{L}\p{N}]|,\d)/gu; // the index has 2,400 as 2400
const WORD = "[\\p{L}\\p{N}][\\p{L}\\p{N}'-]*";
const WITHIN = new RegExp(
  `(?<![\\p{L}\\p{N}"-])(${WORD})\\s+(?:within\\s+|(?:near|within|adj|w|n)/)(\\d+)(?:\\s+words?)?(?:\\s+(?:of|from))?\\s+(${WORD})`,
  "giu",
);
const FROM_ADDRESS = /(?:%[0-9a-f]{2})+/gi; // 07%20ASTANA%201061
const SPACED = /(?<![\p{L}\p{N}])\p{Lu}(?: \p{Lu}){3,}(?![\p{L}\p{N}])/gu; // S E C R E T, as telegrams have it
// What mail and forms put before a subject line, which no cable says.
const LABELS = /^\s*(?:(?:re|fwd?|aw|wg|tr|rv|subj(?:ect)?|tags?|title)\s*:\s+(?=\S))+/i;
const SINGLE = /(?<![\p{L}\p{N}'])'(?!\s)((?:[^'"]|(?<=\p{L})'(?=\p{L}))+?)'(?![\p{L}\p{N}'])/gu;

/**
 * A text with one kind of quotation marks, apostrophe, hyphen, bracket and figures; what stands in single quotes stands in double
 * ones, and words within so many words of each other are written as in "a b"~5.
 * @param {string} text
 */
export const plainOf = (text) =>
  withSmallGrammar(text.replace(FROM_ADDRESS, readable).replace(SPACED, (letters) => letters.replaceAll(" ", "")))
    .normalize("NFKC")
    .replace(/[٠-٩۰-۹]/g, (figure) => String(figure.charCodeAt(0) & 15))
    .replace(INVISIBLE, "")
    .replace(/[“”„‟«»〝〞「」『』《》]|``|''/g, '"')
    .replace(/[‘’‚‛‹›]/g, "'")
    .replace(SINGLE, '"$1"')
    .replace(/[‐‑‒−]/g, "-")
    .replace(/(?<=^|\s)–(?=[\p{L}\p{N}"(])/gu, "-") // what some programs make of a minus
    .replace(LABELS, "")
    .replace(/(?<=\p{L})-\s+(?=\p{L})(?!(?:and|or|to|y|et|und)\s)/gu, "-") // parted at the end of a line
    .replace(/(?<![\p{L}\p{N}/.-])((?:19|20)\d\d)(0[1-9]|1[0-2])([0-3]\d)(?![\p{L}\p{N}/.-])/gu, "$1-$2-$3") // 20070125
    .replace(/(?<![\p{L}\p{N}/.-])(0[1-9]|1[0-2])\/((?:19|20)\d\d)(?![\p{L}\p{N}/.-])/gu, "$2-$1") // 01/2007
    .replace(THOUSANDS, (figures) => figures.replaceAll(",", ""))
    .replace(WITHIN, '"$1 $3"~$2');

/**
 * A piece of an address as it is read; where it is none, as it stands.
 * @param {string} piece
 */
function readable(piece) {
  try {
    return decodeURIComponent(piece);
  } catch {
    return piece;
  }
}

const ASKING =
  '(?:[^"]*?\\b(?:i|we)\\s+(?:[a-z]+\\s+){0,4}?(?:request|seek)\\s+)?' + // a letter begins with more
  "(?:(?:please|can|could|you|i|i'm|we|am|are|is|there|do|have|looking|look|searching|search|for|find|show|give|get|tell|me|us|need|want|would|like|see|read|to|any|all|some|every|the|an?|what|which|how|many|list|of|cop(?:y|ies))\\s+)*";
const KIND =
  "(?:(?:noforn|nodis|exdis|diplomatic|declassified|unclassified|classified|confidential|secret|us|u\\.s\\.|american|embassy|state|department)\\s+){0,3}";
const PAPERS = "(?:cables?|telegrams?|documents?|docs?|messages?)";
const REST = "(?:records?|files?|materials?|information|info|anything|everything|something|reports?|reporting|papers?)";
const SAYING =
  "(?:(?:that|which)\\s+)?(?:about|regarding|concerning|mentioning|discussing|describing|covering|containing|relating\\s+to|related\\s+to|dealing\\s+with|referring\\s+to|(?:mention|discuss|describe|cover|contain|concern)s?|(?:talk|speak|are|is|says?)\\s+about|refers?\\s+to|deals?\\s+with)";
const FRAMES = [
  new RegExp(
    `^(?<asking>${ASKING})(?<kind>${KIND})(?<papers>${PAPERS}\\s+(?:${SAYING}|(?:(?:sent|signed|written|drafted|dated|issued)\\s+)?(?:on|from|to|by|in|of|for|with|between)))(?=\\s)`,
    "i",
  ),
  new RegExp(`^(?<asking>${ASKING})(?<kind>${KIND})(?<papers>${REST}\\s+${SAYING})(?=\\s)`, "i"),
  /^(?<asking>(?:please\s+)?(?:(?:show|find|give|tell)\s+me(?:\s+(?:about|all|any))?|(?:(?:i\s+am|i'm)\s+)?(?:looking|searching)\s+for|(?:search|look)\s+for|do\s+you\s+have|(?:i\s+)?(?:want|need|(?:would|i'd)\s+like)\s+to\s+(?:read|know|learn|see)(?:\s+(?:more\s+)?about)?)(?:\s+(?:any|all))?)(?=\s)/i,
];
const ENDING = new RegExp(`^(.*\\S)\\s+(${PAPERS})[\\s.?!]*$`, "i"); // S/NF cables
const ALONE = new RegExp(`^(?<asking>${ASKING})(?<kind>${KIND})(?<papers>${PAPERS})[\\s.?!]*$`, "i");

const LEVEL = "(top secret|secret|confidential|unclassified|limited official use|unclas|lou|l\\.o\\.u\\.)";
const CAVEAT = "(?:nf|noforn|nodis|exdis)";
const SHORT = {
  TS: "TOP SECRET",
  S: "SECRET",
  C: "CONFIDENTIAL",
  U: "UNCLASSIFIED",
  UNCLAS: "UNCLASSIFIED",
  LOU: "LIMITED OFFICIAL USE",
};
const BEHIND_LEVEL = new RegExp(`^\\s*/*\\s*(${CAVEAT})?\\)?(?![\\p{L}\\p{N}])`, "iu");
const LEVELS = new RegExp(
  [
    `^\\s*${LEVEL}(?=\\s*(?:$|/))`,
    `(?<=^|\\s)(?<!\\b(?:not|no|or|and)\\s)(?:(?:classification|level):${LEVEL}(?=\\s|$)|${LEVEL}(?=\\s+(?:${PAPERS}|${CAVEAT})(?:\\s|$)))`,
    `(?<![\\p{L}\\p{N}/])\\(?(TS|S|C|U)(?=//?${CAVEAT}(?![\\p{L}\\p{N}/]))`,
  ].join("|"),
  "iu",
);

/**
 * The classification that a text asks for (secret cables, level:secret, S/NF), and the text without it.
 * @param {string} text
 * @returns {{ level: string, written: string, rest: string }} level is "" when there is none
 */
export function levelOf(text) {
  const found = LEVELS.exec(text.replace(/"[^"]*("|$)/g, (quoted) => '"'.repeat(quoted.length)));
  if (!found) return { level: "", written: "", rest: text };
  const written = found.slice(1).find(Boolean) ?? "";
  const short = written.toUpperCase().replaceAll(".", "");
  const behind = text
    .slice(found.index + found[0].length)
    .replace(BEHIND_LEVEL, (_, caveat = "") => ` ${/^nf$/i.test(caveat) ? "NOFORN" : caveat} `)
    .replace(/^\s*\/+/, "");
  const level = /** @type {Record<string, string>} */ (SHORT)[short] ?? short;
  return { level, written, rest: (text.slice(0, found.index) + behind).replace(/\s+/g, " ").trim() };
}

/**
 * The words of a text that only ask for cables ("cables about", "show me all documents that mention"), and the text without them.
 * @param {string} text
 * @param {boolean} narrowed whether the text asks for something beside, so that "cables" alone only asks too
 * @returns {{ asking: string, rest: string }} asking is "" when there are none, or nothing else
 */
export function withoutAsking(text, narrowed) {
  for (const frame of narrowed ? [...FRAMES, ALONE] : FRAMES) {
    const found = frame.exec(text);
    if (!found) continue;
    const { asking = "", kind = "", papers = "" } = found.groups ?? {};
    const rest = `${kind}${text.slice(found[0].length)}`.trim();
    if (/[\p{L}\p{N}]/u.test(rest) || narrowed)
      return { asking: `${asking}${kind && papers ? "… " : ""}${papers}`.replace(/^… /, "").trim(), rest };
  }
  const last = narrowed ? ENDING.exec(text) : null;
  return last ? { asking: last[2], rest: last[1] } : { asking: "", rest: text };
}

// What asks in a sentence ("who reported on", "which cable says"), and tells nothing of what is asked there.
const SENTENCE = /^(?:who|what|which|when|where|why|how|d(?:id|oes|o)|is|are|was|were|has|have|had|can|could)\s|\?\s*$/;
const ASKED =
  /^(?:(?:cable|telegram|document|message)s?|many|much|happen(?:s|ed|ing)?|means?|meant|writes?|wrote|written|report(?:s|ed)?|mention(?:s|ed)?|discuss(?:es|ed)?|describe[sd]?|th(?:ink|ought)|know[ns]?|sign(?:s|ed)?|sen[dt]s?|want(?:s|ed)?|any(?:one|body|thing)|ever)$/i;
// Words of English grammar. Beside other words they tell nothing of what is asked; alone, in quotes or in capitals they count.
const GRAMMAR = new Set(
  [
    "a about after all also am an and any are as at be because been before being but by can could did do does doing done",
    "for from had has have having he her here him his how i if in into is it its just me more most my no nor",
    "not of on or our out over said say says she should so some such tell tells than that the their them then there these they",
    "this those through to told too under until up was we were what when where which while who whom whose why will with would you your",
  ].flatMap((line) => line.split(" ")),
);

/**
 * A text of capitals alone, as it is copied from old telegrams, with its words of grammar in small letters: there NOT is none but
 * a word. Three of these words tell it from FERRY NOT TREATY, and from abbreviations.
 * @param {string} text
 */
function withSmallGrammar(text) {
  const isSmall = (/** @type {string} */ word) => GRAMMAR.has(word.toLowerCase()) && !/^(?:AND|OR)$/.test(word);
  if (/\p{Ll}/u.test(text) || (text.match(/[A-Z]+/g) ?? []).filter(isSmall).length < 3) return text;
  return text.replace(/[A-Z]+/g, (word) => (isSmall(word) ? word.toLowerCase() : word));
}

/**
 * Says whether a text is a question. "WHO report" is none.
 * @param {string} text
 */
export const isSentence = (text) => SENTENCE.test(text.slice(0, 1).toLowerCase() + text.slice(1));

/**
 * Says whether a word tells nothing beside others.
 * @param {string} word
 * @param {boolean} asks whether it stands in a question
 */
export const isGrammar = (word, asks) =>
  GRAMMAR.has(
    word.replace(/n?'(?:[dmst]|ll|re|ve)$/, "").replace(/^[A-Z](?=[a-z]|$)/, (first) => first.toLowerCase()),
  ) ||
  (asks && ASKED.test(word));

/**
 * The pieces of a quotation that are said as they stand: between marks of omission and words that were put in in [brackets].
 * @param {string} text
 */
export const piecesOf = (text) => text.replace(/\[(\p{L})\](?=\p{L})/gu, "$1").split(/\[[^\]]*\]|…|\.(?:\s?\.){2,3}/);

/**
 * The words of a phrase; one of two letters or more with a star behind it is the beginning of words.
 * @param {string} text
 * @returns {import("./query.js").Term[]}
 */
export const termsOf = (text) =>
  text.split(/[\s,;:/]+/).flatMap((piece) => {
    const words = wordsOf(piece);
    const isBeginning = /[\p{L}\p{N}]{2}\*$/u.test(piece);
    return words.map((word, at) => ({ word, prefix: isBeginning && at === words.length - 1 }));
  });

/**
 * The words of a text, each without the marks round it; a hyphen or apostrophe within one is a part of it.
 * @param {string} text
 */
export function wordsOf(text) {
  return text
    .split(/[\s,;:/*?!()…—–<>[\]{}\\_+]+/u)
    .map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ""))
    .filter(Boolean);
}
