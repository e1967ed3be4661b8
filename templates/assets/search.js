// Starts the search page: the other modules are loaded when the field is used, or when the address has a query.
import { say, sentences } from "./clock.js";
import { choices } from "./site.js";

const MODULES = ["combobox", "digits", "engine", "facets", "lexicon", "page", "places", "query", "rank", "results", "suggest", "words"];
const SLOW = 500; // milliseconds before “searching” is shown
const RESTS = 700; // milliseconds without input before the page is reloaded

const page = document.querySelector("[data-search-page]");
const form = page.querySelector("[role=search]");
const input = form.querySelector("input");
const [status, searching] = [page.querySelector("[data-status]"), page.querySelector("[data-searching]")];
const words = sentences(page.querySelector("template"));

// A query string is moved into the fragment, so that it is not sent again.
const query = new URLSearchParams(location.search).get("q");
if (query !== null) {
  history.replaceState(null, "", `${location.pathname}#q=${encodeURIComponent(query)}`);
}

const asked = () => ["q", "kommune"].some((name) => choices().get(name)?.trim());

let works = 0;

// Shows “searching” when `work` takes long.
function busy(work) {
  works += 1;
  const slow = setTimeout(() => searching.textContent || say(searching, words.searching), SLOW);
  const done = () => {
    clearTimeout(slow);
    works -= 1;
    if (works === 0) {
      searching.textContent = "";
    }
  };
  work.then(done, done);
}

// Browsers never retry a module that failed to load. So all files are fetched before the first import, which also loads
// them in parallel.
async function modules() {
  const files = MODULES.map((name) => new URL(`./search/${name}.js`, import.meta.url));
  const here = await Promise.all(files.map(async (file) => {
    const answer = await fetch(file);
    await answer.arrayBuffer();
    return answer.ok;
  }));
  if (here.includes(false)) {
    throw new Error("a file of the search is not there");
  }
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

// When an import fails nevertheless, only a reload helps: done when typing pauses, keeping the query.
function anew() {
  clearTimeout(again);
  again = setTimeout(() => {
    if (input.value.trim()) {
      history.replaceState(null, "", `#q=${encodeURIComponent(input.value)}`);
    }
    location.reload();
  }, RESTS);
}

// A failure is retried when the field is used again.
function start() {
  if (stuck) {
    return anew();
  }
  started ??= modules().then(({ begin }) => begin(page, busy)).catch(() => {
    started = undefined;
    say(status, words.failed);
  });
  if (started !== told && (input.value.trim() || asked())) {
    busy((told = started));
  }
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
