// Two steps before the text of the box is read: marks of all keyboards become those of one, and words that only ask are found.

const INVISIBLE = /[\u00ad\u200b\u200e\u200f\u2060\ufeff]/g; // soft hyphens and the like, as copied from pages
const SINGLE = /(?<![\p{L}\p{N}'])'(?!\s)((?:[^'"]|(?<=\p{L})'(?=\p{L}))+?)'(?![\p{L}\p{N}'])/gu;

/**
 * A text with one kind of quotation marks, apostrophe, hyphen and bracket; what stands in single quotes stands in double ones.
 * @param {string} text
 */
export const plainOf = (text) =>
  text
    .normalize("NFC")
    .replace(INVISIBLE, "")
    .replace(/[“”„‟«»＂〝〞「」『』《》]|``|''/g, '"')
    .replace(/[‘’‚‛‹›＇]/g, "'")
    .replace(SINGLE, '"$1"')
    .replace(/[‐‑‒−－]/g, "-")
    .replace(/(?<=^|\s)–(?=[\p{L}\p{N}"(])/gu, "-") // what some programs make of a minus
    .replace(/（/g, "(")
    .replace(/）/g, ")");

const ASKING =
  "(?:(?:please|can|could|you|i|i'm|we|am|are|is|there|do|have|looking|look|searching|search|for|find|show|give|get|tell|me|us|need|want|would|like|see|read|to|any|all|some|every|the|an?|what|which|how|many|list|of)\\s+)*";
const KIND =
  "(?:(?:diplomatic|declassified|unclassified|classified|confidential|secret|us|u\\.s\\.|american|embassy|state|department)\\s+){0,3}";
const PAPERS = "(?:cables?|telegrams?|documents?|docs?|messages?)";
const REST = "(?:records?|files?|materials?|information|info|anything|everything|something|reports?|reporting|papers?)";
const SAYING =
  "(?:(?:that|which)\\s+)?(?:about|regarding|concerning|mentioning|discussing|describing|covering|containing|relating\\s+to|related\\s+to|dealing\\s+with|referring\\s+to|(?:mention|discuss|describe|cover|contain|concern)s?|(?:talk|speak|are|is|says?)\\s+about|refers?\\s+to|deals?\\s+with)";
const FRAMES = [
  new RegExp(
    `^(?<asking>${ASKING})(?<kind>${KIND})(?<papers>${PAPERS}\\s+(?:${SAYING}|on|from|to|by|in|of|for|with|between))(?=\\s)`,
    "i",
  ),
  new RegExp(`^(?<asking>${ASKING})(?<kind>${KIND})(?<papers>${REST}\\s+${SAYING})(?=\\s)`, "i"),
  /^(?<asking>(?:please\s+)?(?:(?:show|find|give|tell)\s+me(?:\s+(?:about|all|any))?|(?:(?:i\s+am|i'm)\s+)?(?:looking|searching)\s+for|(?:search|look)\s+for|do\s+you\s+have)(?:\s+(?:any|all))?)(?=\s)/i,
];
const ALONE = new RegExp(`^(?<asking>${ASKING})(?<kind>${KIND})(?<papers>${PAPERS})[\\s.?!]*$`, "i");

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
  return { asking: "", rest: text };
}
