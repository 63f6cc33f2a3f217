// Words that are spelled nearly like another, by edit distance. Pure.

const NEAREST = 3; // words
const SHOWN = 40; // letters of a word in a sentence

/**
 * A word as a sentence has it, short.
 * @param {string} word
 */
export const shortened = (word) => (word.length > SHOWN ? `${word.slice(0, SHOWN)}…` : word);

/**
 * How many letters must be put in, left out, exchanged or swapped to make one word of the other; most + 1 for more than most.
 * @param {string} a
 * @param {string} b
 * @param {number} most
 */
export function distance(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  /** @type {number[]} */
  let before = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let x = 1; x <= a.length; x += 1) {
    const row = [x];
    let least = x;
    for (let y = 1; y <= b.length; y += 1) {
      const same = a[x - 1] === b[y - 1];
      let cost = Math.min(last[y] + 1, row[y - 1] + 1, last[y - 1] + (same ? 0 : 1));
      if (x > 1 && y > 1 && a[x - 1] === b[y - 2] && a[x - 2] === b[y - 1]) cost = Math.min(cost, before[y - 2] + 1);
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (least > most) return most + 1;
    before = last;
    last = row;
  }
  return last[b.length];
}

/**
 * The words of a vocabulary that are nearest to a word: in a short word one letter may differ, in a longer one two or three.
 * Of words equally near those that begin alike come first, then those that more cables say.
 * @param {string} word
 * @param {[string, number][]} vocabulary words, each with how many cables say it
 */
export function nearestWords(word, vocabulary) {
  const most = word.length < 4 ? 0 : word.length < 6 ? 1 : word.length < 9 ? 2 : 3;
  if (!most || /\d/.test(word)) return [];
  /** @type {{ other: string, count: number, far: number }[]} */
  const near = [];
  for (const [other, count] of vocabulary) {
    if (other === word || /\d/.test(other)) continue;
    const far = distance(word, other, most);
    if (far <= most) near.push({ other, count, far: far + (other[0] === word[0] ? 0 : 0.5) });
  }
  near.sort((a, b) => a.far - b.far || b.count - a.count || (a.other < b.other ? -1 : 1));
  return near
    .filter((one) => one.far <= near[0].far + 0.5)
    .slice(0, NEAREST)
    .map((one) => one.other);
}
