// From a postcode to the page of its municipality: looked up in the page, stored nowhere, sent nowhere.
import { say, sentences } from "./clock.js";
import { chosen, fragment } from "./site.js";

const form = document.querySelector("[data-postcodes]");
const ranges = JSON.parse(form.dataset.postcodes);
const answer = form.querySelector("[role=status]");
const field = form.querySelector("input");
const words = sentences(form.querySelector("template"));

form.hidden = false;
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const code = field.value.replace(/\s/g, "");
  const found = ranges.find(([first, last]) => first <= code && code <= last);
  answer.textContent = "";
  if (/^\d{4}$/.test(code) && found) {
    field.removeAttribute("aria-invalid");
    location.href = new URL(found[2], new URL("../", import.meta.url)).href + fragment("lagret", chosen("lagret"), "");
  } else {
    field.setAttribute("aria-invalid", "true");
    say(answer, /^\d{4}$/.test(code) ? words.unknown : words.wrong);
  }
});
