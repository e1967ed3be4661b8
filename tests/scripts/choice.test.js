// A visitor's choice is kept in the fragment of the address, and only matching entries are shown.
import "./page.js";
import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { test } from "node:test";

// Safari 16, the last version for phones from 2017, has no URLSearchParams.size.
delete URLSearchParams.prototype.size;

const { asked, choices, chosen, fits, fragment, written } = await import("../../templates/assets/site.js");

function chosenIn(hash, name) {
  globalThis.location.hash = hash;
  return chosen(name);
}

test("a choice that is written is read again, and every other one in the address stays", () => {
  for (const list of [["a"], ["turgruppa-fjordby", "tirsdagskafeen"], ["for-barn", "lang-so", "behov-fagopplaering"]]) {
    for (const before of ["", "#kontakt", "#lagret=gammel", "#vis=gratis,for-barn", "#q=a%20b%2Cc&kommune=kvernstad", "#q=100%25+%26&vis=her"]) {
      const after = fragment("lagret", list, before);
      assert.deepEqual(chosenIn(after, "lagret"), list);
      for (const name of ["vis", "kommune", "q"]) {
        const value = (hash) => new URLSearchParams(hash.includes("=") ? hash.slice(1) : "").get(name);
        assert.equal(value(after), value(before), `${name} of ${before}`);
      }
    }
  }
});

test("an address is as short as it can be, and can be read", () => {
  assert.equal(fragment("lagret", ["a", "b-c"], ""), "#lagret=a,b-c");
  assert.equal(fragment("lagret", ["b"], "#lagret=a"), "#lagret=b");
  assert.equal(fragment("lagret", ["a"], "#kontakt"), "#lagret=a", "the name of a place on the page is no choice");
  assert.equal(fragment("vis", [], "#vis=gratis&lagret=a,b"), "#lagret=a,b");
  assert.equal(fragment("lagret", [], "#lagret=a"), "");
  assert.equal(fragment("lagret", [], "#kontakt"), "");
});

test("what is no name of anything is no choice", () => {
  assert.deepEqual(chosenIn("#vis=<img>,gratis,,Ærlig,a b,for-barn", "vis"), ["gratis", "for-barn"]);
  for (const hash of ["", "#", "#vis", "#vis=", "#gratis", "#%E0%A4%A", "#lagret=a"]) {
    assert.deepEqual(chosenIn(hash, "vis"), [], hash);
  }
});

const SETS = [
  { every: false, marks: ["behov-sorg", "behov-avlastning"] },
  { every: false, marks: ["for-barn", "for-soesken"] },
  { every: true, marks: ["gratis", "rullestol"] },
];

// Items that differ in their marks.
const MARKS = SETS.flatMap(({ marks }) => marks);
const THINGS = Array.from({ length: 2 ** MARKS.length }, (_, n) => new Set(MARKS.filter((_, bit) => n & (1 << bit))));

test("one mark of each set must be there, and every one of those that belong together", () => {
  for (const picked of THINGS) {
    const wanted = asked(SETS, new Set([...picked, "finnes-ikke"]));
    for (const having of THINGS) {
      const one = (first, second) => (!picked.has(first) && !picked.has(second)) || [first, second].some((mark) => picked.has(mark) && having.has(mark));
      const all = ["gratis", "rullestol"].every((mark) => !picked.has(mark) || having.has(mark));
      assert.equal(fits(having, wanted), one("behov-sorg", "behov-avlastning") && one("for-barn", "for-soesken") && all);
    }
  }
});

test("who picks nothing, or what no box is for, sees everything", () => {
  for (const picked of [[], ["finnes-ikke"]]) {
    const wanted = asked(SETS, new Set(picked));
    assert.ok(THINGS.every((having) => fits(having, wanted)));
  }
});

test("only site.js parses the fragment of the address, and what it reads it writes again", async () => {
  for (const hash of ["#q=a&lagret=b,c", "#kommune=kvernstad", ""]) {
    assert.equal(written(choices(hash)), hash.slice(1));
  }
  assert.equal(written(choices("#kontakt")), "", "an anchor is no choice");
  const assets = new URL("../../templates/assets/", import.meta.url);
  for (const name of (await readdir(assets, { recursive: true })).filter((name) => name.endsWith(".js") && name !== "site.js")) {
    const text = await readFile(new URL(name, assets), "utf8");
    assert.doesNotMatch(text, /URLSearchParams\([^)]*hash|hash\.slice/, name);
  }
});
