// The search page before anybody searches: the rest is loaded when the field is touched, or when words arrive with it.
import { say, sentences } from "./clock.js";

const MODULES = ["combobox", "digits", "engine", "facets", "lexicon", "page", "places", "query", "rank", "results", "suggest", "words"];
const SLOW = 500; // milliseconds after which we say that we are at work
const RESTS = 700; // and without a touch, before the page is loaded anew

const page = document.querySelector("[data-search-page]");
const form = page.querySelector("[role=search]");
const input = form.querySelector("input");
const [status, searching] = [page.querySelector("[data-status]"), page.querySelector("[data-searching]")];
const words = sentences(page.querySelector("template"));

// Words that arrive in the query are moved into the fragment, so that they stay in this browser.
const query = new URLSearchParams(location.search).get("q");
if (query !== null) {
  history.replaceState(null, "", `${location.pathname}#q=${encodeURIComponent(query)}`);
}

const asked = () => ["q", "kommune"].some((name) => new URLSearchParams(location.hash.slice(1)).get(name)?.trim());

let works = 0;

// Says that we are at work, where that takes a while.
function busy(work) {
  works += 1;
  const slow = setTimeout(() => searching.textContent || say(searching, words.searching), SLOW);
  const done = () => {
    clearTimeout(slow);
    works -= 1;
    if (works === 0) searching.textContent = "";
  };
  work.then(done, done);
}

// Browsers keep a module that could not be loaded, and never ask for it again. So nothing is imported before all files have
// been here; then they come all at once, too, and not each when another one names it.
async function modules() {
  const files = MODULES.map((name) => new URL(`search/${name}.js`, import.meta.url));
  const here = await Promise.all(files.map(async (file) => {
    const answer = await fetch(file);
    await answer.arrayBuffer();
    return answer.ok;
  }));
  if (here.includes(false)) throw new Error("a file of the search is not there");
  for (const file of files) {
    const ahead = document.createElement("link");
    [ahead.rel, ahead.href] = ["modulepreload", file.href];
    document.head.append(ahead);
  }
  return import("./search/page.js").catch((error) => {
    stuck = true;
    throw error;
  });
}

let [started, told, stuck, again] = [undefined, undefined, false, 0];

// Where a file was lost between the two all the same, only a new page asks for it: when the typing rests, and with the words.
function anew() {
  clearTimeout(again);
  again = setTimeout(() => {
    if (input.value.trim()) history.replaceState(null, "", `#q=${encodeURIComponent(input.value)}`);
    location.reload();
  }, RESTS);
}

// What fails is tried again when the field is touched again.
function start() {
  if (stuck) return anew();
  started ??= modules().then(({ begin }) => begin(page, busy)).catch(() => {
    started = undefined;
    say(status, words.failed);
  });
  if (started !== told && (input.value.trim() || asked())) busy((told = started));
}

form.hidden = false;
form.addEventListener("submit", (event) => {
  event.preventDefault();
  start();
});
for (const touch of ["focus", "input", "pointerdown"]) {
  input.addEventListener(touch, start);
}
addEventListener("hashchange", start);
if (asked()) {
  start();
} else {
  say(status, words.empty);
}
