// Loads files of the index: over the network, or from a disk as scripts, which is all that a browser reads there.

import { IndexError } from "./format.js";

const SCRIPTS = "SearchFiles"; // the global name under which scripts leave files, in base64, by their address

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {string} address
 */
async function unpacked(bytes, address) {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes; // some servers say that it is compressed, and browsers unpack it
  try {
    const whole = new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")));
    return new Uint8Array(await whole.arrayBuffer());
  } catch {
    throw new IndexError("damaged", `${address} is damaged`);
  }
}

// Asked for in the way of <link rel="preload">, so that what the search page asks for first is not asked for twice.
/** @type {RequestInit} */
const AS_PRELOADED = { mode: "no-cors", credentials: "include" };

/**
 * @param {string} url
 * @param {boolean} fresh
 */
async function fetched(url, fresh) {
  const answer = await fetch(url, fresh ? { cache: "no-store" } : AS_PRELOADED).catch(() => {
    throw new IndexError("missing", `${url} cannot be loaded`);
  });
  if (!answer.ok) throw new IndexError("missing", `${url} ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}

/**
 * @param {string} url
 * @param {string} name
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
function scripted(url, name) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = `${url}.js`;
    script.onload = () => {
      const files = /** @type {any} */ (globalThis)[SCRIPTS] ?? {};
      const text = files[name];
      delete files[name];
      script.remove();
      try {
        // atob("undefined") throws: where a script left nothing, that is damage too
        resolve(Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)));
      } catch {
        reject(new IndexError("damaged", `${url}.js is damaged`));
      }
    };
    script.onerror = () => {
      script.remove();
      reject(new IndexError("missing", `${url}.js cannot be loaded`));
    };
    document.head.append(script);
  });
}

/**
 * The files of a folder, by name. stamp tells browsers one state from another; fresh takes nothing that a browser kept,
 * nor asks whether it is new: a file that was put back may be older than what it replaces.
 * @param {string} folder
 * @returns {(name: string, options?: { stamp?: string, fresh?: boolean }) => Promise<Uint8Array<ArrayBuffer>>}
 */
export function openFiles(folder) {
  const fromDisk = folder.startsWith("file:");
  return async (name, { stamp = "", fresh = false } = {}) => {
    const url = new URL(name, folder).href;
    const bytes = fromDisk ? await scripted(url, name) : await fetched(stamp ? `${url}?v=${stamp}` : url, fresh);
    return unpacked(bytes, url);
  };
}
