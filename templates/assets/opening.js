// Shows whether a place is open now, in the site's time zone.
import { clock, nameOf, now, say, sentences, weekday } from "./clock.js";
import { told } from "./hours.js";

const words = sentences(document.querySelector("#apningstid"));
const status = document.querySelector("[data-week]");
const hours = { week: JSON.parse(status.dataset.week), closed: new Set(status.dataset.closed.split(" ")) };
const rows = document.querySelectorAll(".week tr");

function update() {
  const { day: today, minutes } = now();
  const found = told(hours, today, minutes);
  status.hidden = !found;
  if (found) {
    const { name, minute = 0, day = today, weeks } = found;
    say(status, words[name], { time: clock(minute), day: nameOf(day), count: weeks });
    status.dataset.state = ["open", "always"].includes(name) ? "open" : "closed";
  }
  rows.forEach((row, at) => {
    if (at === weekday(today)) {
      row.setAttribute("aria-current", "date");
    } else {
      row.removeAttribute("aria-current");
    }
  });
}

update();
setInterval(update, 20000);
