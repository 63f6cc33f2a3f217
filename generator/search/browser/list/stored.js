// A reading list as a browser keeps it, and as an address holds it. Whatever is read here is untrusted: storage and addresses
// can hold anything.

/** @typedef {{ id: string, note: string }} Kept */
/**
 * Where the list of a room is kept. isBlocked: this browser stores nothing here.
 * @typedef {{ isBlocked: boolean, key: string, read: () => Kept[], write: (list: Kept[]) => boolean }} Store
 */

const LONGEST_ID = 80; // characters
const LONGEST_NOTE = 10_000;

/**
 * An identifier as it may stand in a list: no blanks at its ends, no controls, and in capitals if it is one of a cable.
 * @param {string} text
 */
function cleanId(text) {
  const id = text
    .replace(/[\p{C}\p{Z}]+/gu, " ")
    .trim()
    .slice(0, LONGEST_ID);
  return /^\d{2,4}[a-z]{2,20}\d{1,7}(?:-\d+)?$/i.test(id) ? id.toUpperCase() : id;
}

/** @param {Kept[]} list */
function each(list) {
  const seen = new Set();
  return list.filter(({ id }) => id && !seen.has(id) && seen.add(id));
}

/**
 * The identifiers of an address's last part, "#07ASTANA1061,09MADRID440", each once and in order.
 * @param {string} hash
 * @returns {string[]}
 */
export function idsOfAddress(hash) {
  const ids = hash
    .replace(/^#/, "")
    .split(",")
    .map((part) => {
      try {
        return cleanId(decodeURIComponent(part));
      } catch {
        return cleanId(part);
      }
    });
  return each(ids.map((id) => ({ id, note: "" }))).map(({ id }) => id);
}

/** @param {string[]} ids */
export const addressOf = (ids) => `#${ids.map(encodeURIComponent).join(",")}`;

/**
 * @param {string | null} text as it was stored
 * @returns {Kept[]}
 */
export function readKept(text) {
  /** @type {unknown} */
  let value;
  try {
    value = JSON.parse(text ?? "[]");
  } catch {
    return [];
  }
  if (!Array.isArray(value)) return [];
  const pairs = value.filter((one) => Array.isArray(one) && typeof one[0] === "string");
  return each(
    pairs.map(([id, note]) => ({ id: cleanId(id), note: typeof note === "string" ? note.slice(0, LONGEST_NOTE) : "" })),
  );
}

/** @param {Kept[]} list */
export const writtenKept = (list) => JSON.stringify(list.map(({ id, note }) => (note ? [id, note] : [id])));

/**
 * The list of the room at an address; rooms of one host have a list each.
 * @param {URL} root
 * @returns {Store}
 */
export function openStore(root) {
  const key = `reading-list ${root.pathname}`;
  /** @type {Storage | null} */
  let storage = null;
  try {
    storage = localStorage;
    storage.getItem(key);
  } catch {
    storage = null; // the reader's settings forbid it
  }
  return {
    isBlocked: !storage,
    key,
    read: () => readKept(storage?.getItem(key) ?? null),
    write(list) {
      try {
        if (list.length) storage?.setItem(key, writtenKept(list));
        else storage?.removeItem(key);
        return Boolean(storage);
      } catch {
        return false; // it is full
      }
    },
  };
}
