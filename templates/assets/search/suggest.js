// Words to offer: how a word that has begun may go on, and what lies nearest when nothing was found.
import { importance } from "./query.js";
import { distance, folded } from "./words.js";

const OFFERED = 6;

// The text with its last word made whole, by the words of titles and of the dictionary that are shown.
export function completions(lexicon, text) {
  const [last] = text.match(/[\p{L}\p{N}]+$/u) ?? [];
  if (!last || last.length < 2) return [];
  const start = folded(last.toLowerCase());
  const found = lexicon.forms
    .filter(({ key, form, plain }) => lexicon.form.has(key) && lexicon.shown(key) && form.length > start.length && plain.startsWith(start))
    .map(({ key, form }) => [importance(lexicon, key), form])
    .filter(([worth]) => worth > 0.5)
    .sort((a, b) => b[0] - a[0] || a[1].length - b[1].length);
  return found.slice(0, OFFERED).map(([, form]) => text.slice(0, -last.length) + form);
}

// The nearest words of the site that lead to something.
export function neighbours(lexicon, { typed }) {
  const found = [];
  for (const word of typed.filter((word) => lexicon.words.telling(word) && word.length > 3)) {
    const plain = folded(word);
    for (const { key, form, plain: other } of lexicon.forms) {
      if (other.length < 4 || other[0] !== plain[0] || !lexicon.form.has(key) || !lexicon.shown(key) || importance(lexicon, key) < 0.6) continue;
      const steps = distance(plain, other, 1 + Math.floor(word.length / 3));
      if (steps < Infinity) found.push([steps - importance(lexicon, key) / 10, form]);
    }
  }
  return [...new Set(found.sort((a, b) => a[0] - b[0]).map(([, form]) => form))].slice(0, OFFERED);
}
