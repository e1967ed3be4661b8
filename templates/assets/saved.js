// The list of saved offers: those in the fragment are shown, the others can be added.
import { say, sentences } from "./clock.js";
import { carry, chosen, replace } from "./site.js";

const page = document.querySelector("[data-saved]");
const words = sentences(page.querySelector("template"));
const rows = [...page.querySelectorAll("[data-offer]")];
const [kept, others] = page.querySelectorAll("ul");

// The ids of each row that may be in the fragment: its id and its aliases.
const names = (row) => row.dataset.offer.split(" ");

// Inserts a row at its position; a row in the right position is not moved, so that it keeps the focus.
function place(row, list) {
  if (row.parentElement !== list) {
    const later = new Set(rows.slice(rows.indexOf(row)));
    list.insertBefore(row, [...list.children].find((other) => later.has(other)) ?? null);
  }
}

function update() {
  const saved = chosen("lagret");
  for (const row of rows) {
    const inside = names(row).some((name) => saved.includes(name));
    place(row, inside ? kept : others);
    row.hidden = !inside && "former" in row.dataset;
    const button = row.querySelector("button");
    button.hidden = false;
    say(button.firstElementChild, inside ? words.remove : words.add);
  }
  const known = new Set(rows.flatMap(names));
  const gone = saved.filter((name) => !known.has(name)).length;
  const count = kept.children.length;
  page.querySelector("[data-none]").hidden = count + gone > 0;
  page.querySelector("[data-with]").hidden = count === 0;
  page.querySelector("[data-gone]").hidden = gone === 0;
  say(page.querySelector("[role=status]"), words.count, { count });
  page.querySelector("[data-send]").href =
    `mailto:?subject=${encodeURIComponent(document.title)}&body=${encodeURIComponent(location.href)}`;
  carry();
}

for (const row of rows) {
  row.querySelector("button").addEventListener("click", () => {
    const saved = chosen("lagret");
    const others = saved.filter((name) => !names(row).includes(name));
    replace("lagret", others.length < saved.length ? others : [...saved, names(row)[0]]);
    // The row moves to the other list, so the focus moves to the next button, else the one before, else the heading.
    const shown = [...row.parentElement.querySelectorAll("li:not([hidden]) button")];
    const at = shown.indexOf(row.querySelector("button"));
    const heading = row.closest("section").querySelector("h2");
    update();
    (shown[at + 1] ?? shown[at - 1] ?? heading).focus();
  });
}
page.querySelector("[data-print]").addEventListener("click", () => print());
page.querySelector("[data-kept]").hidden = false;
addEventListener("hashchange", update);
update();
