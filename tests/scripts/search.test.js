// How the search reads queries and what it finds, on tests/search/region.
import { address, given, lexicon, opened, search, understood } from "./region.js";
import assert from "node:assert/strict";
import { test } from "node:test";

const { missing, nearness, nearestFirst, rank } = await import("../../templates/assets/search/rank.js");
const { read, resolve } = await import("../../templates/assets/search/query.js");
const { completions, neighbours } = await import("../../templates/assets/search/suggest.js");

const TUNE = given.questions.tune.map(({ ask }) => ask);
const SOME = TUNE.filter((_, at) => at % 12 === 0);
const ODD = [
  "", "a", " ", "\u200b", "å", "hva gjør jeg", "og eller men", "!?…", "((([", ".*+?^${}|\\", "<img src=x onerror=alert(1)>",
  "'; DROP TABLE offers; --", "🙂🙂", "Привет как дела", "مرحبا", "字", "constructor", "__proto__ toString", "hasOwnProperty valueOf",
  "%", "%E0%A4%A", "a".repeat(2000), "mor ".repeat(500), "00000000", "123", "9999", "null undefined NaN", "søsken\0\u202eknis",
];

// Words

test("a word that was taken for another one is told, and found as it stands when one wants to", () => {
  assert.deepEqual(understood("demmens").changed, [{ from: "demmens", to: "demens" }]);
  assert.ok(search("demmens").slice(0, 3).includes("tilbud/paaroerendeskole-demens-kvernstad/"));
  assert.deepEqual(understood("demmens", { asTyped: true }).changed, []);
});

test("words that nobody knows find nothing, and are told beside those that do", () => {
  assert.deepEqual(search("xqzwvk brrtk"), []);
  assert.ok(search("søsken xqzwvk").includes("tilbud/voksne-soesken/"));
  assert.deepEqual(understood("søsken xqzwvk xqzwvk").unknown, ["xqzwvk"]);
});

test("every word that the site writes is known as it stands", () => {
  for (const [key, word] of lexicon.form) {
    if (lexicon.known(key)) {
      assert.deepEqual(resolve(lexicon, word, { asTyped: true }), { keys: [{ key, weight: 1 }], changed: null }, word);
    }
  }
});

test("capitals, and signs that are not seen, do not count", () => {
  for (const text of SOME) {
    const found = search(text);
    assert.deepEqual(search(text.toUpperCase()), found, text);
    assert.deepEqual(search([...text].join("\u00ad")), found, text);
    assert.deepEqual(search(`  ${text.replaceAll(" ", "  ")}\ufeff`), found, text);
  }
  assert.deepEqual(search("av\u00adlast\u200bning"), search("avlastning"));
  assert.deepEqual(search("pårørende".normalize("NFD")), search("pårørende"));
});

test("a word without its marks is taken as it is meant, and not told as another one", () => {
  for (const [typed, meant] of [["parorende", "pårørende"], ["sosken", "søsken"], ["sorgstotte", "sorgstøtte"]]) {
    assert.deepEqual(understood(typed).changed, [], typed);
    assert.ok(search(typed).length > 0, typed);
    assert.ok(search(typed).every((it) => search(meant).includes(it)), typed);
  }
});

test("odd input gets a sane answer", () => {
  for (const text of ODD) {
    const query = understood(text);
    assert.ok(query.typed.length <= 24, text);
    for (const { document, score } of rank(lexicon, query)) {
      assert.ok(address(document) && Number.isFinite(score), text);
    }
  }
  for (const text of ["", " ", "\u200b", "!?…", "🙂🙂", "字", "xqzwvk"]) {
    assert.deepEqual(search(text), [], text);
  }
});

test("a phrase is also about what stands within it", () => {
  assert.equal(search("pappa drikker hver helg")[0], "tilbud/kurs-leve-naer-rus/");
  assert.ok(search("mamma drikker").slice(0, 5).includes("tilbud/russamtaler-lyngmo/"));
});

test("what the dictionary leads to is found within compounds", () => {
  assert.ok(search("jeg er utsliten").slice(0, 6).includes("tilbud/bjoerkelia-avlastningsbolig/"));
  assert.ok(search("avlastningsgreier").slice(0, 3).includes("tilbud/avlastning-hjemme-kvernstad/"));
  assert.equal(search("nettprat")[0], "tilbud/spiseforstyrrelse-chat/");
});

