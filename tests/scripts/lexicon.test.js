// The vocabulary file is read as Python wrote it.
import { address, given, lexicon, opened } from "./region.js";
import assert from "node:assert/strict";
import { test } from "node:test";

const { STRENGTH, documentsIn } = await import("../../templates/assets/search/lexicon.js");
const { plus } = await import("../../templates/assets/clock.js");

test("numbers are those that were written", () => {
  assert.ok(given.numbers.length > 20);
  for (const [written, gaps] of given.numbers) {
    assert.deepEqual(documentsIn(gaps), written);
  }
});

test("each document has the terms, organisations and numbers that it was written with", () => {
  const { data } = lexicon;
  const called = new Map();
  for (const [phone, gaps] of Object.entries(data.phones)) {
    for (const document of documentsIn(gaps)) {
      called.set(document, [...(called.get(document) ?? []), phone]);
    }
  }
  const plain = (phone) => (phone.length > 8 ? phone.replace(/^(00)?47/, "") : phone);
  assert.ok(called.size > 50);
  given.documents.forEach((document, at) => {
    assert.equal(address(at), document.address);
    assert.deepEqual(data.documents.terms[at].map((term) => data.terms[term][1]), [...new Set(document.terms)]);
    assert.deepEqual(data.documents.organisations[at].map((one) => data.organisations[one]), [...new Set(document.organisations)]);
    assert.deepEqual((called.get(at) ?? []).sort(), [...new Set(document.phones.map(plain))].sort());
  });
});

test("every word of a title leads to what has it, most strongly", () => {
  given.documents.forEach(({ title }, at) => {
    for (const text of [title.nb, title.nn].filter(Boolean)) {
      for (const word of lexicon.words.tokens(text).filter((word) => lexicon.words.significant(word))) {
        assert.equal(lexicon.places.get(lexicon.words.key(word))?.get(at), STRENGTH.title, `${word} of ${text}`);
      }
    }
  });
});

test("nothing is said more strongly than in a title, and every place is a document", () => {
  for (const [key, places] of lexicon.places) {
    for (const [document, strength] of places) {
      assert.ok(document >= 0 && document < lexicon.count, key);
      assert.ok(strength > 0 && strength <= STRENGTH.title, key);
    }
  }
});

test("a compound is known by its parts, in either order of asking", () => {
  assert.ok(lexicon.parts.size > 300);
  for (const [whole, [first, last]] of lexicon.parts) {
    assert.ok(lexicon.compounds.get(first).some(([key, atEnd]) => key === whole && !atEnd), whole);
    assert.ok(lexicon.compounds.get(last).some(([key, atEnd]) => key === whole && atEnd), whole);
  }
});

test("a confirmation is too old from the day after its last one, whether or not the site was built since", () => {
  const confirmed = given.documents.flatMap(({ due }, at) => (due ? [{ due, at }] : []));
  assert.ok(confirmed.length > 100);
  for (const today of ["2026-11-21", "2026-11-29", "2027-03-28"]) {
    const then = opened("nb", today);
    for (const { due, at } of confirmed) {
      assert.equal(then.overdue(at), due < today, `${address(at)} on ${today}`);
    }
  }
  const { due, at } = confirmed[0];
  assert.deepEqual([due, plus(due, 1)].map((day) => opened("nb", day).overdue(at)), [false, true]);
  const never = opened("nb", "2036-11-21");
  given.documents.forEach(({ due }, at) => assert.equal(never.overdue(at), due !== null));
});

test("words that hurt are never shown", () => {
  assert.ok(lexicon.quiet.size > 10);
  for (const key of lexicon.quiet) {
    assert.equal(lexicon.shown(key), undefined, key);
  }
  for (const { shown } of lexicon.groups) {
    const { keys } = lexicon.phrase(shown);
    assert.ok(keys.length !== 1 || !lexicon.quiet.has(keys[0]), shown);
  }
});

test("bokmål and nynorsk pages have one file, and English ones their own with the same documents", () => {
  const english = opened("en");
  assert.deepEqual(Object.keys(lexicon.data.titles), ["nb", "nn"]);
  assert.deepEqual(Object.keys(english.data.titles), ["en"]);
  assert.deepEqual(english.data.documents.address, lexicon.data.documents.address);
});
