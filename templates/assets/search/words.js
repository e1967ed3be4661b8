// Tokens and search keys, by the rules in the vocabulary file; veiviser/search/words.py does the same.

export class Words {
  constructor(rules) {
    this.plain = new Map(Object.entries(rules.plain));
    this.endings = new Map(rules.endings);
    this.longest = Math.max(...[...this.endings.keys()].map((ending) => ending.length));
    this.marked = new RegExp(`[${Object.keys(rules.plain).join("")}]`, "g");
    this.irregular = new Map(Object.entries(rules.irregular));
    this.stop = new Set(rules.stop.split(" "));
    this.phraseStop = new Set(rules.phraseStop.split(" "));
    this.beforeS = new Set(rules.beforeS);
    this.keys = new Map();
  }

  tokens(text) {
    const small = joined(text.normalize("NFC")).toLowerCase().replace(this.marked, (letter) => this.plain.get(letter));
    return small.match(WORD) ?? [];
  }

  significant(word) {
    return word.length > 1 && !this.stop.has(word);
  }

  // Stop words written as abbreviations (“barn med ME”); none in a text of capitals, where they cannot be recognised.
  abbreviations(text) {
    const whole = joined(text.normalize("NFC"));
    if (whole === whole.toUpperCase() && whole !== whole.toLowerCase()) {
      return new Set();
    }
    return new Set((whole.match(CAPITALS) ?? []).map((word) => word.toLowerCase()).filter((word) => this.stop.has(word)));
  }

  // The significant words of a name, or all when none is significant (“Alt om deg”).
  naming(text) {
    const all = this.tokens(text);
    const short = this.abbreviations(text);
    const found = all.filter((word) => this.significant(word) || short.has(word));
    return found.length > 0 ? found : all;
  }

  // The search key: a light stem.
  key(word) {
    let found = this.keys.get(word);
    if (found === undefined) {
      found = this.#key(word);
      this.keys.set(word, found);
    }
    return found;
  }

  #key(word) {
    if (/\p{N}/u.test(word)) {
      return word;
    }
    let stem = this.#withoutEnding(this.irregular.get(word) ?? word);
    if (stem.endsWith("er") && stem.length > 4) {
      stem = stem.slice(0, -2);
    }
    if (stem.length > 3 && "ae".includes(stem.at(-1))) {
      stem = stem.slice(0, -1);
    }
    if (stem.length > 3 && stem.at(-1) === "s" && this.beforeS.has(stem.at(-2))) {
      stem = stem.slice(0, -1);
    }
    if (stem.length > 3 && stem.at(-1) === "r" && "dkt".includes(stem.at(-2))) {
      stem = stem.slice(0, -1);
    }
    if (stem.length > 4 && stem.at(-1) === stem.at(-2) && !VOWEL.test(stem.at(-1))) {
      stem = stem.slice(0, -1);
    }
    return stem;
  }

  #withoutEnding(word) {
    for (let length = Math.min(this.longest, word.length - 1); length > 0; length--) {
      const left = this.endings.get(word.slice(-length));
      if (left <= word.length - length && VOWEL.test(word.slice(0, -length))) {
        return word.slice(0, -length);
      }
    }
    return word;
  }
}

const WORD = /[\p{L}\p{N}]+/gu;
const CAPITALS = /(?<![\p{L}\p{N}])[A-ZÆØÅ]{2,}(?![\p{L}\p{N}])/gu;
// Letters separated by full stops are one word: “K.I.D.”
const DOTTED = /(?<![\p{L}\p{N}])\p{L}(?:\.\p{L})+(?![\p{L}\p{N}])/gu;
const joined = (text) => text.replace(DOTTED, (letters) => letters.replaceAll(".", ""));
const VOWEL = /[aeiouyæøå]/;

// A word without æ, ø and å, as typed on other keyboards: “paarorende” and “pårørende” become the same.
export function folded(word) {
  return word.replace(/å|aa/g, "a").replace(/ø|oe/g, "o").replace(/æ|ae/g, "a");
}

// A rough phonetic form, for words spelt by ear.
export function sound(word) {
  return folded(word)
    .replace(/(.)\1/g, "$1")
    .replace(/^hv|^w/, "v")
    .replace(/^hj|^gj|^lj/, "j")
    .replace(/skj|sj|kj|tj|rs/g, "s")
    .replace(/ph/g, "f")
    .replace(/ck|k|c|q/g, "k")
    .replace(/z/g, "s")
    .replace(/w/g, "v")
    .replace(/th/g, "t")
    .replace(/ei|ai|eg/g, "e")
    .replace(/oy|øy/g, "o")
    .replace(/d(?=[st]|$)/g, "");
}

// Edit distance (insert, delete, replace, swap neighbours) of two words; Infinity when it is more than `most`.
export function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) {
    return Infinity;
  }
  let [older, old] = [[], Array.from({ length: other.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= other.length; j++) {
      const changed = one[i - 1] !== other[j - 1];
      let steps = Math.min(old[j] + 1, row[j - 1] + 1, old[j - 1] + (changed ? 1 : 0));
      if (changed && i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        steps = Math.min(steps, older[j - 2] + 1);
      }
      row.push(steps);
      least = Math.min(least, steps);
    }
    if (least > most) {
      return Infinity;
    }
    [older, old] = [old, row];
  }
  return old[other.length] <= most ? old[other.length] : Infinity;
}
