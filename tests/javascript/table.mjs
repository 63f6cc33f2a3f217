import { readFileSync } from "node:fs";

/**
 * @param {string} path of a file of tests/
 * @returns {any} its value
 */
export function table(path) {
  return JSON.parse(readFileSync(new URL(`../${path}`, import.meta.url), "utf8"));
}
