// Every page: search fields, expired notices and deadlines, and the list of saved offers, passed on in links.
import { insert, now, plus, said } from "./clock.js";

// A visitor's choice, such as saved offers or a filter, is in the fragment: not sent or stored, and it can be shared.
// All are read and written here; an anchor on the page is not a choice.
export function choices(hash = location.hash) {
  return new URLSearchParams(hash.includes("=") ? hash.slice(1) : "");
}

export function written(choices) {
  return choices.toString().replaceAll("%2C", ",");
}

export function chosen(name) {
  const found = choices().get(name);
  return found ? found.split(",").filter((part) => /^[a-z0-9-]+$/.test(part)) : [];
}

// The fragment with `list` under `name`, and all other choices unchanged.
export function fragment(name, list, hash = location.hash) {
  const all = choices(hash);
  if (list.length > 0) {
    all.set(name, list.join(","));
  } else {
    all.delete(name);
  }
  const text = written(all);
  return text && `#${text}`;
}

export function replace(name, list) {
  history.replaceState(null, "", location.pathname + location.search + fragment(name, list));
}

// The picked marks of each set of boxes; an entry fits when it has one of them, or `every` one.
export function asked(sets, picked) {
  const wanted = sets.map(({ every, marks }) => ({ every, marks: marks.filter((mark) => picked.has(mark)) }));
  return wanted.filter(({ marks }) => marks.length > 0);
}

export function fits(having, asked) {
  return asked.every(({ every, marks }) => marks[every ? "every" : "some"]((mark) => having.has(mark)));
}

// Queries go into the fragment, which is not sent to the host.
for (const form of document.querySelectorAll("form[data-search]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const kept = fragment("lagret", chosen("lagret"), "").replace("#", "&");
    location.href = `${form.action}#q=${encodeURIComponent(form.querySelector("input").value)}${kept}`;
  });
}

const today = now().day;
for (const notice of document.querySelectorAll("[data-until]")) {
  notice.hidden = notice.dataset.until < today;
}
for (const notice of document.querySelectorAll("[data-after]")) {
  notice.hidden = today <= notice.dataset.after;
}

// A confirmation becomes overdue by the clock, even if the site is not rebuilt.
for (const note of document.querySelectorAll("[data-holds]")) {
  const confirmed = note.querySelector("time");
  if (plus(confirmed.dateTime, Number(note.dataset.holds)) < today) {
    confirmed.lang = document.documentElement.lang;
    said(note, "overdue");
    insert(note, "month", confirmed);
  }
}

export function carry() {
  const saved = chosen("lagret");
  for (const link of document.querySelectorAll("a[href]")) {
    const to = new URL(link.href);
    if (to.origin === location.origin && (to.hash === "" || to.hash.startsWith("#lagret="))) {
      to.hash = fragment("lagret", saved, "");
      link.href = to.href;
    }
  }
}

if (chosen("lagret").length > 0) {
  carry();
}

// A link to an anchor would replace the choice in the fragment, so it only scrolls and sets the focus. A link to the same
// page in another language keeps the whole choice.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (!link || !location.hash.includes("=")) {
    return;
  }
  const place = link.getAttribute("href").startsWith("#") && document.getElementById(link.hash.slice(1));
  if (place) {
    event.preventDefault();
    place.tabIndex = -1;
    place.focus();
    place.scrollIntoView();
  } else if (link.hreflang && link.closest(".languages")) {
    link.hash = location.hash;
  }
});
