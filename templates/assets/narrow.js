// Narrows the list of a page in place; the choice stands in the fragment, so that it can be shared.
import { now, plus } from "./clock.js";
import { chosen, replace } from "./site.js";

const form = document.querySelector("[data-narrow]");
const say = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const today = now().day;
const week = plus(today, 7);
const cards = [...document.querySelectorAll(".groups .card")].map((element) => {
  const next = element.querySelector(".next:not([hidden]) time:not([hidden])")?.dateTime.slice(0, 10);
  const marks = new Set(element.dataset.marks.split(" "));
  if (next && next <= week) {
    marks.add("denne-uka");
  }
  return { element, marks };
});
const boxes = [...form.querySelectorAll("input")];
const sets = [...form.querySelectorAll("fieldset")].map((set) => ({
  every: "every" in set.dataset,
  boxes: [...set.querySelectorAll("input")],
}));

function fitting(picked) {
  const asked = sets
    .map(({ every, boxes }) => ({ every, marks: boxes.map((box) => box.value).filter((mark) => picked.has(mark)) }))
    .filter(({ marks }) => marks.length > 0);
  return cards.filter((card) =>
    asked.every(({ every, marks }) => marks[every ? "every" : "some"]((mark) => card.marks.has(mark))),
  );
}

function chip(box, text, then) {
  const item = document.createElement("li");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "quiet";
  button.textContent = text;
  button.addEventListener("click", () => {
    box.checked = false;
    update();
    form.querySelector("summary").focus();
  });
  item.append(button);
  then.append(item);
}

const name = (box) => box.parentElement.querySelector("span").textContent;

function update() {
  const picked = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
  const shown = new Set(fitting(picked));
  for (const card of cards) {
    card.element.hidden = !shown.has(card);
  }
  for (const group of document.querySelectorAll(".groups > section")) {
    const left = group.querySelectorAll(".card:not([hidden])").length;
    group.hidden = left === 0;
    for (const count of document.querySelectorAll(`#${group.querySelector("h2").id} .count, [href="#${group.querySelector("h2").id}"] .count`)) {
      count.textContent = left;
      count.closest("li")?.toggleAttribute("hidden", left === 0);
    }
  }
  for (const box of boxes) {
    const within = fitting(new Set([...picked, box.value]));
    const more = within.filter((card) => card.marks.has(box.value)).length;
    box.parentElement.querySelector(".count").textContent = more;
  }
  const chips = form.querySelector("[data-chips]");
  const loosen = form.querySelector("[data-loosen]");
  chips.replaceChildren();
  loosen.replaceChildren();
  const words = form.dataset;
  const status = form.querySelector("[role=status]");
  status.textContent = picked.size === 0 ? "" : say(shown.size === 1 ? words.one : words.many, { count: shown.size });
  for (const box of boxes.filter(({ checked }) => checked)) {
    if (shown.size > 0) {
      chip(box, say(words.remove, { name: name(box) }), chips);
      continue;
    }
    const without = fitting(new Set([...picked].filter((mark) => mark !== box.value))).length;
    chip(box, say(words.loosen, { name: name(box), count: without }), loosen);
  }
  replace("vis", [...picked]);
}

for (const box of boxes) {
  box.checked = chosen("vis").includes(box.value);
  box.addEventListener("change", update);
}
const details = form.querySelector("details");
details.open = boxes.some((box) => box.checked);
form.hidden = false;
// Counting can wait until somebody sees the counts.
if (details.open) {
  update();
} else {
  details.addEventListener("toggle", update, { once: true });
}
