// Words in quotation marks, held against the text of a cable: there, or the nearest words that are.

/**
 * A word of a text: its letters and digits, folded, and where it stands.
 * @typedef {{ folded: string, start: number, end: number }} Word
 */
/**
 * A piece of a text, and the anchor of the paragraph it is of ("p4"), or "".
 * @typedef {{ anchor: string, text: string }} Piece
 */
/**
 * @typedef {Word & { piece: Piece }} Placed
 */
/**
 * anchor is where the words begin. nearest, where they are not there, are the words of the text that are most like them, as
 * words, with what stands behind each, those marked that the quotation lacks.
 * @typedef {{ isThere: boolean, anchor: string, nearest: { text: string, gap: string, isOther: boolean }[] }} Looked
 */

const LIKE = 0.6; // the share of words that two passages have in common at least, to be called near
const FEWEST = 4; // words of a quotation below which nothing is called near to it

/** @param {string} word */
const fold = (word) =>
  word
    .normalize("NFKD")
    .replace(/[^\p{L}\p{N}]/gu, "")
    .toLowerCase();

/**
 * The words of a text. What joins two words (a hyphen, a dash) parts them; an apostrophe does not.
 * @param {string} text
 * @returns {Word[]}
 */
export function wordsOf(text) {
  const words = [];
  for (const match of text.matchAll(/[\p{L}\p{N}\p{M}]+(?:['’][\p{L}\p{N}\p{M}]+)*/gu)) {
    const folded = fold(match[0]);
    if (folded) words.push({ folded, start: match.index, end: match.index + match[0].length });
  }
  return words;
}

/**
 * The parts of a quotation that the text must have, each whole: it is cut where it leaves something out or puts something in.
 * @param {string} quoted
 */
export function partsOfQuotation(quoted) {
  return quoted
    .replace(/\[([\p{L}])\]/gu, "$1") // [t]he: a letter that was set small or large
    .split(/\[[^\]]*\]|\.\s?\.\s?\.|…/)
    .map((part) => wordsOf(part).map(({ folded }) => folded))
    .filter((words) => words.length > 0);
}

/**
 * Where a run of words begins in others, from a place on; -1 when it is not there. The first word of a quotation may be the
 * end of a hyphened one: words are compared whole.
 * @param {string[]} words
 * @param {string[]} among
 * @param {number} from
 */
function indexOfRun(words, among, from) {
  for (let at = among.indexOf(words[0], from); at !== -1; at = among.indexOf(words[0], at + 1)) {
    if (words.every((word, step) => among[at + step] === word)) return at;
  }
  return -1;
}

/**
 * Where the run of words begins that has most in common with a quotation, and the share of it; each place is looked at once.
 * @param {string[]} words
 * @param {string[]} among
 */
function nearestRun(words, among) {
  /** @type {Map<string, number>} */
  const wanted = new Map();
  for (const word of words) wanted.set(word, (wanted.get(word) ?? 0) + 1);
  let common = 0;
  let best = { at: 0, share: 0 };
  /** @type {Map<string, number>} */
  const here = new Map();
  for (let at = 0; at < among.length; at += 1) {
    const coming = among[at];
    here.set(coming, (here.get(coming) ?? 0) + 1);
    if ((here.get(coming) ?? 0) <= (wanted.get(coming) ?? 0)) common += 1;
    const gone = at >= words.length ? among[at - words.length] : undefined;
    if (gone !== undefined) {
      if ((here.get(gone) ?? 0) <= (wanted.get(gone) ?? 0)) common -= 1;
      here.set(gone, (here.get(gone) ?? 0) - 1);
    }
    const share = common / words.length;
    if (share > best.share) best = { at: Math.max(0, at - words.length + 1), share };
  }
  return best;
}

/**
 * All words of a text, each with the piece it is of.
 * @param {Piece[]} pieces
 * @returns {Placed[]}
 */
export const placedWords = (pieces) =>
  pieces.flatMap((piece) => wordsOf(piece.text).map((word) => ({ ...word, piece })));

/**
 * Look for a quotation in a text.
 * @param {string} quoted
 * @param {Placed[]} placed
 * @returns {Looked}
 */
export function lookFor(quoted, placed) {
  const parts = partsOfQuotation(quoted);
  const among = placed.map(({ folded }) => folded);
  let from = 0;
  let first = -1;
  const isThere = parts.every((words) => {
    const at = indexOfRun(words, among, from);
    if (first < 0) first = at;
    from = at + words.length;
    return at !== -1;
  });
  if (isThere && first >= 0) return { isThere, anchor: placed[first].piece.anchor, nearest: [] };
  const words = parts.flat();
  const { at, share } = nearestRun(words, among);
  if (words.length < FEWEST || share < LIKE) return { isThere: false, anchor: "", nearest: [] };
  const wanted = new Set(words);
  const nearest = placed.slice(at, at + words.length).map((word, step, all) => {
    const next = all[step + 1];
    const { text } = word.piece;
    const gap = !next ? "" : next.piece === word.piece ? text.slice(word.end, next.start) : " ";
    return { text: text.slice(word.start, word.end), gap, isOther: !wanted.has(word.folded) };
  });
  return { isThere: false, anchor: placed[at].piece.anchor, nearest };
}

/**
 * Says whether a quotation is a title, or the beginning of one, or a title and more.
 * @param {string} quoted
 * @param {string} title
 */
export function isTitle(quoted, title) {
  const [one, other] = [quoted, title].map((text) => wordsOf(text).map(({ folded }) => folded));
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  const isWhole = short.length === long.length || short.length > 2;
  return short.length > 0 && isWhole && short.every((word, at) => word === long[at]);
}

/**
 * Says whether a quotation is rather a title with slips in it than words of a text.
 * @param {string} quoted
 * @param {string} title
 */
export function isLikeTitle(quoted, title) {
  const [one, other] = [quoted, title].map((text) => new Set(wordsOf(text).map(({ folded }) => folded)));
  const common = [...one].filter((word) => other.has(word)).length;
  return one.size > 1 && common / Math.max(one.size, other.size) >= LIKE;
}
