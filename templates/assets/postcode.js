// Finds the municipality of a postcode within the page; the postcode is not stored or sent.
import { phrase, say, sentences } from "./clock.js";
import { chosen, fragment } from "./site.js";

const form = document.querySelector("[data-postcodes]");
const ranges = JSON.parse(form.dataset.postcodes);
const answer = form.querySelector("[role=status]");
const field = form.querySelector("input");
const words = sentences(form.querySelector("template"));
const ROOT = new URL("../", import.meta.url);

// The municipalities with the postcode: address of the page → name.
const owners = (code) => new Map(ranges.filter(([first, last]) => first <= code && code <= last).map(([, , address, name]) => [address, name]));

const whole = (address) => new URL(address, ROOT).href + fragment("lagret", chosen("lagret"), "");

function link(address, name) {
  const to = document.createElement("a");
  to.href = whole(address);
  to.textContent = name;
  return to;
}

form.hidden = false;
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const code = field.value.replace(/\s/g, "");
  const found = /^\d{4}$/.test(code) ? [...owners(code)] : [];
  answer.textContent = "";
  if (found.length === 0) {
    field.setAttribute("aria-invalid", "true");
    say(answer, /^\d{4}$/.test(code) ? words.unknown : words.wrong);
    return;
  }
  field.removeAttribute("aria-invalid");
  if (found.length === 1) {
    location.href = whole(found[0][0]);
  } else {
    answer.append(phrase(words.several, { code }), ...found.flatMap(([address, name], at) => [at > 0 ? ", " : " ", link(address, name)]));
  }
});