test("a word of a torn phrase finds nothing by itself", () => {
  // “tatt på” is about abuse; a text with “tatt” in it is not.
  for (const text of ["voldtekt", "beføling"]) {
    assert.ok(!search(text).includes("tilbud/handlehjelp-myrheim/"), text);
  }
});

test("a word is not taken for a foreign one that looks like it", () => {
  for (const [text, wrong] of [["genser", "gender"], ["vekke", "vaikai"], ["nødvendig", "nedverdigende"]]) {
    const { changed, lines } = understood(text);
    assert.ok(!changed.some(({ to }) => to.includes(wrong)), text);
    assert.deepEqual(lines, [], text);
  }
});

test("a word that hurts is never said, however it is misspelt", () => {
  for (const text of ["alkkis", "narkomn"]) {
    assert.ok(search(text).length > 0, text);
    assert.deepEqual(understood(text).changed.filter(({ to }) => to), [], text);
  }
  for (const key of lexicon.quiet) {
    const word = lexicon.typed.get(key);
    for (const text of [word, word.slice(0, -2) + word.at(-1)]) {
      for (const { to } of understood(text).changed) {
        assert.ok(!to || !lexicon.quiet.has(lexicon.words.key(to)), `${text} → ${to}`);
      }
      for (const offered of [...completions(lexicon, text), ...neighbours(lexicon, understood(text))]) {
        assert.ok(!lexicon.quiet.has(lexicon.words.key(offered)), `${text} … ${offered}`);
      }
    }
  }
});

test("a word that hurts is not offered where the site itself writes it", () => {
  const writing = opened("nb");
  const key = [...writing.quiet].find((key) => writing.typed.get(key).length > 5);
  const word = writing.typed.get(key);
  writing.form.set(key, word);
  for (const offered of [...completions(writing, word.slice(0, -1)), ...neighbours(writing, { typed: [`${word}x`] })]) {
    assert.notEqual(offered, word);
  }
});

// Crisis words

const linesFor = (text) => understood(text).lines.map((line) => given.lines[line]);
const [EMERGENCY, URGENT] = [["112", "113"], "116117"];

test("words of danger bring help lines", () => {
  for (const text of ["selvmord", "sjølmord", "jeg vil ta livet mitt", "selvmrod", "xqzwvk selvmord", "overdose"]) {
    assert.ok(linesFor(text).length > 0, text);
  }
});

for (const [danger, fitting, asked] of [
  ["suicide", "116123", [
    "ta livet sitt", "jeg vil drepe meg selv", "eg vil drepe meg sjølv", "he wants to kill himself", "they want to kill themselves",
    "my son wants to die", "livet har ingen mening", "livet har inga meining", "jeg orker ikke mer", "eg orkar ikkje meir", "vil ikke mer",
    "snakker om å dø", "avskjedsbrev", "akutt", "krisetelefon", "nødhjelp",
  ]],
  ["violence", "55000198", [
    "slår meg", "voldtekt", "overgrep", "kniv", "kvalt", "kvalte meg", "tar på meg", "onkel tok på meg", "domestic abuse", "beaten by",
    "redd for kjæresten", "redd for mannen min",
  ]],
  ["overdose", "91508588", ["overdose", "tok alle tablettene", "tatt mange paracet", "spist piller", "bevisstløs"]],
  ["illness", undefined, [
    "puster ikke", "kan ikke vekke henne", "får ikkje vekt han", "våkner ikke", "hjertestans", "hjartestans", "hjerteinfarkt",
    "brystsmerter", "blør mye",
  ]],
]) {
  test(`of ${danger}, emergencies come first, then what is urgent, then the line that fits`, () => {
    for (const text of asked) {
      const found = linesFor(text);
      assert.deepEqual([found.slice(0, 2).sort(), found[2]], [EMERGENCY, URGENT], text);
      assert.ok(!fitting || found.slice(0, 5).includes(fitting), text);
    }
  });
}

test("of two lines for emergencies the one that fits comes first", () => {
  assert.equal(linesFor("overdose")[0], "113");
  assert.equal(linesFor("voldtekt")[0], "112");
});

