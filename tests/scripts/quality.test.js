// The quality of the search. The floors are those of tests/search/test_quality.py, which uses a browser; the figures are
// computed as in tools/search_quality/metrics.py. For the held-out half only the totals are reported.
import { address, given, lexicon, opened } from "./region.js";
import assert from "node:assert/strict";
import { test } from "node:test";

const { rank } = await import("../../templates/assets/search/rank.js");
const { read } = await import("../../templates/assets/search/query.js");

const FLOORS = { recall: 0.93, mrr: 0.85, nonsense: 0.95, crisis: 1 };
// By days since the build. After two months only some offers are overdue, and rank below the others.
const AGES = { 0: FLOORS, 60: { ...FLOORS, recall: 0.9 }, 182: FLOORS, 730: FLOORS };
const BUILT = Date.parse(lexicon.data.today);

const mean = (values) => values.reduce((sum, value) => sum + Number(value), 0) / values.length;
const named = (address) => address.match(/^tilbud\/([^/]+)\/$/)?.[1] ?? address;

function recall({ find, also, found }) {
  const first = found.slice(0, 10);
  const taken = first.filter((one) => also.includes(one)).length;
  return first.filter((one) => find.includes(one)).length / Math.min(find.length, 10 - Math.min(taken, 5));
}

function reciprocalRank({ find, also, found }) {
  const at = found.findIndex((one) => find.includes(one) || also.includes(one));
  return at < 0 ? 0 : 1 / (at + 1);
}

const words = Object.fromEntries(
  Object.keys(AGES).map((age) => [age, opened("nb", new Date(BUILT + age * 86_400_000).toISOString().slice(0, 10))]),
);

test("the words of an older site know how old it is", () => {
  for (const age of Object.keys(AGES)) {
    assert.equal(words[age].age, Number(age));
  }
});

for (const [half, questions] of Object.entries(given.questions)) {
  for (const [age, floors] of Object.entries(AGES)) {
    test(`people find what they ask for (${half}, ${age} days after the build)`, () => {
      const answers = questions.map((question) => {
        const query = read(words[age], question.ask);
        return { ...question, lines: query.lines, found: rank(words[age], query).slice(0, 20).map(({ document }) => named(address(document))) };
      });
      const judged = answers.filter(({ find }) => find.length > 0);
      const figures = {
        recall: mean(judged.map(recall)),
        mrr: mean(judged.map(reciprocalRank)),
        nonsense: mean(answers.filter(({ nothing }) => nothing).map(({ found }) => found.length === 0)),
        crisis: mean(answers.filter(({ crisis }) => crisis).map(({ lines }) => lines.length > 0)),
      };
      for (const [name, floor] of Object.entries(floors)) {
        assert.ok(figures[name] >= floor, JSON.stringify(figures));
      }
    });
  }
}
