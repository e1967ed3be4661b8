// Places in a query: names of municipalities, also of merged ones, and postcodes.

const SURE = 0.85; // the least weight of a match with a word of a name
// Words that are ignored between and before postcodes.
const JOINING = new Set("og eller i på frå fra til ved nær and or in at near from to of".split(" "));
// The kind of a place, written after its name or before it: “Hamar kommune”, “kommunen i Hamar”.
const KINDS = new Set("kommune kommunen kommuner kommunene herad heradet municipality suohkan".split(" "));
const known = new WeakMap(); // the names, by vocabulary

// The names of places: the `keys` of each, the `numbers` of today's municipalities, the keys that distinguish it from
// namesakes (`beside`), and the row of a merged municipality (`gone`).
function names(lexicon) {
  if (!known.has(lexicon)) {
    known.set(lexicon, listed(lexicon));
  }
  return known.get(lexicon);
}

function listed(lexicon) {
  const { municipalities, former, areas } = lexicon.data;
  const keys = (text) => lexicon.words.tokens(text).map((word) => lexicon.words.key(word));
  const county = (area) => Object.values(areas[area][0]).map(keys);
  // A municipality with names in two languages is found by either.
  const places = (name, numbers, area, gone, apart) => {
    const [own, beside] = name.split(/\s*\(/);
    const where = [...county(area), ...[beside ?? "", ...Object.values(apart ?? {})].map(keys)];
    const each = own.split(/\s+[-–—]\s+|\s*\/\s*/);
    return [...new Set([own, ...each])].map((one) => ({ keys: keys(one), numbers, beside: where, gone }));
  };
  return [
    ...municipalities.flatMap(([, name, area, , , apart], number) => places(name, [number], area, null, apart)),
    ...former.flatMap((row) => places(row[0], row[1], row[2], row, row[4])),
  ].filter(({ keys }) => keys.length > 0);
}

// Whether a word is part of the name of a merged municipality.
export const gone = (lexicon, key) => names(lexicon).some((place) => place.gone && place.keys.includes(key));

// Adds the places that the words name to `query.municipalities` (merged ones to `query.former`), and returns the positions
// of these words. A longer name wins over one within it; the county or a postcode chooses between namesakes.
export function named(lexicon, spots, query) {
  const taken = new Set();
  const coded = new Set(query.municipalities); // from a postcode in the query
  const found = names(lexicon).flatMap((place) => within(place.keys, spots).map((at) => ({ place, at, size: place.keys.length })));
  const inner = (one) => found.some((other) => other.size > one.size && other.at <= one.at && one.at + one.size <= other.at + other.size);
  const outer = found.filter((match) => !inner(match));
  for (const match of outer) {
    const namesakes = outer.filter(({ at, size }) => at === match.at && size === match.size);
    const told = namesakes.map((other) => (namesakes.length > 1 ? beside(other, spots) : []));
    const own = told[namesakes.indexOf(match)];
    if (own.length === 0 && told.some((places) => places.length > 0)) {
      continue;
    }
    const here = ({ place }) => place.numbers.some((number) => coded.has(number));
    if (!here(match) && told.every((places) => places.length === 0) && namesakes.some(here)) {
      for (const at of range(match.at, match.size)) {
        taken.add(at);
      }
      continue;
    }
    for (const number of match.place.numbers) {
      add(query.municipalities, number);
    }
    const stands = namesakes.some(({ place }) => !place.gone && match.place.numbers.includes(place.numbers[0]));
    if (match.place.gone && !stands) {
      add(query.former, match.place.gone);
    }
    for (const at of [...range(match.at, match.size), ...kind(match, spots), ...own]) {
      taken.add(at);
    }
  }
  return taken;
}

// The word for municipality beside a name, which says no more than the name does.
function kind({ at, size }, spots) {
  const is = (place) => KINDS.has(spots[place]?.word);
  if (is(at + size)) {
    return [at + size];
  }
  if (is(at - 1)) {
    return [at - 1];
  }
  return JOINING.has(spots[at - 1]?.word) && is(at - 2) ? [at - 2, at - 1] : [];
}

const range = (from, size) => [...Array(size).keys()].map((at) => from + at);

const add = (list, value) => list.includes(value) || list.push(value);

// The positions in the query where the keys occur in a row.
function within(keys, spots) {
  const has = (spot, key) => spot.keys.some((found) => found.key === key && found.weight >= SURE);
  return [...spots.keys()].filter((at) => at + keys.length <= spots.length && keys.every((key, i) => has(spots[at + i], key)));
}

// The positions of words in the query that distinguish a place from its namesakes.
function beside({ place, at, size }, spots) {
  const own = range(at, size);
  return place.beside.filter((keys) => keys.length > 0).flatMap((keys) => {
    const there = within(keys, spots).map((from) => range(from, keys.length));
    return there.filter((words) => !words.some((word) => own.includes(word))).flat();
  });
}

// The municipalities with a postcode; for a merged one, its successors.
export function having(lexicon, digits) {
  const { municipalities, former } = lexicon.data;
  const holds = (spans) => spans.some(([from, to]) => from <= digits && digits <= to);
  const living = [...municipalities.keys()].filter((number) => holds(municipalities[number][4]));
  return [...new Set([...living, ...former.filter(([, , , spans]) => holds(spans)).flatMap(([, numbers]) => numbers)])];
}

// The words without postcodes, whose municipalities are added to the query, and without unknown postal places after them;
// none if only joining words are left. A number that the site also uses, such as a year, is kept as both (`query.either`).
export function posted(lexicon, typed, query) {
  const left = [];
  for (let at = 0; at < typed.length; at++) {
    const numbers = /^\d{4}$/.test(typed[at]) ? having(lexicon, typed[at]) : [];
    if (numbers.length === 0 || lexicon.form.has(typed[at])) {
      if (numbers.length > 0) {
        query.either.set(typed[at], numbers);
      }
      left.push(typed[at]);
      continue;
    }
    for (const number of numbers) {
      add(query.municipalities, number);
    }
    const place = typed[at + 1];
    if (place !== undefined && lexicon.words.significant(place) && !/^\d+$/.test(place) && !lexicon.known(lexicon.words.key(place))) {
      at += 1;
    }
  }
  return query.municipalities.length > 0 && left.every((word) => JOINING.has(word)) ? [] : left;
}

// The name of a municipality in the page's language, distinguished from namesakes.
export function called(lexicon, number) {
  const [, name, , , , apart] = lexicon.data.municipalities[number];
  return whole(name, apart);
}

// The same for a merged municipality, by its row.
export function calledOnce([name, , , , apart]) {
  return whole(name, apart);
}

function whole(name, apart) {
  if (!apart) {
    return name;
  }
  const own = document.documentElement.lang;
  return `${name} (${apart[own] ?? Object.values(apart)[0]})`;
}