test("other words bring no help lines", () => {
  for (const text of [
    "avlastning", "kurs", "barnevakt", "livet etter slag", "jeg tar på meg for mye", "tar tabletter", "mor vil ikke ha mer hjelp",
    "sover ikke", "redd for fremtiden",
  ]) {
    assert.deepEqual(linesFor(text), [], text);
  }
});

// The list

test("the best come first, what is over below all else, and nothing twice", () => {
  const over = new Set(given.documents.filter(({ state }) => state).map(({ address }) => address));
  for (const text of TUNE.filter((_, at) => at % 3 === 0)) {
    const found = search(text);
    assert.equal(new Set(found).size, found.length, text);
    const states = found.map((it) => over.has(it));
    assert.deepEqual(states, [...states].sort((a, b) => a - b), text);
    const scores = rank(lexicon, understood(text)).filter(({ document }) => !over.has(address(document))).map(({ score }) => score);
    assert.deepEqual(scores, [...scores].sort((a, b) => b - a), text);
  }
});

test("an offer that has ended is found by its name, as a signpost below live ones", () => {
  assert.ok(search("Pustepausen").includes("tilbud/pustepause-kafe/"));
  for (const { title } of given.documents.filter(({ address }) => given.ended.includes(address))) {
    const states = search(title.nb ?? title.nn).map((it) => given.ended.includes(it));
    assert.ok(states.includes(true), title.nb);
    assert.deepEqual(states, [...states].sort((a, b) => a - b));
  }
});

test("who types a title finds what is called so", () => {
  for (const { title, address, kind, state } of given.documents) {
    for (const text of [title.nb, title.nn].filter((text) => text && kind === "o" && !state)) {
      assert.ok(search(text).slice(0, 3).includes(address), text);
    }
  }
});

test("an offer that nobody has confirmed in time sinks, by the day on which one looks", () => {
  const [best] = search("søsken");
  const { due } = given.documents.find((document) => document.address === best);
  const found = (today) => {
    const then = opened("nb", today);
    return rank(then, read(then, "søsken")).map(({ document }) => address(document));
  };
  assert.equal(found(due)[0], best);
  const later = found(new Date(Date.parse(due) + 86_400_000).toISOString().slice(0, 10));
  assert.ok(later.indexOf(best) > 0);
});

test("English words are found from English pages too", () => {
  const english = opened("en");
  assert.ok(rank(english, read(english, "carer")).length > 0);
  assert.ok(search("carer").length > 0);
});

test("what the file of words leaves out is asked for elsewhere, unless enough is found without it", () => {
  const rare = [...lexicon.form].find(([key]) => lexicon.places.get(key)?.size === 1 && !lexicon.phrases.has(key) && !lexicon.compounds.has(key) && !lexicon.parts.has(key));
  const sparse = opened("nb");
  for (const [key, word] of [rare, [sparse.words.key("pårørende"), "pårørende"]]) {
    assert.deepEqual(missing(sparse, read(sparse, word)), []);
    sparse.elsewhere.add(key);
  }
  const query = read(sparse, rare[1]);
  assert.deepEqual(missing(sparse, query), [rare[0]]);
  assert.deepEqual(missing(sparse, read(sparse, "pårørende")), [], "many are called so");
  query.told = new Map([[rare[0], [0, 1, 2]]]);
  const found = new Set(rank(sparse, query).map(({ document }) => document));
  for (const document of [0, 1, 2]) {
    assert.ok(found.has(document) || sparse.data.documents.state[document], address(document));
  }
});

// Numbers and places

const PHONES = Object.keys(lexicon.data.phones);

test("a telephone number in any spacing finds whom it reaches", () => {
  assert.ok(PHONES.length > 50);
  for (const phone of PHONES) {
    const whom = given.documents.filter(({ phones }) => phones.some((one) => one.replace(/^(00)?47(?=\d{8}$)/, "") === phone)).map(({ address }) => address);
    const pairs = phone.replace(/..(?=.)/g, "$& ");
    const ways = phone.length === 8 ? [`+47 ${pairs}`, `0047${phone}`, `${phone.slice(0, 4)} ${phone.slice(4)}`, `ring ${phone.replace(/..(?=.)/g, "$&.")}`] : [];
    for (const written of [phone, pairs, ...ways]) {
      if (phone.length > 4) {
        assert.deepEqual([...search(written)].sort(), [...new Set(whom)].sort(), written);
      }
    }
  }
});

