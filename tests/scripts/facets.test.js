// The facets that search results can be filtered by.
import { given, lexicon } from "./region.js";
import assert from "node:assert/strict";
import { test } from "node:test";

const { marks } = await import("../../templates/assets/search/facets.js");

test("a hit has a mark for each of its needs, audiences and formats, and nothing else", () => {
  const terms = new Set(lexicon.data.terms.filter(([kind]) => kind).map(([, id]) => id));
  const seen = new Set();
  given.documents.forEach((document, at) => {
    const found = [...marks(lexicon, at, -1)].map((mark) => mark.match(/^(behov|for|form)-(.+)$/).slice(1));
    assert.deepEqual(found.map(([, id]) => id).sort(), [...new Set(document.terms)].filter((id) => terms.has(id)).sort());
    found.forEach(([kind]) => seen.add(kind));
  });
  assert.deepEqual([...seen].sort(), ["behov", "for", "form"]);
});

test("what people who live in a municipality can use is what is for them, and no neighbour's", () => {
  given.municipalities.forEach((municipality, here) => {
    given.documents.forEach(({ municipalities, nation, address }, at) => {
      assert.equal(marks(lexicon, at, here).has("her"), nation || municipalities.includes(municipality), `${address} ${municipality}`);
    });
  });
});

test("asking for one municipality leaves the marks of another one as they were", () => {
  given.documents.forEach((_, at) => {
    const before = new Set(marks(lexicon, at, -1));
    given.municipalities.forEach((_, here) => marks(lexicon, at, here));
    assert.deepEqual(marks(lexicon, at, -1), before);
  });
});
