// The decoded vocabulary file: the words of the site, their postings, and the groups of the dictionary.
import { now } from "../clock.js";
import { Words, folded, sound } from "./words.js";

const DAY = 86_400_000;

export const STRENGTH = { title: 1, term: 0.9, owner: 0.35, short: 0.6, long: 0.25 };

// Documents by their numbers, of which veiviser/search/vocabulary.py writes the distances.
export function documentsIn(gaps) {
  let at = 0;
  return gaps.map((gap) => (at += gap));
}

export class Lexicon {
  constructor(data, today = now().day) {
    this.data = data;
    this.age = Math.round((Date.parse(today) - Date.parse(data.today)) / DAY); // days since the site was built
    this.words = new Words(data.rules);
    this.count = data.documents.kind.length;
    this.places = new Map(); // key → Map(document → strength)
    this.form = new Map(); // key → a word of the site with that key
    this.compounds = new Map(); // key of a part → [[key of the compound, whether it is the last part]]
    this.parts = new Map(); // key of a compound → keys of its parts
    this.elsewhere = new Set(); // keys that long texts hold in too many places for this file
    this.terms = data.documents.terms;
    this.#readWords();
    this.#readTitles();
    this.#readNames();
    this.#readGroups();
  }

  // Documents with the same title as others.
  get shared() {
    return (this.namesakes ??= new Set([...this.called.values()].filter((documents) => new Set(documents).size > 1).flat()));
  }

  // The tables for unknown words are built on first use.
  get forms() {
    return (this.allForms ??= [...new Map([...this.typed, ...this.form])]
      .filter(([key]) => this.known(key))
      .map(([key, form]) => ({ key, form, plain: folded(form) })));
  }

  get folded() {
    return (this.byLetters ??= this.#by((key) => folded(key)));
  }

  get sounds() {
    return (this.bySound ??= this.#by((_, form) => sound(form)));
  }

  // Words that may hurt lead to help, but are never shown: words that only quiet groups have.
  get quiet() {
    if (this.hurting) {
      return this.hurting;
    }
    const single = (groups) => groups.flatMap(({ means }) => means.filter(({ keys }) => keys.length === 1).map(({ keys }) => keys[0]));
    const said = new Set(single(this.groups.filter(({ shown }) => shown)));
    return (this.hurting = new Set(single(this.groups.filter(({ shown }) => !shown)).filter((key) => !said.has(key))));
  }

  // The word to show for a key; undefined for a quiet one.
  shown(key) {
    return this.quiet.has(key) ? undefined : (this.form.get(key) ?? this.typed.get(key));
  }

  // The words that a misspelt word may be corrected to: words of the site, of services, and crisis words. The rest of
  // the dictionary is in many languages, and its short words are similar to everything.
  get sure() {
    if (this.surely) {
      return this.surely;
    }
    const used = this.groups.flatMap(({ shown, leads }) => [this.phrase(shown), ...leads]);
    const danger = this.groups.filter(({ lines }) => lines).flatMap(({ means }) => means);
    return (this.surely = new Set([...this.form.keys(), ...[...used, ...danger].flatMap(({ keys }) => keys)]));
  }

  // Whether a confirmation is overdue today, even if the site was not rebuilt.
  overdue(document) {
    const due = this.data.documents.due[document];
    return due !== "" && due < this.age;
  }

  #by(make) {
    const found = new Map();
    for (const { key, form } of this.forms) {
      push(found, make(key, form), key);
    }
    return found;
  }

  // Words that are only among the related words of a group find nothing by themselves.
  known(key) {
    return this.form.has(key) || this.phrases.has(key) || this.compounds.has(key);
  }

  #readWords() {
    const { shared, short, long } = this.data;
    const rests = this.data.words.split("\n");
    let before = "";
    for (const at of shared.keys()) {
      const marked = before.slice(0, shared[at]) + rests[at];
      before = marked;
      const word = marked.replace("|", "");
      const key = this.words.key(word);
      this.form.set(key, word);
      const halves = marked.split("|");
      if (halves.length === 2) {
        const first = this.words.key(halves[0].replace(/(?<=...)s$/, ""));
        const last = this.words.key(halves[1]);
        push(this.compounds, first, [key, false]);
        push(this.compounds, last, [key, true]);
        this.parts.set(key, [first, last]);
      }
      if (short[at].length > 0) {
        this.#add(key, documentsIn(short[at]), STRENGTH.short);
      }
      if (long[at] === null) {
        this.elsewhere.add(key);
      } else if (long[at].length > 0) {
        this.#add(key, documentsIn(long[at]), STRENGTH.long);
      }
    }
  }

