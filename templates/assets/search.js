// The search page: reads the words from the address, asks Pagefind, and shows the records it finds.
const page = document.querySelector("[data-search-page]");
const form = page.querySelector("form");
const input = form.querySelector("input");
const status = page.querySelector("[data-status]");
const results = page.querySelector("[data-results]");
const root = new URL("../", import.meta.url);

const SHOWN = 50;
const FEW = 5; // with fewer hits for all words together, hits for some of them follow

let engine;
let asked = 0;

function words() {
  return new URLSearchParams(location.hash.slice(1)).get("q") ?? "";
}

// Words that arrive in the query are moved into the fragment, so that they stay in this browser.
function moveQuery() {
  const query = new URLSearchParams(location.search).get("q");
  if (query !== null) {
    history.replaceState(null, "", `${location.pathname}#q=${encodeURIComponent(query)}`);
  }
}

async function start() {
  const pagefind = await import(new URL("pagefind/pagefind.js", root));
  await pagefind.options({ baseUrl: "/" });
  await pagefind.init();
  return pagefind;
}

async function find(text) {
  engine ??= start();
  const pagefind = await engine;
  const found = [...(await pagefind.search(text)).results];
  const parts = text.split(/\s+/).filter((part) => part.length > 2);
  if (found.length < FEW && parts.length > 1) {
    const seen = new Set(found.map((hit) => hit.id));
    const scores = new Map();
    for (const part of parts) {
      for (const hit of (await pagefind.search(part)).results) {
        if (!seen.has(hit.id)) {
          const before = scores.get(hit.id) ?? { hit, score: 0 };
          scores.set(hit.id, { hit, score: before.score + hit.score });
        }
      }
    }
    found.push(...[...scores.values()].sort((a, b) => b.score - a.score).map(({ hit }) => hit));
  }
  return Promise.all(found.slice(0, SHOWN).map((hit) => hit.data()));
}

function item({ meta }) {
  const language = document.documentElement.lang;
  const link = document.createElement("a");
  link.href = new URL(page.dataset.prefix + meta.address, root);
  link.textContent = meta[`title-${language}`] ?? meta.title;
  const summary = document.createElement("p");
  summary.textContent = meta[`summary-${language}`] ?? meta.summary ?? "";
  const entry = document.createElement("li");
  entry.append(link, summary);
  return entry;
}

function say(name, text, count) {
  return page.dataset[name].replace("{words}", text).replace("{count}", count);
}

async function show() {
  const text = words().trim().slice(0, input.maxLength);
  const number = ++asked;
  if (input.value.trim() !== text) input.value = text;
  status.textContent = ""; // it speaks when the results are there
  if (!text) {
    results.replaceChildren();
    status.textContent = say("empty", "", 0);
    return;
  }
  try {
    const hits = await find(text);
    if (number !== asked) return;
    results.replaceChildren(...hits.map(item));
    const name = ["foundNone", "foundOne"][hits.length] ?? "foundMany";
    status.textContent = say(name, text, hits.length);
  } catch {
    results.replaceChildren();
    status.textContent = say("failed", text, 0);
  }
}

moveQuery();
form.hidden = false;
form.addEventListener("submit", (event) => {
  event.preventDefault();
  history.pushState(null, "", `#q=${encodeURIComponent(input.value)}`);
  show();
});
addEventListener("hashchange", show);
show();
