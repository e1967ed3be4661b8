// The search page before anybody searches: the rest is loaded when the field is touched, or when words arrive with it.
import { say, sentences } from "./clock.js";

const page = document.querySelector("[data-search-page]");
const form = page.querySelector("[role=search]");
const input = form.querySelector("input");
const status = page.querySelector("[data-status]");
const words = sentences(page.querySelector("template"));

// Words that arrive in the query are moved into the fragment, so that they stay in this browser.
const query = new URLSearchParams(location.search).get("q");
if (query !== null) {
  history.replaceState(null, "", `${location.pathname}#q=${encodeURIComponent(query)}`);
}

let started;

function start() {
  started ??= import("./search/page.js").then(
    ({ begin }) => begin(page),
    () => {
      say(status, words.failed);
    },
  );
}

form.hidden = false;
form.addEventListener("submit", (event) => event.preventDefault());
for (const touch of ["focus", "input", "pointerdown"]) {
  input.addEventListener(touch, start, { once: true });
}
addEventListener("hashchange", start, { once: true });
const asked = new URLSearchParams(location.hash.slice(1));
if (["q", "kommune"].some((name) => asked.get(name)?.trim())) {
  start();
} else {
  say(status, words.empty);
}