  #readTitles() {
    this.titleLength = new Array(this.count).fill(0);
    this.called = new Map(); // the words of a title, joined → documents
    const [first] = Object.keys(this.data.titles);
    for (const [language, titles] of Object.entries(this.data.titles)) {
      for (const [at, title] of Object.entries(titles)) {
        const told = this.words.naming(title);
        push(this.called, this.words.tokens(title).join(" "), Number(at));
        if (language === first) {
          this.titleLength[at] = told.length;
        }
        for (const word of told) {
          this.#add(this.words.key(word), [Number(at)], STRENGTH.title);
        }
      }
    }
  }

  // A word in the name of a term or organisation counts for all documents that have it.
  #readNames() {
    const { terms, organisations, documents } = this.data;
    const having = terms.map(() => []);
    this.terms.forEach((all, document) => all.forEach((term) => having[term].push(document)));
    const focus = Object.fromEntries(["n", "a", "f", ""].map((kind) => [kind, this.#focus(kind)]));
    terms.forEach(([kind, , names], at) => {
      const strength = kind === "f" ? STRENGTH.short : STRENGTH.term;
      for (const name of Object.values(names)) {
        this.#name(name, having[at], strength, focus[kind]);
      }
    });
    const owning = organisations.map(() => []);
    documents.organisations.forEach((all, document) => all.forEach((owner) => owning[owner].push(document)));
    organisations.forEach((name, at) => this.#name(name, owning[at], STRENGTH.owner));
  }

  #name(name, documents, strength, focus = null) {
    for (const word of this.words.naming(name)) {
      for (const document of documents) {
        this.#add(this.words.key(word), [document], strength * (focus?.[document] ?? 1));
      }
    }
  }

  // An offer for three audiences is less relevant for each than an offer for one.
  #focus(kind) {
    const { terms } = this.data;
    return this.terms.map((all) => 0.55 + 0.45 / Math.sqrt(all.filter((term) => terms[term][0] === kind).length));
  }

  #readGroups() {
    this.typed = new Map(); // key → the first dictionary word with it
    this.phrases = new Map(); // key → the dictionary phrases that contain it
    this.groups = this.data.groups.map(([means, leads, shown, lines], number) => {
      const group = new Group(this, { number, shown, lines, leads });
      group.means = means.split("|").map((text) => this.phrase(text)).filter(({ keys }) => keys.length > 0);
      for (const phrase of group.means) {
        for (const key of phrase.keys) {
          push(this.phrases, key, { group, phrase });
        }
      }
      return group;
    });
  }

  // The required words of a phrase (`keys`). Stop words are optional when other words remain; if only one remains, a
  // stop word must be `beside` it. In a phrase that depends on stop words (“orker ikke mer”), `close` is 1: no other
  // significant word may be in between; 0, when it has only stop words: no word at all.
  phrase(text) {
    const tokens = this.words.tokens(text);
    let kept = tokens;
    if (tokens.length > 1) {
      kept = tokens.filter((word) => this.words.significant(word) || this.words.phraseStop.has(word));
      if (tokens.length > 2 && kept.length < 2) {
        kept = tokens.filter((word) => word.length > 1 && !LITTLE.has(word));
      }
      if (kept.length === 0 || (tokens.length > 2 && !tokens.some((word) => this.words.significant(word)))) {
        kept = tokens;
      }
    }
    const small = kept.filter((word) => this.words.stop.has(word)).length;
    const close = kept.length > 1 && small === kept.length ? 0 : small > 1 ? 1 : null;
    const keys = [];
    for (const word of kept) {
      const key = this.words.key(word);
      if (!keys.includes(key)) {
        keys.push(key);
      }
      if (!this.typed.has(key) && !this.words.stop.has(word)) {
        this.typed.set(key, word);
      }
    }
    const beside = keys.length === 1 ? tokens.filter((word) => !kept.includes(word)).map((word) => this.words.key(word)) : [];
    return { text, keys, beside, close };
  }

  #add(key, documents, strength) {
    let of = this.places.get(key);
    if (!of) {
      this.places.set(key, (of = new Map()));
    }
    for (const document of documents) {
      if ((of.get(document) ?? 0) < strength) {
        of.set(document, strength);
      }
    }
  }
}

// A group of synonyms; its related words are parsed on first use.
class Group {
  constructor(lexicon, { number, shown, lines, leads }) {
    Object.assign(this, { lexicon, number, shown, lines, led: leads });
  }

  get leads() {
    return (this.ways ??= this.led ? this.led.split("|").map((text) => this.lexicon.phrase(text)) : []);
  }
}

const LITTLE = new Set("å og i på en et ei den det jeg eg min mi mitt er som at for til av the a to my i".split(" "));

export function push(map, key, value) {
  const list = map.get(key);
  if (list) {
    list.push(value);
  } else {
    map.set(key, [value]);
  }
}
