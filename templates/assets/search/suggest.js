// Suggestions: completions of the last word, and similar words when nothing was found. Only words that find something are
// suggested, and never the typed ones.
import { called, calledOnce } from "./places.js";
import { importance, read } from "./query.js";
import { rank } from "./rank.js";
import { distance, folded } from "./words.js";

const OFFERED = 6;
const TRIED = 40; // the number of candidates that are tried

// The text with its last word completed, by important words of the site. A name that several municipalities have is
// suggested with each county.
export function completions(lexicon, text) {
  const [last] = text.match(/[\p{L}\p{N}]+$/u) ?? [];
  if (!last || last.length < 2) {
    return [];
  }
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

// The most similar words of the site that find something.
export function neighbours(lexicon, { typed }) {
  const found = [];
  const own = new Set(typed.map(folded));
  for (const word of typed.filter((word) => lexicon.words.significant(word) && word.length > 3)) {
    const plain = folded(word);
    for (const { key, form, plain: other } of lexicon.forms) {
      if (other.length < 4 || other[0] !== plain[0] || !lexicon.form.has(key) || !lexicon.shown(key) || importance(lexicon, key) < 0.6) {
        continue;
      }
      const steps = own.has(other) ? Infinity : distance(plain, other, 1 + Math.floor(word.length / 3));
      if (steps < Infinity) {
        found.push([steps - importance(lexicon, key) / 10, form]);
      }
    }
  }
  const ordered = found.sort((a, b) => a[0] - b[0]).map(([, form]) => form);
  return leading(lexicon, [...new Set(ordered)], OFFERED);
}

const leads = new WeakMap(); // by vocabulary: whether each tried word finds something

// The first `most` words that find something by themselves.
function leading(lexicon, words, most) {
  if (!leads.has(lexicon)) {
    leads.set(lexicon, new Map());
  }
  const known = leads.get(lexicon);
  const found = [];
  for (const word of words.slice(0, TRIED)) {
    if (!known.has(word)) {
      known.set(word, finds(lexicon, word));
    }
    if (known.get(word)) {
      found.push(word);
    }
    if (found.length === most) {
      break;
    }
  }
  return found;
}

// Words that are left to Pagefind always find something.
function finds(lexicon, word) {
  return lexicon.elsewhere.has(lexicon.words.key(word)) || rank(lexicon, read(lexicon, word, { asTyped: true })).length > 0;
}

// Whether the incomplete word is the last word of a longer municipality name.
function longer(lexicon, text, start) {
  const typed = folded(text.toLowerCase());
  return lexicon.data.municipalities.some(([, name]) => {
    const whole = folded(name.toLowerCase());
    const before = whole.slice(0, whole.lastIndexOf(" ") + 1);
    return before && whole.startsWith(before + start) && typed.endsWith(before + start);
  });
}

// Municipalities with namesakes, and merged ones, whose names are not in titles.
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
