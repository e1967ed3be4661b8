// The search engine: loads the vocabulary, reads a query, and asks Pagefind for words that the vocabulary leaves to it.
import { Lexicon } from "./lexicon.js";
import { read } from "./query.js";
import { missing, rank } from "./rank.js";

const ROOT = new URL("../../", import.meta.url);

export class Engine {
  // `from` says which index, and the folders of our files and of Pagefind's, from the root of the site.
  static async load(from) {
    return new Engine(await lexicon(from), from);
  }

  constructor(lexicon, from) {
    this.lexicon = lexicon;
    this.from = from;
    this.tries = 0;
  }

  // The parsed query and its hits, the best first. `partial` when Pagefind failed: the hits are then from the vocabulary
  // only, and the next query tries again.
  async find(text, options) {
    const failures = { other: 0, failed: 0 };
    for (;;) {
      const query = read(this.lexicon, text, options);
      const keys = missing(this.lexicon, query);
      try {
        if (keys.length > 0) {
          query.told = await this.#elsewhere(keys, failures.failed > 0);
        }
        return { query, lexicon: this.lexicon, hits: rank(this.lexicon, query) };
      } catch (error) {
        this.pagefind = null;
        const kind = error instanceof OtherBuild ? "other" : "failed";
        failures[kind] += 1;
        if (failures[kind] > 1 || (kind === "other" && !(await this.#renewed()))) {
          return { query: { ...query, partial: true }, lexicon: this.lexicon, hits: rank(this.lexicon, query) };
        }
      }
    }
  }

  // The documents that have each word. The vocabulary says that there are some, so an empty answer is retried (`again`).
  async #elsewhere(keys, again) {
    this.pagefind ??= start(this.from, this.tries++);
    const { pagefind, documents, build } = await this.pagefind;
    if (build !== this.lexicon.data.build) {
      throw new OtherBuild();
    }
    const told = new Map();
    for (const key of keys) {
      const { results } = await watched(() => pagefind.search(this.lexicon.form.get(key)));
      if (results.length === 0 && !again) {
        throw new Error("nothing");
      }
      if (results.some(({ id }) => !documents.has(id))) {
        throw new OtherBuild();
      }
      told.set(key, results.map(({ id }) => documents.get(id)));
    }
    return told;
  }

  // The vocabulary from the host, bypassing the browser's cache.
  async #renewed() {
    try {
      this.lexicon = await lexicon(this.from, { cache: "reload" });
      return true;
    } catch {
      return false;
    }
  }
}

// Document numbers differ between builds.
class OtherBuild extends Error {}

async function lexicon({ index, files }, options) {
  return new Lexicon(await json(`${files}/${index}.json`, options));
}

async function json(path, options) {
  const answer = await fetch(new URL(path, ROOT), options);
  if (!answer.ok) {
    throw new Error(String(answer.status));
  }
  return answer.json();
}

// Browsers remember a failed module, and Pagefind a failed file: each attempt gets a new instance.
async function start({ index, files, pagefind: folder }, tries) {
  const { build, pages } = await json(`${files}/${index}-pages.json`, tries > 0 ? { cache: "reload" } : {});
  const documents = new Map(pages.map((id, document) => [id, document]));
  const address = new URL(`${folder}/pagefind.js${tries > 0 ? `?${tries + 1}` : ""}`, ROOT);
  const pagefind = await import(address);
  await watched(async () => {
    await pagefind.options({ noWorker: true });
    await pagefind.init();
  });
  return { pagefind, documents, build };
}

// Pagefind treats a file that fails to load as empty, so its requests are watched.
async function watched(ask) {
  const own = globalThis.fetch;
  let failed = false;
  globalThis.fetch = async (...given) => {
    try {
      const answer = await own(...given);
      failed ||= !answer.ok;
      return answer;
    } catch (error) {
      failed = true;
      throw error;
    }
  };
  try {
    const found = await ask();
    if (!failed) {
      return found;
    }
  } catch (error) {
    if (!failed) {
      throw error;
    }
  } finally {
    globalThis.fetch = own;
  }
  throw new Error("a file of Pagefind's is not there");
}
