// The search on tests/search/region, with the files that tests/scripts/region.py has written for `make scripts`.
import "./page.js";
import { readFileSync } from "node:fs";

const { Lexicon } = await import("../../templates/assets/search/lexicon.js");
const { read } = await import("../../templates/assets/search/query.js");
const { rank } = await import("../../templates/assets/search/rank.js");

const file = (name) => JSON.parse(readFileSync(new URL(`../../node_modules/.cache/scripts/${name}.json`, import.meta.url), "utf8"));

const words = { nb: file("nb"), en: file("en") };

export const given = file("given");

export const opened = (index, today) => new Lexicon(words[index], today);

export const lexicon = opened("nb");

export const address = (document) => lexicon.data.documents.address[document];

export const understood = (text, options) => read(lexicon, text, options);

// The addresses found, the best first.
export const search = (text, options) => rank(lexicon, understood(text, options)).map(({ document }) => address(document));
