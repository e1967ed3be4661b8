// Every page: search fields, notices that are over, and the list of saved offers, carried from page to page.
import { chosen, fragment } from "./fragment.js";

// What is typed goes into the fragment, which no host sees.
for (const form of document.querySelectorAll("form[data-search]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    location.href = `${form.action}#q=${encodeURIComponent(form.querySelector("input").value)}`;
  });
}

// The day in Oslo, whatever the clock of the visitor says.
const today = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Oslo" }).format(new Date());
for (const notice of document.querySelectorAll("[data-until]")) {
  notice.hidden = notice.dataset.until < today;
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
