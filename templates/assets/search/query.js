// Parses a query: known words, phrases of the dictionary, places and numbers.
import { phones } from "./digits.js";
import { STRENGTH } from "./lexicon.js";
import { gone, having, named, posted } from "./places.js";
import { distance, folded, sound } from "./words.js";

const MOST_WORDS = 24;
const MOST_FORMS = 12; // completions of an incomplete word
const FARTHEST = 5; // largest difference in length to a similar word
const AKIN = 0.5; // factor for a compound that contains a dictionary word
const UNSEEN = /[\u00ad\u200b\u2060\ufeff]/g; // soft hyphens and zero-width blanks in pasted text
const LIGATURES = /[\ufb00-\ufb06]/g; // from PDF files: “fi” as one character
const LONG = 7; // least length of a first part that stands for its compound
const MARKED = /[æøå]/;
const WIDEST = 3; // most other words within a phrase

const WEIGHT = { same: 1, folded: 0.97, begun: 0.7, near: 0.85, halves: 0.8, last: 0.75, first: 0.55, means: 0.8, leads: 0.55, part: 0.5, hop: 0.15 };

// With `asTyped`, words are not corrected.
export function read(lexicon, text, { asTyped = false } = {}) {
  const { words } = lexicon;
  const clean = text.replace(UNSEEN, "").replace(LIGATURES, (sign) => sign.normalize("NFKC"));
  const query = { units: [], also: [], changed: [], unknown: [], lines: [], municipalities: [], former: [], either: new Map(), small: null };
  query.phones = phones(lexicon, clean);
  query.postcode = postcode(lexicon, clean);
  const all = spelt(lexicon, words.tokens(clean)).slice(0, MOST_WORDS);
  const typed = query.phones.length > 0 || query.postcode !== null ? all : posted(lexicon, all, query);
  query.typed = typed;
  if (query.phones.length > 0) {
    return query;
  }
  if (query.postcode !== null) {
    query.municipalities = having(lexicon, query.postcode);
    const key = words.key(query.postcode);
    if (lexicon.form.has(key)) {
      query.also = units(lexicon, [{ word: query.postcode, says: true, found: true, keys: [{ key, weight: WEIGHT.same }] }], [], new Set());
    }
    return query;
  }
  const short = words.abbreviations(clean);
  const speaks = (word) => words.significant(word) || (short.has(word) && lexicon.form.has(words.key(word)));
  const significant = typed.some(speaks);
  if (!significant && typed.length > 0) {
    query.small = typed;
  }
  const spots = typed.flatMap((word, at) => {
    const says = speaks(word);
    const found = says || !significant ? resolve(lexicon, word, { begun: at === typed.length - 1, asTyped }) : null;
    if (says && !found && !query.unknown.includes(word)) {
      query.unknown.push(word);
    }
    if (found?.changed) {
      query.changed.push({ from: word, to: found.changed });
    }
    if (found?.parts) {
      return found.parts.map((key) => ({ word: lexicon.shown(key) ?? word, says, found: true, keys: [{ key, weight: WEIGHT.halves }] }));
    }
    return [{ word, says, found: Boolean(found), keys: found?.keys ?? [{ key: words.key(word), weight: says ? 0 : 1 }], either: query.either.get(word) }];
  });
  const taken = named(lexicon, spots, query);
  const matches = phrases(lexicon, spots, taken);
  for (const { group, inner } of matches) {
    if (group.lines && !inner) {
      query.lines.push(...group.lines.filter((line) => !query.lines.includes(line)));
    }
  }
  query.units = units(lexicon, spots, matches, taken);
  alone(lexicon, spots, taken, query);
  return query;
}

// A query of places only is also searched for as words (`query.also`): it may be the name of a merged municipality, or a
// year.
function alone(lexicon, spots, taken, query) {
  const numbers = query.units.filter(({ either }) => either);
  if (numbers.length === query.units.length && numbers.length > 0) {
    query.municipalities = [...new Set([...query.municipalities, ...numbers.flatMap(({ either }) => either)])];
    [query.also, query.units] = [query.units, []];
  } else if (query.units.length === 0 && query.municipalities.length > 0) {
    const others = new Set([...spots.keys()].filter((at) => !taken.has(at)));
    query.also = units(lexicon, spots, [], others);
  }
}

// A query that is only a postcode, with any spacing.
function postcode(lexicon, text) {
  const digits = text.replace(/[\s().\-\u00a0]/g, "");
  return /^\d{4}$/.test(digits) && having(lexicon, digits).length > 0 ? digits : null;
}

