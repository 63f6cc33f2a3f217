// Identifiers as people write them -> canonical ids and addresses. The rules are those of generator/cables/ids.py.
// No module: modules are not loaded from a disk, where this must work too.

"use strict";

const Ids = (() => {
  const PIVOT = 60;

  function fullYear(digits) {
    if (digits.length === 4) return Number(digits);
    if (digits.length === 3) return digits[0] === "0" ? fullYear(digits.slice(1)) : null;
    const two = Number(digits);
    return two + (two >= PIVOT ? 1900 : 2000);
  }

  function postCode(name, posts) {
    let letters = name.toUpperCase().replace(/[^A-Z]/g, "");
    for (const title of ["AMEMBASSY", "EMBASSY", "AMCONSUL", "CONSULATE", "USMISSION"]) {
      if (letters.startsWith(title) && letters.length > title.length + 1) letters = letters.slice(title.length);
    }
    return (posts && posts.names[letters]) || letters;
  }

  function known(code, posts) {
    return !posts || posts.codes.includes(code);
  }

  function makeId(year, post, serial) {
    return String(year % 100).padStart(2, "0") + post + String(Number(serial));
  }

  function address(id) {
    const found = /^(\d\d)([A-Z]{2,20})(\d{1,7})$/.exec(id);
    return found ? `cable/${fullYear(found[1])}/${found[2].toLowerCase()}/${id}.html` : null;
  }

  // One identifier, the whole of the text, or null.
  function readId(text, posts) {
    const asked = /^https?:.*[?&]id=([^&#]+)/i.exec(text.trim()); // cable.php?id=07ASTANA1061
    let word = (asked ? asked[1] : text.trim().replace(/[#?].*$/, "")).replace(/[.,;:]+$/, ""); // the end of a footnote
    const path = /([^/]+?)(?:\.(?:html?|txt|pdf|json))?$/.exec(word);
    if (word.includes("/") && path) word = path[1];
    const strict = /^(\d\d|\d{4})([A-Za-z]{2,20})0*([1-9]\d{0,6})(?:_[a-z])?$/i.exec(word);
    if (strict) return makeId(fullYear(strict[1]), known(strict[2].toUpperCase(), posts) ? strict[2].toUpperCase() : postCode(strict[2], posts), strict[3]);
    const loose =
      /^(?:\(?(\d{4}|\d{2,3})\)?\s+)?([A-Za-z][A-Za-z .'’-]{1,40}?)\s*#?\s*(?:\((\d{2}|\d{4})\)\s*)?0*([1-9]\d{0,6})(?:_[a-z])?(?:\s*,?\s+(?:of\s+)?(\d{4}|\(\d{4}\)))?$/i.exec(word);
    if (!loose) return null;
    const digits = loose[1] || loose[3] || loose[5]?.replace(/\D/g, "");
    const post = postCode(loose[2], posts);
    if (!digits || !known(post, posts)) return null;
    const year = fullYear(digits);
    return year ? makeId(year, post, loose[4]) : null;
  }

  // Every identifier of a pasted REF line. One without a year is passed over: it is of the year of the cable it was pasted from.
  function readIds(text, posts) {
    const one = readId(text, posts);
    if (one) return [one];
    const reference = /^\s*ref(?:tel)?s?\s*:/i.test(text);
    const parts = text
      .replace(/^\s*ref(?:tel)?s?\s*:?/i, "")
      .split(/[;,]|\b[A-Z][).:]\s|\(\s*[A-Z]\s*\)|\s{2,}/i)
      .map((part) => part.replace(/\((?:NOTAL|EXDIS)\)|AND PREVIOUS/gi, "").trim())
      .filter(Boolean);
    const ids = parts.map((part) => readId(part, posts)).filter(Boolean);
    return ids.length > 1 || (ids.length === 1 && (reference || parts.length === 1)) ? ids : [];
  }

  return { address, readId, readIds };
})();
