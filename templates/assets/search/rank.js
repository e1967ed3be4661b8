// Ranks the documents that match a query.
import { STRENGTH, documentsIn } from "./lexicon.js";

const KIND = { o: 1, e: 0.6, g: 0.6, p: 0.6, w: 0.45, m: 0.3 };
const ENOUGH = 10;
const OVERDUE = 0.7;
const WEAKEST = 0.08; // share of the best score, below which hits are dropped
const COMMON = 0.5; // least factor, for a way that matches everything
const [MORE, MOST_MORE] = [0.12, 0.3]; // bonus for each further match of a unit, and its maximum
const [INNER, SOME] = [0.85, 0.7]; // factors when all, or some, of the phrases within a phrase match
const NAMED = 0.6;
const THERE = 0.5; // strength of a number that may be a postcode, for offers to its residents
const NEARNESS = { own: 1, beside: 0.45, county: 0.9, nation: 0.8, elsewhere: 0.2 }; // the nearest first

// How near the coverage of an offer is to a municipality.
export function nearness(lexicon, document, municipality) {
  const { municipalities, areas, coverages, documents } = lexicon.data;
  const [named, wider, nation] = coverages[documents.coverage[document]];
  if (named.includes(municipality)) {
    return "own";
  }
  if (wider.some((area) => areas[area][1].includes(municipality))) {
    return "county";
  }
  if (nation) {
    return "nation";
  }
  const beside = municipalities[municipality][3];
  return named.some((other) => beside.includes(other)) ? "beside" : "elsewhere";
}

export function nearestFirst(lexicon, hits, municipality) {
  const order = Object.keys(NEARNESS);
  const place = new Map(hits.map((hit) => [hit, order.indexOf(nearness(lexicon, hit.document, municipality))]));
  return [...hits].sort((a, b) => place.get(a) - place.get(b));
}

export function rank(lexicon, query) {
  if (query.phones.length > 0) {
    return [...new Set(query.phones.flatMap((phone) => called(lexicon, phone)))].map((document) => hit(document, 1));
  }
  if (query.units.length === 0 && query.municipalities.length > 0) {
    return ofMunicipalities(lexicon, query);
  }
  const small = query.small ? ofSmallWords(lexicon, query.small) : calledSo(lexicon, query.typed);
  return query.units.length === 0 ? small : merged(small, ofUnits(lexicon, query));
}

// Joins lists; each document is kept at its first position.
function merged(...lists) {
  const seen = new Set();
  return lists.flat().filter(({ document }) => !seen.has(document) && seen.add(document));
}

function ofUnits(lexicon, query) {
  const scored = query.units.map((unit) => meet(lexicon, query, unit));
  const total = scored.reduce((sum, { importance }) => sum + importance, 0) || 1;
  const hits = new Map();
  for (const { unit, importance, met } of scored) {
    for (const [document, { strength, way, title }] of met) {
      if (!hits.has(document)) {
        hits.set(document, { ...hit(document, 0), share: 0, titles: 0 });
      }
      const found = hits.get(document);
      found.score += (importance / total) * strength;
      if (strength > 0.2) {
        found.share += importance / total;
      }
      found.titles += title;
      found.why.push({ unit, way, strength });
    }
  }
  const all = [...hits.values()].map((found) => ({ ...found, score: weigh(lexicon, query, found) }));
  return ordered(lexicon, all.filter((found) => shown(lexicon, query, found)));
}

const hit = (document, score) => ({ document, score, why: [] });