// Joins single letters to a word, as in “K I D”.
function spelt(lexicon, typed) {
  const whole = typed.join("");
  return typed.length > 1 && typed.every((word) => /^\p{L}$/u.test(word)) && lexicon.form.has(lexicon.words.key(whole)) ? [whole] : typed;
}

// The keys of a word with their weights; `changed` is the correction, if the word was taken for another one.
export function resolve(lexicon, word, { begun = false, asTyped = false } = {}) {
  const key = lexicon.words.key(word);
  if (lexicon.known(key)) {
    return { keys: [{ key, weight: WEIGHT.same }], changed: asTyped ? null : meant(lexicon, word, key) };
  }
  const same = lexicon.folded.get(folded(key));
  if (same && !MARKED.test(key)) {
    return { keys: same.map((key) => ({ key, weight: WEIGHT.folded })) };
  }
  if (/\d/.test(word)) {
    return null;
  }
  const near = asTyped ? null : nearest(lexicon, word);
  const changed = near && { keys: near.keys.map((key) => ({ key, weight: WEIGHT.near })), changed: lexicon.shown(near.keys[0]) };
  if (near && near.steps < 2 && word.length > 7) {
    return changed;
  }
  const parts = halves(lexicon, word);
  if (parts && parts.even >= 4) {
    return { parts: parts.keys };
  }
  if (word.length >= (begun ? 3 : 4)) {
    const longer = beginning(lexicon, word);
    if (longer.length > 0) {
      return { keys: longer.map((key) => ({ key, weight: WEIGHT.begun })) };
    }
  }
  if (changed || parts) {
    return changed || { parts: parts.keys };
  }
  const about = start(lexicon, word);
  return about && { keys: [{ key: about, weight: WEIGHT.part }] };
}

// The longest known word at the start of a compound whose last part is unknown.
function start(lexicon, word) {
  for (let at = word.length - 4; at >= LONG; at--) {
    const keys = [word.slice(0, at), ...(word[at - 1] === "s" ? [word.slice(0, at - 1)] : [])].map((part) => lexicon.words.key(part));
    const found = keys.find((key) => lexicon.sure.has(key));
    if (found) {
      return found;
    }
  }
  return null;
}

// The correction of a misspelling that is itself in the dictionary: a similar word that its group shows.
function meant(lexicon, word, key) {
  if (word.length < 4 || lexicon.form.has(key)) {
    return null;
  }
  const near = (shown) => {
    const steps = distance(folded(word), folded(shown), word.length < 8 ? 1 : 2);
    return steps > 0 && steps < Infinity && lexicon.words.key(shown) !== key;
  };
  const groups = (lexicon.phrases.get(key) ?? []).filter(({ phrase }) => phrase.keys.length === 1);
  return groups.map(({ group }) => group.shown).find((shown) => shown && near(shown)) ?? null;
}

const form = (lexicon, key) => lexicon.form.get(key) ?? lexicon.typed.get(key);

// How important a word is for the site: words in titles and in the dictionary before those in long texts only.
export function importance(lexicon, key) {
  const places = lexicon.places.get(key);
  const strongest = places ? Math.max(...places.values()) : 0;
  return (lexicon.phrases.has(key) ? 1 : 0) + strongest + Math.min(1, (places?.size ?? 0) / 50);
}

function beginning(lexicon, word) {
  const marked = MARKED.test(word);
  const start = marked ? word : folded(word);
  const found = lexicon.forms.filter(({ form, plain }) => (marked ? form : plain).startsWith(start)).map(({ key }) => key);
  return found.sort((a, b) => importance(lexicon, b) - importance(lexicon, a)).slice(0, MOST_FORMS);
}

