// From a postcode to the page of its municipality: looked up in the page, stored nowhere, sent nowhere.
const form = document.querySelector("[data-postcodes]");
const ranges = JSON.parse(form.dataset.postcodes);
const answer = form.querySelector("[role=status]");

form.hidden = false;
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const code = form.querySelector("input").value.replace(/\s/g, "");
  const found = ranges.find(([first, last]) => first <= code && code <= last);
  answer.textContent = "";
  if (/^\d{4}$/.test(code) && found) {
    location.href = new URL(found[2], new URL("../", import.meta.url)).href;
  } else {
    answer.textContent = /^\d{4}$/.test(code) ? form.dataset.unknown : form.dataset.wrong;
  }
});