test("two numbers in a row find both", () => {
  const eight = PHONES.filter((phone) => phone.length === 8);
  eight.forEach((one, at) => {
    const other = eight[(at + 1) % eight.length];
    for (const between of [" ", "", ", ", " eller "]) {
      assert.deepEqual(new Set(search(one + between + other)), new Set([...search(one), ...search(other)]), one + between + other);
    }
  });
});

test("a postcode finds its municipality, and others none", () => {
  let found = 0;
  lexicon.data.municipalities.forEach(([id, , , , spans], number) => {
    for (const code of spans.flat()) {
      assert.deepEqual(understood(code).municipalities, [number], code);
      assert.deepEqual(understood(` ${code.slice(0, 2)} ${code.slice(2)} `).municipalities, [number], code);
      assert.equal(search(code)[0], `kommune/${id}/`);
      found += 1;
    }
  });
  assert.ok(found > 0);
  assert.equal(search("9961")[0], "kommune/kvernstad/");
  for (const code of ["0001", "99610", "996"]) {
    assert.equal(understood(code).postcode, null, code);
  }
});

test("a postcode beside other words says where, and its place need not be known", () => {
  assert.equal(search("9961 Lia")[0], "kommune/kvernstad/");
  assert.deepEqual(understood("9961 Lia").unknown, []);
  assert.deepEqual(search("9961 avlastning"), search("avlastning Kvernstad"));
  assert.deepEqual(understood("9961 avlastning").typed, ["avlastning"]);
  assert.deepEqual(understood("avlastning 9961 Lia nå").typed, ["avlastning", "nå"]);
});

test("after a postcode alone come the municipality and what those who live there can use, the nearest first", () => {
  const kvernstad = given.municipalities.indexOf("kvernstad");
  const [first, ...others] = search("9961");
  assert.equal(first, "kommune/kvernstad/");
  const order = ["own", "county", "nation"];
  const near = others.map((it) => order.indexOf(nearness(lexicon, lexicon.data.documents.address.indexOf(it), kvernstad)));
  assert.ok(!near.includes(-1));
  assert.deepEqual(near, [...near].sort());
});

test("how near something is, is told by whom it is for", () => {
  given.documents.forEach(({ named, municipalities, nation }, at) => {
    given.municipalities.forEach((municipality, number) => {
      const near = nearness(lexicon, at, number);
      if (near === "own") {
        assert.ok(named.includes(municipality));
      } else if (near === "county" || near === "nation") {
        assert.ok(municipalities.includes(municipality) || nation, address(at));
      } else {
        assert.ok(!municipalities.includes(municipality), `${address(at)} ${municipality}`);
      }
    });
  });
});

test("once a municipality is chosen the nearest come first, and those as near as each other stay as they were", () => {
  const order = ["own", "beside", "county", "nation", "elsewhere"];
  const hits = rank(lexicon, understood("samtale"));
  given.municipalities.forEach((_, number) => {
    const sorted = nearestFirst(lexicon, hits, number);
    assert.deepEqual(new Set(sorted), new Set(hits));
    const place = sorted.map((hit) => [order.indexOf(nearness(lexicon, hit.document, number)), hits.indexOf(hit)]);
    assert.deepEqual(place, [...place].sort((a, b) => a[0] - b[0] || a[1] - b[1]));
  });
});

// Suggestions

test("a word that has begun is made whole, and what stands before it stays", () => {
  for (const text of ["avlas", "Avlas", "hjelp til avlas", "paaror"]) {
    const offered = completions(lexicon, text);
    assert.ok(offered.length > 0 && offered.length <= 6, text);
    const before = text.slice(0, text.lastIndexOf(" ") + 1);
    assert.ok(offered.every((one) => one.startsWith(before) && one.length > text.length), offered.join());
  }
  for (const text of ["", "a", "avlas ", "xqzwvk"]) {
    assert.deepEqual(completions(lexicon, text), [], text);
  }
});

test("where nothing is found there are words nearby that find something", () => {
  for (const text of ["avlaxtnxng", "gruxxe", "sorggxxppe", "demxxs"]) {
    const near = neighbours(lexicon, understood(text));
    for (const word of near) {
      assert.ok(search(word).length > 0, word);
    }
    assert.ok(near.length <= 6);
  }
  assert.ok(neighbours(lexicon, understood("avlaxtnxng")).some((word) => word.startsWith("avlast")));
});