// The most similar words; words that sound the same come before those at a distance of two.
function nearest(lexicon, word) {
  if (word.length < 4) {
    return null;
  }
  const marked = MARKED.test(word);
  const spelt = (text) => (marked ? text : folded(text));
  const [typed, stem] = [spelt(word), spelt(lexicon.words.key(word))];
  let [best, least] = [[], word.length < 8 ? 1 : 2];
  for (const { key, form, plain } of lexicon.forms) {
    const other = marked ? form : plain;
    if (other.length < 4 || Math.abs(other.length - typed.length) > FARTHEST) {
      continue;
    }
    if (word.length < 6 && other[0] !== typed[0]) {
      continue;
    }
    let steps = distance(typed, other, least);
    if (steps > 0 && stem.length > 5 && key !== form) {
      steps = Math.min(steps, distance(stem, spelt(key), least));
    }
    if (steps > least || !likely(lexicon, key, word, steps) || !live(lexicon, key)) {
      continue;
    }
    if (steps < least) {
      best = [];
    }
    least = steps;
    best.push({ key, other });
  }
  if (best.length === 0 || least > 1) {
    const alike = word.length > 4 ? lexicon.sounds.get(sound(word))?.filter((key) => lexicon.sure.has(key)) : null;
    if (alike?.length > 0) {
      best = alike.map((key) => ({ key, other: form(lexicon, key) }));
    }
  }
  if (best.length === 0) {
    return null;
  }
  const shared = (other) => [...other, ""].findIndex((letter, at) => letter !== typed[at]);
  const worth = ({ key, other }) => importance(lexicon, key) + 0.1 * shared(other);
  return { keys: best.sort((a, b) => worth(b) - worth(a)).slice(0, 2).map(({ key }) => key), steps: least };
}

// Whether a word can find something: inactive offers are found by their title only.
function live(lexicon, key) {
  if (lexicon.phrases.has(key) || lexicon.compounds.has(key) || lexicon.elsewhere.has(key) || gone(lexicon, key)) {
    return true;
  }
  const { state } = lexicon.data.documents;
  return [...(lexicon.places.get(key) ?? [])].some(([document, strength]) => !state[document] || strength >= STRENGTH.title);
}

// Whether a correction is likely: short words that only the dictionary has are similar to words with another meaning.
function likely(lexicon, key, word, steps) {
  if (lexicon.sure.has(key)) {
    return steps < 2 || folded(word).slice(0, 2) === folded(key).slice(0, 2);
  }
  return steps < 2 && word.length > (lexicon.quiet.has(key) ? 4 : 6);
}

// Splits an unknown compound into two known words.
function halves(lexicon, word) {
  const { words } = lexicon;
  let best = null;
  for (let at = 3; at <= word.length - 3; at++) {
    const first = [word.slice(0, at)];
    if (at > 3 && "se".includes(word[at - 1])) {
      first.push(word.slice(0, at - 1));
    }
    const last = words.key(word.slice(at));
    const before = first.map((part) => words.key(part)).find((key) => part(lexicon, key));
    if (!before || !part(lexicon, last)) {
      continue;
    }
    const even = Math.min(at, word.length - at);
    if (!best || even > best.even) {
      best = { keys: [before, last], even };
    }
  }
  return best;
}

const part = (lexicon, key) => lexicon.known(key);

// Phrases of the dictionary in the query, with all their words near each other. Phrases within longer ones are `inner`:
// “mamma drikker” is also about mothers and about drink.
function phrases(lexicon, spots, taken) {
  const found = [];
  const seen = new Set();
  spots.forEach((spot, at) => {
    for (const { key } of spot.keys) {
      for (const { group, phrase } of lexicon.phrases.get(key) ?? []) {
        if (phrase.keys[0] !== key || (phrase.keys.length === 1 && !(spot.says && spot.found) && spots.length > 1)) {
          continue;
        }
        if (phrase.beside.length > 0 && !spots.some((other) => other.keys.some((found) => phrase.beside.includes(found.key)))) {
          continue;
        }
        const places = fitting(phrase, spots, at);
        if (!places || places.every((place) => taken.has(place))) {
          continue;
        }
        const name = `${group.number}/${places}`;
        if (!seen.has(name)) {
          found.push({ group, places, phrase });
        }
        seen.add(name);
      }
    }
  });
  const wider = (one, other) => one.places.length > other.places.length && other.places.every((at) => one.places.includes(at));
  return found.map((match) => ({ ...match, inner: found.some((other) => wider(other, match)) }));
}

function fitting({ keys, close }, spots, at) {
  const places = [at];
  for (const key of keys.slice(1)) {
    let best = -1;
    spots.forEach((spot, place) => {
      const fits = !places.includes(place) && spot.keys.some((found) => found.key === key && found.weight > 0);
      if (fits && (best < 0 || Math.abs(place - at) < Math.abs(best - at))) {
        best = place;
      }
    });
    if (best < 0) {
      return null;
    }
    places.push(best);
  }
  places.sort((a, b) => a - b);
  const [from, to] = [places[0], places.at(-1)];
  if (close === 0 && (to - from >= keys.length || from !== at)) {
    return null;
  }
  if (close === 1 && spots.slice(from, to).some(({ says }, i) => says && !places.includes(from + i))) {
    return null;
  }
  return to - from < keys.length + WIDEST ? places : null;
}

