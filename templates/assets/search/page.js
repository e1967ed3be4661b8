// The search page: shows the results of the query in the address, and writes what is typed into the address.
import { words as common, phrase, say, sentences } from "../clock.js";
import { choices, written } from "../site.js";
import { combobox } from "./combobox.js";
import { Engine } from "./engine.js";
import { facets } from "./facets.js";
import { called, calledOnce } from "./places.js";
import { nearestFirst } from "./rank.js";
import { item } from "./results.js";
import { completions, neighbours } from "./suggest.js";

const PAUSE = 120; // milliseconds without a key before a search
const SETTLED = 1000; // milliseconds before the status is set, so that screen readers do not speak at every letter
const SHOWN = 30;

// `busy` shows “searching” until the promise that it gets is settled.
export function begin(page, busy) {
  const find = (name) => page.querySelector(name);
  const [form, status, list] = [find("[role=search]"), find("[data-status]"), find("[data-results]")];
  const [changed, more, feedback] = [find("[data-notes]"), find("[data-more]"), find("[data-tell]")];
  const input = form.querySelector("input");
  const words = { ...common, ...sentences(page.querySelector("template")) };
  const { feedbackTo, prefix } = page.dataset;
  let [engine, asked, shown, announcing] = [null, 0, [], 0];

  const load = () => (engine ??= Engine.load(page.dataset).catch((error) => ((engine = null), Promise.reject(error))));
  const narrowing = facets(find("[data-facets]"), (choice) => {
    history.replaceState(null, "", address(choice));
    update({ again: true });
  });

  // The search is in the fragment, so that it can be shared; its other parts, such as saved offers, are kept.
  function address(changes) {
    const all = choices();
    for (const [name, value] of Object.entries(changes)) {
      if (value) {
        all.set(name, value);
      } else {
        all.delete(name);
      }
    }
    const [q, rest] = [all.get("q"), all];
    rest.delete("q");
    const others = written(rest);
    return `#q=${encodeURIComponent(q ?? "")}${others && `&${others}`}`;
  }

  // While typing, only the hits are shown at once; the rest after a pause. Without hits the old list stays until then,
  // since the word may be incomplete.
  async function update({ again = false, typing = false } = {}) {
    const number = ++asked;
    clearTimeout(announcing);
    const text = (choices().get("q") ?? "").slice(0, input.maxLength).trim();
    const place = choices().get("kommune") ?? "";
    if (!again) {
      status.textContent = ""; // set again with the results
    }
    const finding = load().then((it) => it.find(text, { asTyped: choices().has("likevel") }));
    if (text) {
      busy(finding);
    }
    try {
      const { lexicon, query, hits } = await finding;
      if (number !== asked) {
        return;
      }
      crisis(text, query);
      const near = lexicon.data.municipalities.findIndex(([id]) => id === place);
      const sorted = near < 0 ? hits : nearestFirst(lexicon, hits, near);
      const waits = typing && hits.length === 0; // the list and its facets stay for now
      const left = waits ? [] : narrowing.show(lexicon, sorted, choices());
      const show = () => {
        shown = left.map((hit) => () => item(words, prefix, lexicon, query, hit, near));
        list.replaceChildren(...shown.slice(0, SHOWN).map((make) => make()));
        more.hidden = shown.length <= SHOWN;
      };
      const tell = () => {
        if (waits) {
          narrowing.show(lexicon, sorted, choices());
        }
        if (left.length === 0) {
          show();
        }
        tellOfChanges(lexicon, query, hits.length, left.length === 0 && hits.length > 0 ? narrowing.looser(lexicon, hits) : null);
        tellUs(text, left.length);
        status.replaceChildren(sentence(text, hits.length, left.length, query, typing && completions(lexicon, text).length > 0));
      };
      if (left.length > 0) {
        show();
      }
      if (typing && text) {
        announcing = setTimeout(tell, SETTLED - PAUSE);
      } else {
        tell();
      }
    } catch {
      if (number !== asked) {
        return;
      }
      list.replaceChildren();
      say(status, words.failed);
    }
  }

  function sentence(text, all, left, query, begun) {
    if (!text) {
      return phrase(words.empty);
    }
    if (all === 0 && query.partial) {
      return phrase(words.partial);
    }
    if (all === 0 && (begun || [...text].length < 2 || query.small)) {
      return phrase(words.short);
    }
    if (left < all) {
      return phrase(words.narrowed, { words: text, count: left, all });
    }
    return phrase([words.foundNone, words.foundOne][all] ?? words.foundMany, { words: text, count: all });
  }

  // Crisis lines come first, whatever else is found.
  function crisis(text, query) {
    const section = find("[data-crisis]");
    if (!section) {
      return;
    }
    const lines = [...section.querySelectorAll("[data-line]")];
    const digits = text.replace(/\D/g, "");
    const wanted = lines.filter(({ dataset }) => query.lines.includes(dataset.line) || (digits.length > 2 && dataset.number.replace(/\D/g, "") === digits));
    wanted.sort((a, b) => query.lines.indexOf(a.dataset.line) - query.lines.indexOf(b.dataset.line));
    for (const line of lines) {
      line.hidden = !wanted.includes(line);
    }
    wanted[0]?.parentElement.prepend(...wanted);
    section.hidden = wanted.length === 0;
  }

  function tellOfChanges(lexicon, query, count, looser) {
    const parts = [];
    const link = (text, changes) => {
      const to = document.createElement("a");
      to.href = address(changes);
      to.append(text);
      return to;
    };
    if (count > 0 && query.partial) {
      parts.push(phrase(words.partial));
    }
    for (const row of query.former) {
      parts.push(phrase(words.former, { name: calledOnce(row), others: row[1].map((number) => called(lexicon, number)).join(", ") }));
    }
    for (const { from, to } of count > 0 ? query.changed : []) {
      parts.push(phrase(words.changed, { word: to }), link(phrase(words.anyway, { word: from }), { likevel: "ja" }));
    }
    if (count > 0) {
      parts.push(...query.unknown.map((word) => phrase(words.unknown, { word })));
    }
    const near = count === 0 && !query.partial ? neighbours(lexicon, query) : [];
    if (near.length > 0) {
      parts.push(phrase(words.near), ...near.map((word) => link(word, { q: word, likevel: "" })));
    }
    if (looser) {
      const without = looser.map(({ name, vis, count }) => link(phrase(words.without, { name, count }), { vis }));
      parts.push(phrase(words.loosen), link(phrase(words.clear), { vis: "" }), ...without);
    }
    changed.replaceChildren(...parts.flatMap((part) => [part, " "]));
    changed.hidden = parts.length === 0;
  }

  function tellUs(text, count) {
    feedback.hidden = !text || !feedbackTo || count > SHOWN;
    const link = document.createElement("a");
    say(link, words.feedback);
    link.href = feedbackTo.replace("{words}", encodeURIComponent(text));
    link.rel = "noopener";
    feedback.replaceChildren(link);
  }

  const search = (text, keep) => {
    history[keep ? "pushState" : "replaceState"](null, "", address({ q: text, likevel: "" }));
    update({ typing: !keep });
  };
  let waiting;
  const box = combobox(input, form.querySelector("[role=listbox]"), {
    typed(text) {
      clearTimeout(waiting);
      clearTimeout(announcing);
      waiting = setTimeout(() => {
        search(text, false);
        const offer = ({ lexicon }) => input.value === text && document.activeElement === input && box.offer(completions(lexicon, text));
        load().then(offer, () => {}); // the failure is shown in place of the hits
      }, PAUSE);
    },
    chosen(text) {
      input.value = text;
      search(text, true);
    },
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    box.close();
    search(input.value, true);
  });
  more.addEventListener("click", () => {
    const before = list.children.length;
    list.append(...shown.slice(before, before + SHOWN).map((make) => make()));
    more.hidden = shown.length <= list.children.length;
    list.children[before]?.querySelector("a").focus();
  });
  const arrive = () => {
    const text = choices().get("q") ?? "";
    if (input.value.trim() !== text.trim() && document.activeElement !== input) {
      input.value = text.slice(0, input.maxLength);
    }
    update();
  };
  addEventListener("hashchange", () => {
    input.value = (choices().get("q") ?? "").slice(0, input.maxLength);
    box.close();
    update();
  });
  load().catch(() => say(status, words.failed));
  if (input.value && input.value !== choices().get("q")) {
    box.now();
  } else if (choices().get("q") || choices().get("kommune")) {
    arrive();
  }
}