// The matches of one unit: the best way for each document, and a little for each further way.
function meet(lexicon, query, unit) {
  const met = new Map();
  for (const way of unit.ways) {
    const places = together(lexicon, query, way.keys);
    const weight = way.typed ? way.weight : way.weight * (COMMON + (1 - COMMON) * rarity(lexicon, places.size));
    for (const [document, strength] of places) {
      const worth = strength * weight;
      const title = way.typed && way.weight > 0.8 && strength >= STRENGTH.title ? way.keys.length : 0;
      const before = met.get(document);
      if (!before) {
        met.set(document, { strength: worth, way, title, more: 0 });
      } else if (worth > before.strength) {
        met.set(document, { strength: worth, way, title: Math.max(title, before.title), more: before.more + before.strength });
      } else {
        before.more += worth;
      }
    }
  }
  if (unit.parts) {
    within(lexicon, query, unit, met);
  }
  if (unit.either) {
    there(lexicon, unit, met);
  }
  for (const found of met.values()) {
    found.strength += Math.min(MOST_MORE, MORE * found.more);
  }
  const strong = [...met.values()].filter(({ strength }) => strength > 0.3).length;
  const importance = Math.max(0.15, rarity(lexicon, strong)) * (unit.groups.length > 0 ? 1.2 : 1) * (unit.parts ? 1.4 : 1) * (strong > 0 ? 1 : 0.5);
  return { unit, importance: met.size > 0 ? importance : 0.25, met };
}

// A phrase is also matched, more weakly, by documents that match the phrases within it, or the most important of them.
function within(lexicon, query, unit, met) {
  const parts = unit.parts.map((part) => meet(lexicon, query, part));
  const total = parts.reduce((sum, { importance }) => sum + importance, 0);
  for (const document of new Set(parts.flatMap((part) => [...part.met.keys()]))) {
    const having = parts.filter((part) => part.met.has(document));
    const share = having.reduce((sum, { importance }) => sum + importance, 0) / total;
    if (share <= 0.5) {
      continue;
    }
    const sum = having.reduce((sum, part) => sum + (part.importance / total) * part.met.get(document).strength, 0);
    const worth = sum * (having.length === parts.length ? INNER : INNER * SOME);
    const before = met.get(document);
    if (!before) {
      met.set(document, { ...having[0].met.get(document), strength: worth, more: 0 });
    } else {
      [before.strength, before.more] = [Math.max(before.strength, worth), before.more + worth];
    }
  }
}

// A number that may be a postcode is matched by offers to residents there.
function there(lexicon, { either }, met) {
  for (let document = 0; document < lexicon.count; document++) {
    const near = either.map((place) => nearness(lexicon, document, place)).some((found) => found === "own" || found === "county");
    if (near && !met.has(document)) {
      met.set(document, { strength: THERE, way: { keys: [], text: "" }, title: 0, more: 0 });
    }
  }
}

// From 1 for a word in hardly any document to nearly 0 for one in all.
function rarity(lexicon, count) {
  return Math.log(1 + lexicon.count / (1 + count)) / Math.log(1 + lexicon.count);
}

function places(lexicon, query, key) {
  const here = lexicon.places.get(key) ?? new Map();
  const told = query.told?.get(key);
  return told ? new Map([...told.map((document) => [document, STRENGTH.long]), ...here]) : here;
}

// The words with too few hits in the vocabulary, of which Pagefind has more.
export function missing(lexicon, query) {
  const few = (unit) => new Set(unit.ways.flatMap(({ keys }) => [...together(lexicon, query, keys).keys()])).size < ENOUGH;
  const typed = query.units.filter(few).flatMap(({ ways }) => ways.filter((way) => way.typed));
  return [...new Set(typed.flatMap(({ keys }) => keys))].filter((key) => lexicon.elsewhere.has(key));
}

// The documents that have all keys, with their average strength.
function together(lexicon, query, keys) {
  const [first, ...others] = keys.map((key) => places(lexicon, query, key));
  if (others.length === 0) {
    return first;
  }
  const found = new Map();
  for (const [document, strength] of first) {
    let sum = strength;
    if (others.every((places) => (places.has(document) ? ((sum += places.get(document)), true) : false))) {
      found.set(document, sum / keys.length);
    }
  }
  return found;
}

function weigh(lexicon, query, { document, score, share, titles }) {
  const { kind } = lexicon.data.documents;
  let found = score * (0.5 + 0.5 * Math.min(1, share));
  found += 0.12 * Math.min(1, titles / Math.max(1, lexicon.titleLength[document]));
  found *= KIND[kind[document]];
  if (lexicon.overdue(document)) {
    found *= OVERDUE;
  }
  if (query.municipalities.length > 0) {
    found *= Math.max(...query.municipalities.map((place) => NEARNESS[nearness(lexicon, document, place)]));
  }
  return found;
}