// The units that a document should match; each has alternative `ways` to match it, with weights. The phrases within a
// phrase are its `parts`.
function units(lexicon, spots, matches, taken) {
  const found = new Map();
  const covered = new Set(taken);
  const outer = matches.filter(({ inner }) => !inner).sort((a, b) => b.places.length - a.places.length);
  for (const match of outer) {
    const name = match.places.join();
    if (!found.has(name)) {
      if (match.places.every((at) => covered.has(at))) {
        continue;
      }
      found.set(name, { places: match.places, groups: [], ways: own(lexicon, match.places.map((at) => spots[at])) });
      match.places.forEach((at) => covered.add(at));
    }
    const unit = found.get(name);
    unit.groups.push(match.group);
    unit.ways.push(...ways(lexicon, match, spots, unit.ways));
  }
  const inner = matches.filter((match) => match.inner).map((match) => ({ ...match, inner: false }));
  for (const unit of found.values()) {
    const within = inner.filter(({ places }) => places.every((at) => unit.places.includes(at)));
    if (within.length > 0) {
      unit.parts = units(lexicon, spots, within, new Set([...spots.keys()].filter((at) => !unit.places.includes(at))));
    }
  }
  spots.forEach((spot, at) => {
    if (spot.found && !covered.has(at)) {
      found.set(String(at), { places: [at], groups: [], ways: own(lexicon, [spot]), either: spot.either });
    }
  });
  return [...found.values()]
    .sort((a, b) => a.places[0] - b.places[0])
    .map((unit) => ({ ...unit, text: unit.places.map((at) => spots[at].word).join(" ") }));
}

// The ways from a dictionary group: its synonyms and related words, compounds of these, and the synonyms of the groups
// that the related words belong to.
function ways(lexicon, { group, places }, spots, already) {
  const known = new Set(already.map(({ keys }) => keys.join()));
  const sure = Math.min(...places.map((at) => Math.max(0, ...spots[at].keys.map(({ weight }) => weight))));
  const found = [];
  const add = ({ keys, text, beside }, weight, led) => {
    if (beside.length > 0) {
      return; // a word of a phrase means something else without its stop words
    }
    const whole = weight * sure;
    found.push({ keys, weight: whole, text, group, led });
    if (keys.length > 1) {
      return;
    }
    for (const [key, last] of lexicon.compounds.get(keys[0]) ?? []) {
      if (key !== keys[0] && !known.has(key)) {
        found.push({ keys: [key], weight: whole * AKIN * (last ? WEIGHT.last : WEIGHT.first), text, group, led });
      }
    }
  };
  for (const phrase of group.means) {
    add(phrase, WEIGHT.means, false);
  }
  for (const phrase of group.leads) {
    add(phrase, WEIGHT.leads, true);
    for (const next of ofName(lexicon, phrase, group)) {
      for (const { keys, beside } of next.means) {
        add({ keys, beside, text: phrase.text }, WEIGHT.hop, true);
      }
    }
  }
  return found;
}

// The groups that have a phrase as a synonym.
function ofName(lexicon, { keys }, except) {
  const same = (phrase) => phrase.beside.length === 0 && phrase.keys.join() === keys.join();
  const all = (lexicon.phrases.get(keys[0]) ?? []).filter(({ group, phrase }) => group !== except && group.shown && same(phrase));
  return new Set(all.map(({ group }) => group));
}

// The ways from the typed words themselves, and from compounds that contain them.
function own(lexicon, spots) {
  const ways = [];
  const several = spots.filter(({ says }) => says);
  if (several.length > 1) {
    ways.push({ keys: several.map(({ keys }) => keys[0]?.key ?? ""), weight: 1, typed: true });
  }
  const less = several.length > 1 ? 0.6 : 1;
  for (const spot of spots.filter(({ says }) => says || spots.length === 1)) {
    for (const { key, weight } of spot.keys) {
      ways.push({ keys: [key], weight: weight * less, typed: true });
      for (const [whole, last] of lexicon.compounds.get(key) ?? []) {
        if (whole !== key) {
          ways.push({ keys: [whole], weight: weight * less * (last ? WEIGHT.last : WEIGHT.first) });
        }
      }
      const [about] = lexicon.parts.get(key) ?? [];
      if (about && about.length > 4) {
        ways.push({ keys: [about], weight: weight * less * WEIGHT.part });
      }
    }
  }
  return ways;
}
