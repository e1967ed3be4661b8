// Words to offer: how a word that has begun may go on, and what lies nearest when nothing was found. Only those that lead to
// something are offered, and never what was typed.
import { called, calledOnce } from "./places.js";
import { importance, read } from "./query.js";
import { rank } from "./rank.js";
import { distance, folded } from "./words.js";

const OFFERED = 6;
const TRIED = 40; // so many of the best are tried out

// The text with its last word made whole, by the words of titles and of the dictionary that are shown. A name that several
// municipalities have is offered with the county of each.
export function completions(lexicon, text) {
  const [last] = text.match(/[\p{L}\p{N}]+$/u) ?? [];
  if (!last || last.length < 2) return [];
  const start = folded(last.toLowerCase());
  const found = lexicon.forms
    .filter(({ key, form, plain }) => lexicon.form.has(key) && lexicon.shown(key) && form.length > start.length && plain.startsWith(start))
    .map(({ key, form }) => [importance(lexicon, key), form])
    .filter(([worth]) => worth > 0.5)
    .sort((a, b) => b[0] - a[0] || a[1].length - b[1].length)
    .map(([, form]) => form);
  const names = longer(lexicon, text, start) ? [] : shared(lexicon).filter(({ plain }) => plain.startsWith(start));
  const own = new Set(names.map(({ plain }) => plain));
  const offered = [...names.map(({ whole }) => whole), ...leading(lexicon, found.filter((form) => !own.has(folded(form))), OFFERED)];
  return offered.slice(0, OFFERED).map((form) => text.slice(0, -last.length) + form);
}

// The nearest words of the site that lead to something.
export function neighbours(lexicon, { typed }) {
  const found = [];
  const own = new Set(typed.map(folded));
  for (const word of typed.filter((word) => lexicon.words.telling(word) && word.length > 3)) {
    const plain = folded(word);
    for (const { key, form, plain: other } of lexicon.forms) {
      if (other.length < 4 || other[0] !== plain[0] || !lexicon.form.has(key) || !lexicon.shown(key) || importance(lexicon, key) < 0.6) continue;
      const steps = own.has(other) ? Infinity : distance(plain, other, 1 + Math.floor(word.length / 3));
      if (steps < Infinity) found.push([steps - importance(lexicon, key) / 10, form]);
    }
  }
  const ordered = found.sort((a, b) => a[0] - b[0]).map(([, form]) => form);
  return leading(lexicon, [...new Set(ordered)], OFFERED);
}

const leads = new WeakMap(); // by the file of words: whether each word that was tried leads to something

// The first words that find something when they are typed alone.
function leading(lexicon, words, most) {
  if (!leads.has(lexicon)) leads.set(lexicon, new Map());
  const known = leads.get(lexicon);
  const found = [];
  for (const word of words.slice(0, TRIED)) {
    if (!known.has(word)) known.set(word, finds(lexicon, word));
    if (known.get(word)) found.push(word);
    if (found.length === most) break;
  }
  return found;
}

// What this file leaves to Pagefind stands somewhere.
function finds(lexicon, word) {
  return lexicon.elsewhere.has(lexicon.words.key(word)) || rank(lexicon, read(lexicon, word, { asTyped: true })).length > 0;
}

// Whether the word that has begun is the last one of a longer name.
function longer(lexicon, text, start) {
  const typed = folded(text.toLowerCase());
  return lexicon.data.municipalities.some(([, name]) => {
    const whole = folded(name.toLowerCase());
    const before = whole.slice(0, whole.lastIndexOf(" ") + 1);
    return before && whole.startsWith(before + start) && typed.endsWith(before + start);
  });
}

// The municipalities of a name that others have too, and those that are no more, which no word of a title leads to.
function shared(lexicon) {
  const { municipalities, former } = lexicon.data;
  const several = [...municipalities.keys()].filter((number) => municipalities[number][5]);
  const plain = (name) => folded(name.toLowerCase());
  const gone = former.filter(([name, numbers]) => !numbers.some((number) => plain(municipalities[number][1]) === plain(name)));
  return [
    ...several.map((number) => ({ whole: called(lexicon, number), plain: plain(municipalities[number][1]) })),
    ...gone.map((row) => ({ whole: calledOnce(row), plain: plain(row[0]) })),
  ];
}
