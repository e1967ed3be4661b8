// What the file of words holds, unpacked: which words the site knows, and in which documents each of them stands.
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
    this.places = new Map(); // key → Map(document → how strongly it says so)
    this.form = new Map(); // key → the word as the site writes it
    this.compounds = new Map(); // key of a part → [[key of the compound, whether it is the last part]]
    this.parts = new Map(); // key of a compound → keys of its parts
    this.elsewhere = new Set(); // keys that long texts hold in too many places for this file
    this.terms = data.documents.terms;
    this.#readWords();
    this.#readTitles();
    this.#readNames();
    this.#readGroups();
  }

  // Documents that are called as others are.
  get shared() {
    return (this.namesakes ??= new Set([...this.called.values()].filter((documents) => new Set(documents).size > 1).flat()));
  }

  // What is only asked for when a word is not known as it stands.
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

  // Words that hurt lead to what helps, and are never shown: those that only quiet groups have.
  get quiet() {
    if (this.hurting) return this.hurting;
    const single = (groups) => groups.flatMap(({ means }) => means.filter(({ keys }) => keys.length === 1).map(({ keys }) => keys[0]));
    const said = new Set(single(this.groups.filter(({ shown }) => shown)));
    return (this.hurting = new Set(single(this.groups.filter(({ shown }) => !shown)).filter((key) => !said.has(key))));
  }

  // A word as it may be shown; nothing for one that hurts.
  shown(key) {
    return this.quiet.has(key) ? undefined : (this.form.get(key) ?? this.typed.get(key));
  }

  // What a misspelt word may be taken for without a second look: words of the site, words that services use, and words
  // of danger. The other words of the dictionary are of many languages, and short ones are near to everything.
  get sure() {
    if (this.surely) return this.surely;
    const used = this.groups.flatMap(({ shown, leads }) => [this.phrase(shown), ...leads]);
    const danger = this.groups.filter(({ lines }) => lines).flatMap(({ means }) => means);
    return (this.surely = new Set([...this.form.keys(), ...[...used, ...danger].flatMap(({ keys }) => keys)]));
  }

  // Whether a confirmation has grown too old, also when the site was not built since.
  overdue(document) {
    const due = this.data.documents.due[document];
    return due !== "" && due < this.age;
  }

  #by(make) {
    const found = new Map();
    for (const { key, form } of this.forms) push(found, make(key, form), key);
    return found;
  }

  // Words that only stand among those a group leads to lead nowhere themselves.
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
      if (short[at].length > 0) this.#add(key, documentsIn(short[at]), STRENGTH.short);
      if (long[at] === null) this.elsewhere.add(key);
      else if (long[at].length > 0) this.#add(key, documentsIn(long[at]), STRENGTH.long);
    }
  }

  #readTitles() {
    this.titleLength = new Array(this.count).fill(0);
    this.called = new Map(); // the words of a title, in a row → documents
    const [first] = Object.keys(this.data.titles);
    for (const [language, titles] of Object.entries(this.data.titles)) {
      for (const [at, title] of Object.entries(titles)) {
        const told = this.words.naming(title);
        push(this.called, this.words.tokens(title).join(" "), Number(at));
        if (language === first) this.titleLength[at] = told.length;
        for (const word of told) this.#add(this.words.key(word), [Number(at)], STRENGTH.title);
      }
    }
  }

  // Terms and owners: a word in the name of one stands for all documents that have it.
  #readNames() {
    const { terms, organisations, documents } = this.data;
    const having = terms.map(() => []);
    this.terms.forEach((all, document) => all.forEach((term) => having[term].push(document)));
    const focus = Object.fromEntries(["n", "a", "f", ""].map((kind) => [kind, this.#focus(kind)]));
    terms.forEach(([kind, , names], at) => {
      const strength = kind === "f" ? STRENGTH.short : STRENGTH.term;
      for (const name of Object.values(names)) this.#name(name, having[at], strength, focus[kind]);
    });
    const owning = organisations.map(() => []);
    documents.organisations.forEach((all, document) => all.forEach((owner) => owning[owner].push(document)));
    organisations.forEach((name, at) => this.#name(name, owning[at], STRENGTH.owner));
  }

  #name(name, documents, strength, focus = null) {
    for (const word of this.words.naming(name)) {
      for (const document of documents) this.#add(this.words.key(word), [document], strength * (focus?.[document] ?? 1));
    }
  }

  // An offer for three audiences is less about each of them than one for a single one.
  #focus(kind) {
    const { terms } = this.data;
    return this.terms.map((all) => 0.55 + 0.45 / Math.sqrt(all.filter((term) => terms[term][0] === kind).length));
  }

  #readGroups() {
    this.typed = new Map(); // key → the first word of the dictionary that has it
    this.phrases = new Map(); // key → the phrases of the dictionary that it is in
    this.groups = this.data.groups.map(([means, leads, shown, lines], number) => {
      const group = new Group(this, { number, shown, lines, leads });
      group.means = means.split("|").map((text) => this.phrase(text)).filter(({ keys }) => keys.length > 0);
      for (const phrase of group.means) {
        for (const key of phrase.keys) push(this.phrases, key, { group, phrase });
      }
      return group;
    });
  }

  // The words of a phrase that must be there; those that say little may be left out when others remain, but where a
  // single one does, some of them must stand `beside` it. A phrase that lives by small words (“orker ikke mer”) is
  // `close`: no other telling word may stand in it; where it has nothing else, no word at all.
  phrase(text) {
    const tokens = this.words.tokens(text);
    let kept = tokens;
    if (tokens.length > 1) {
      kept = tokens.filter((word) => this.words.telling(word) || this.words.turning.has(word));
      if (tokens.length > 2 && kept.length < 2) kept = tokens.filter((word) => word.length > 1 && !LITTLE.has(word));
      if (kept.length === 0 || (tokens.length > 2 && !tokens.some((word) => this.words.telling(word)))) kept = tokens;
    }
    const small = kept.filter((word) => this.words.stop.has(word)).length;
    const close = kept.length > 1 && small === kept.length ? 0 : small > 1 ? 1 : null;
    const keys = [];
    for (const word of kept) {
      const key = this.words.key(word);
      if (!keys.includes(key)) keys.push(key);
      if (!this.typed.has(key) && !this.words.stop.has(word)) this.typed.set(key, word);
    }
    const beside = keys.length === 1 ? tokens.filter((word) => !kept.includes(word)).map((word) => this.words.key(word)) : [];
    return { text, keys, beside, close };
  }

  #add(key, documents, strength) {
    let of = this.places.get(key);
    if (!of) this.places.set(key, (of = new Map()));
    for (const document of documents) {
      if ((of.get(document) ?? 0) < strength) of.set(document, strength);
    }
  }
}

// Words for one thing; what it leads to is read when somebody asks for it.
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
  if (list) list.push(value);
  else map.set(key, [value]);
}
