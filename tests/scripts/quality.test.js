// The search finds what people ask for. The floors are those of tests/search/test_quality.py, which asks in a browser; the
// figures are reckoned as in tools/search_quality/metrics.py. Of the half that nobody looks at, the totals alone are told.
import { given, search, understood } from "./region.js";
import assert from "node:assert/strict";
import { test } from "node:test";

const FLOORS = { recall: 0.93, mrr: 0.85, nonsense: 0.95, crisis: 1 };

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

for (const [half, questions] of Object.entries(given.questions)) {
  test(`people find what they ask for (${half})`, () => {
    const answers = questions.map((question) => ({ ...question, found: search(question.ask).slice(0, 20).map(named) }));
    const judged = answers.filter(({ find }) => find.length > 0);
    const figures = {
      recall: mean(judged.map(recall)),
      mrr: mean(judged.map(reciprocalRank)),
      nonsense: mean(answers.filter(({ nothing }) => nothing).map(({ found }) => found.length === 0)),
      crisis: mean(answers.filter(({ crisis }) => crisis).map(({ ask }) => understood(ask).lines.length > 0)),
    };
    for (const [name, floor] of Object.entries(FLOORS)) assert.ok(figures[name] >= floor, JSON.stringify(figures));
  });
}
