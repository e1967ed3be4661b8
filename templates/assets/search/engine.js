// Finds: loads the file of words, reads a question by it, and asks Pagefind where that file does not reach.
import { Lexicon } from "./lexicon.js";
import { read } from "./query.js";
import { missing, rank } from "./rank.js";

const ROOT = new URL("../../", import.meta.url);

export class Engine {
  static async load(index) {
    const answer = await fetch(new URL(`search/${index}.json`, ROOT));
    if (!answer.ok) throw new Error(String(answer.status));
    return new Engine(new Lexicon(await answer.json()), index);
  }

  constructor(lexicon, index) {
    this.lexicon = lexicon;
    this.index = index;
  }

  // The query as it was understood, and its hits, the best first.
  async find(text, options) {
    const query = read(this.lexicon, text, options);
    const keys = missing(this.lexicon, query);
    if (keys.length > 0) {
      query.told = new Map();
      try {
        for (const key of keys) query.told.set(key, await this.#elsewhere(key));
      } catch {
        query.told = null; // what this file knows is better than nothing
      }
    }
    return { query, hits: rank(this.lexicon, query) };
  }

  async #elsewhere(key) {
    this.pagefind ??= start(this.index);
    const { pagefind, documents } = await this.pagefind;
    const { results } = await pagefind.search(this.lexicon.form.get(key));
    return results.map(({ id }) => documents.get(id)).filter((document) => document !== undefined);
  }
}

async function start(index) {
  const pages = await fetch(new URL(`search/${index}-pages.json`, ROOT));
  const documents = new Map((await pages.json()).map((id, document) => [id, document]));
  const pagefind = await import(new URL("pagefind/pagefind.js", ROOT));
  await pagefind.options({ noWorker: true });
  await pagefind.init();
  return { pagefind, documents };
}
