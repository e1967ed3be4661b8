// Tokens and search keys. That the browser and Python agree is tested in tests/search/test_words.py.
import { lexicon } from "./region.js";
import assert from "node:assert/strict";
import { test } from "node:test";

const { distance, folded, sound } = await import("../../templates/assets/search/words.js");

const WORDS = [...lexicon.form.values()].filter((_, at) => at % 23 === 0);

test("a word is the same however one types æ, ø and å", () => {
  for (const [one, ...others] of [
    ["pårørende", "parorende", "paarorende", "paaroerende", "pårorende"],
    ["sønn", "sonn", "soenn"],
    ["bæssær", "bassar", "baessaer"],
  ]) {
    for (const other of others) {
      assert.equal(folded(other), folded(one));
    }
  }
  for (const word of WORDS) {
    assert.equal(folded(folded(word)), folded(word));
  }
});

test("words that sound the same are the same to the ear", () => {
  for (const [one, other] of [["hjerte", "jerte"], ["hvem", "vem"], ["psykisk", "psykiskk"], ["kjære", "sjære"], ["terapi", "therapi"], ["telefon", "telephon"], ["sykkel", "sykel"]]) {
    assert.equal(sound(one), sound(other));
  }
  assert.notEqual(sound("rus"), sound("ris"));
});

test("a letter that is added, left out, changed or swapped with the next one is one step", () => {
  for (const [one, other, steps] of [
    ["demens", "demens", 0], ["demens", "demmens", 1], ["demens", "demns", 1], ["demens", "demans", 1], ["demens", "demesn", 1],
    ["selvmord", "selvmrod", 1], ["demens", "dmenes", 2], ["", "abc", 3], ["kurs", "sorg", 3],
  ]) {
    assert.equal(distance(one, other, 9), steps, `${one} ${other}`);
    assert.equal(distance(other, one, 9), steps, `${other} ${one}`);
  }
});

test("a distance is the same both ways, never shorter than the letters that are missing, and the way around is no shorter", () => {
  const some = WORDS.filter((_, at) => at % 3 === 0).slice(0, 60);
  const all = some.map((one) => some.map((other) => distance(one, other, 99)));
  some.forEach((one, i) => some.forEach((other, j) => {
    assert.equal(all[i][j] === 0, one === other);
    assert.equal(all[i][j], all[j][i]);
    assert.ok(all[i][j] >= Math.abs(one.length - other.length) && all[i][j] <= Math.max(one.length, other.length));
    for (const most of [0, 1, 2, 5]) {
      assert.equal(distance(one, other, most), all[i][j] <= most ? all[i][j] : Infinity);
    }
  }));
});

test("text that is no word is no word", () => {
  for (const text of ["", " ", "!?…", "((([", "🙂🙂", "<>"]) {
    assert.deepEqual(lexicon.words.tokens(text), []);
  }
  assert.deepEqual(lexicon.words.tokens("Pårørende-KAFÉ: «söndag» 18.00"), ["pårørende", "kafe", "søndag", "18", "00"]);
});
