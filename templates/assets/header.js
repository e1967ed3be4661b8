// The search fields in the header and on the front page: what is typed goes into the fragment, which no host sees.
for (const form of document.querySelectorAll("form[data-search]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    location.href = `${form.action}#q=${encodeURIComponent(form.querySelector("input").value)}`;
  });
}
