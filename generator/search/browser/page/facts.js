// The line of facts below the title of a cable, as in the lists of the room (templates/_lines.html).
import { ENGLISH } from "../counted.js";
import { say } from "../words.js";
import { day, make } from "./dom.js";

/**
 * @param {{ id: string, specimen?: unknown, date: string, origin: string, classification?: string }} facts
 * @param {string} [undated] what is shown without a date
 */
export function factsLine({ id, specimen, date, origin, classification = "" }, undated = "") {
  const line = make("p", { class: "line" });
  if (id) line.append(make("span", { class: "id" }, id));
  if (specimen) line.append(make("span", { class: "specimen" }, say("specimen")));
  line.append(date ? make("time", { datetime: date }, day(date)) : undated);
  if (origin) line.append(make("span", ENGLISH, origin));
  if (classification) {
    const level = classification.split(",")[0].toLowerCase().replaceAll(" ", "-");
    line.append(make("span", { class: `level ${level}`, ...ENGLISH }, classification));
  }
  return line;
}
