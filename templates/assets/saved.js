// The list of saved offers: those in the fragment are shown, the others can be added.
import { carry, chosen, replace } from "./site.js";

const page = document.querySelector("[data-saved]");
const rows = [...page.querySelectorAll("[data-offer]")];
const [kept, others] = page.querySelectorAll("ul");

function update() {
  const saved = chosen("lagret");
  for (const row of rows) {
    const inside = saved.includes(row.dataset.offer);
    (inside ? kept : others).append(row);
    const button = row.querySelector("button");
    button.hidden = false;
    button.firstElementChild.textContent = inside ? page.dataset.remove : page.dataset.add;
  }
  page.querySelector("[data-none]").hidden = kept.children.length > 0;
  page.querySelector("[data-with]").hidden = kept.children.length === 0;
  page.querySelector("[role=status]").textContent = page.dataset.count.replace("{count}", kept.children.length);
  page.querySelector("[data-send]").href =
    `mailto:?subject=${encodeURIComponent(document.title)}&body=${encodeURIComponent(location.href)}`;
  carry();
}

for (const row of rows) {
  row.querySelector("button").addEventListener("click", () => {
    const saved = chosen("lagret");
    const id = row.dataset.offer;
    replace("lagret", saved.includes(id) ? saved.filter((other) => other !== id) : [...saved, id]);
    update();
  });
}
page.querySelector("[data-print]").addEventListener("click", () => print());
page.querySelector("[data-kept]").hidden = false;
addEventListener("hashchange", update);
update();
