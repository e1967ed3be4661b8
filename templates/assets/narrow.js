// Filters the list of a page in place; the choice is in the fragment, so that it can be shared.
import { now, phrase, plus, say, sentences } from "./clock.js";
import { asked, chosen, fits, replace } from "./site.js";

const form = document.querySelector("[data-narrow]");
const list = form.closest(".groups");
const words = sentences(form.querySelector("template"));
const today = now().day;
const week = plus(today, 7);
const boxes = [...form.querySelectorAll("input")];
const named = new Map(boxes.map((box) => [box.dataset.number, box.value]));
// Lists of planned, paused or nearby offers come below; they are filtered too, but not counted.
const cards = [...document.querySelectorAll(".groups .card")].map((element) => {
  const next = element.querySelector(".next:not([hidden]) time:not([hidden])")?.dateTime.slice(0, 10);
  const marks = new Set(element.dataset.marks.split(" ").map((number) => named.get(number)));
  if (next && today <= next && next <= week) {
    marks.add("denne-uka");
  }
  return { element, marks, counts: list.contains(element) };
});
const sets = [...form.querySelectorAll("fieldset")].map((set) => ({
  every: "every" in set.dataset,
  marks: [...set.querySelectorAll("input")].map((box) => box.value),
}));

function fitting(picked) {
  const wanted = asked(sets, picked);
  return cards.filter(({ marks }) => fits(marks, wanted));
}

const counted = (picked) => fitting(picked).filter(({ counts }) => counts);

function chip(taken, text, then) {
  const item = document.createElement("li");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "quiet";
  button.append(text);
  button.addEventListener("click", () => {
    for (const box of taken) {
      box.checked = false;
    }
    update();
    form.querySelector("summary").focus();
  });
  item.append(button);
  then.append(item);
}

const name = (box) => box.parentElement.querySelector("span").textContent;

function update() {
  const picked = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
  const fit = new Set(fitting(picked));
  for (const card of cards) {
    card.element.hidden = !fit.has(card);
  }
  const shown = counted(picked).length;
  for (const group of document.querySelectorAll(".groups section")) {
    const left = group.querySelectorAll(".card:not([hidden])").length;
    const { id } = group.querySelector("h2");
    group.hidden = left === 0;
    for (const count of document.querySelectorAll(`#${id} .count, .jumps [href="#${id}"] .count`)) {
      count.textContent = left;
      count.closest("li")?.toggleAttribute("hidden", left === 0);
    }
  }
  for (const jumps of document.querySelectorAll(".groups .jumps")) {
    jumps.hidden = !jumps.querySelector("li:not([hidden])");
  }
  for (const box of boxes) {
    const within = counted(new Set([...picked, box.value]));
    const more = within.filter((card) => card.marks.has(box.value)).length;
    box.parentElement.querySelector(".count").textContent = more;
  }
  const chips = form.querySelector("[data-chips]");
  const loosen = form.querySelector("[data-loosen]");
  chips.replaceChildren();
  loosen.replaceChildren();
  form.querySelector("[data-show]").hidden = picked.size === 0 || shown === 0;
  const status = form.querySelector("[role=status]");
  status.replaceChildren();
  if (picked.size > 0) {
    say(status, shown === 1 ? words.one : words.many, { count: shown });
  }
  for (const box of boxes.filter(({ checked }) => checked)) {
    const without = shown > 0 ? 0 : counted(new Set([...picked].filter((mark) => mark !== box.value))).length;
    if (without > 0) {
      chip([box], phrase(words.loosen, { name: name(box), count: without }), loosen);
    } else {
      chip([box], phrase(words.remove, { name: name(box) }), chips);
    }
  }
  if (shown === 0 && loosen.children.length === 0) {
    chip(boxes, phrase(words.all), loosen);
  }
  replace("vis", [...picked]);
}

// Applies the choice in the address.
function read() {
  const picked = chosen("vis");
  for (const box of boxes) {
    box.checked = picked.includes(box.value);
  }
  update();
}

for (const box of boxes) {
  box.addEventListener("change", update);
}
const details = form.querySelector("details");
form.querySelector("[data-show]").addEventListener("click", () => {
  details.open = false;
  form.querySelector("summary").focus();
});
addEventListener("hashchange", read);
form.hidden = false;
// The counts are computed when they become visible.
if (chosen("vis").length > 0) {
  read();
} else {
  details.addEventListener("toggle", update, { once: true });
}