// Inactive offers are found by their title only, and municipalities as places only.
function shown(lexicon, query, { document, titles }) {
  const { kind, state } = lexicon.data.documents;
  if (kind[document] === "m") {
    return false;
  }
  return !state[document] || titles >= Math.max(1, query.units.length / 2);
}

// Active hits come before inactive ones; those that match much less well than the name of an inactive one are dropped.
function ordered(lexicon, hits) {
  const { state } = lexicon.data.documents;
  const best = Math.max(0, ...hits.map(({ score }) => score));
  const named = hits.filter(({ document, titles }) => state[document] && titles >= lexicon.titleLength[document]);
  const least = Math.max(best * WEAKEST, ...named.map(({ score }) => score * NAMED));
  return hits
    .filter(({ score, document }) => state[document] || score >= least)
    .sort((a, b) => Boolean(state[a.document]) - Boolean(state[b.document]) || b.score - a.score || a.document - b.document);
}

// The municipalities themselves, then offers to their residents. Hits of the words themselves come before these offers
// where the words may mean something else too, else after them.
function ofMunicipalities(lexicon, query) {
  const { kind, address, state, municipalities } = { ...lexicon.data.documents, municipalities: lexicon.data.municipalities };
  const pageOf = (id) => address.findIndex((at, document) => kind[document] === "m" && at.split("/").at(-2) === id);
  const pages = query.municipalities.map((place) => pageOf(municipalities[place][0])).filter((own) => own >= 0);
  const order = { own: 0, county: 1, nation: 2 };
  const near = (document) => Math.min(...query.municipalities.map((place) => order[nearness(lexicon, document, place)] ?? Infinity));
  const open = [...address.keys()]
    .filter((document) => kind[document] === "o" && !state[document])
    .map((document) => ({ ...hit(document, 1), near: near(document) }))
    .filter(({ near }) => near < Infinity)
    .sort((a, b) => a.near - b.near || a.document - b.document);
  const said = query.also.length > 0 ? ofUnits(lexicon, { ...query, units: query.also, municipalities: [] }) : [];
  const first = pages.map((own) => hit(own, 1));
  if (query.former.length > 0 || query.postcode !== null || query.either.size > 0) {
    return merged(first, said, open);
  }
  const so = new Set(lexicon.called.get(query.typed.join(" "))); // “Hamar kommune” is also an organisation
  return merged(first, said.filter(({ document }) => so.has(document)), open, said.filter(({ titles }) => titles > 0));
}

// Documents whose title is exactly the query, if it has stop words, which do not count otherwise.
function calledSo(lexicon, typed) {
  if (typed.every((word) => lexicon.words.significant(word))) {
    return [];
  }
  const { kind, state } = lexicon.data.documents;
  const found = new Set(lexicon.called.get(typed.join(" ")));
  return [...found].filter((document) => kind[document] !== "m" && !state[document]).map((document) => ({ ...hit(document, 1), titles: 1 }));
}

// Documents whose title has only stop words (“Alt om deg”), or has the typed ones in a row; also for a single letter. A
// single stop word finds only titles without other words.
function ofSmallWords(lexicon, typed) {
  const text = typed.join(" ");
  const letter = typed.length === 1 && typed[0].length === 1 && !lexicon.words.stop.has(typed[0]);
  const found = new Map();
  for (const [title, documents] of lexicon.called) {
    const words = title.split(" ");
    const plain = !words.some((word) => lexicon.words.significant(word));
    const row = ` ${title} `.includes(` ${text} `);
    const score = title === text ? 1 : row && (typed.length > 1 || letter || plain) ? 0.8 : plain && typed.every((word) => words.includes(word)) ? 0.6 : 0;
    if (score > 0) {
      for (const document of documents) {
        found.set(document, Math.max(score, found.get(document) ?? 0));
      }
    }
  }
  const { kind, state } = lexicon.data.documents;
  return [...found]
    .filter(([document]) => kind[document] !== "m")
    .map(([document, score]) => ({ ...hit(document, score), titles: 1 }))
    .sort((a, b) => Boolean(state[a.document]) - Boolean(state[b.document]) || b.score - a.score || a.document - b.document);
}

function called(lexicon, phone) {
  return documentsIn(lexicon.data.phones[phone]);
}
