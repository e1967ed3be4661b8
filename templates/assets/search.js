// The search page before anybody searches: the rest is loaded when the field is touched, or when words arrive with it.
const page = document.querySelector("[data-search-page]");
const form = page.querySelector("[role=search]");
const input = form.querySelector("input");
const status = page.querySelector("[data-status]");

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
      status.textContent = page.dataset.failed;
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
  status.textContent = page.dataset.empty;
}
