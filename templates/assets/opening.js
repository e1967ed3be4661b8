// Whether a place is open now, by the clock where it stands. Hours are minutes of the wall clock, so that the nights on
// which clocks change need no rule of their own.
import { clock, nameOf, now, plus, say, sentences, weekday } from "./clock.js";

const DAY = 1440;
const words = sentences(document.querySelector("#apningstid"));
const status = document.querySelector("[data-week]");
const week = JSON.parse(status.dataset.week);
const closed = new Set(status.dataset.closed.split(" "));
const rows = document.querySelectorAll(".week tr");

const spans = (day) => (closed.has(day) ? [] : week[weekday(day)]);

// Days from today and the minute at which it closes, also when that is after midnight; none when it never does.
function closing(today, minutes) {
  let [, end] = spans(today).find(([opens, closes]) => opens <= minutes && minutes < closes);
  for (let days = 1; end === DAY && days <= 8; days += 1) {
    const [next] = spans(plus(today, days));
    if (next?.[0] !== 0) {
      return end;
    }
    [, end] = next;
  }
  return end === DAY ? undefined : end;
}

// The next opening within eight weeks: days from today, and the minute.
function opening(today, minutes) {
  for (let days = 0; days < 56; days += 1) {
    const next = spans(plus(today, days)).find(([opens]) => days > 0 || opens > minutes);
    if (next) {
      return [days, next[0]];
    }
  }
  return undefined;
}

function told(today, minutes) {
  if (spans(today).some(([opens, closes]) => opens <= minutes && minutes < closes)) {
    const end = closing(today, minutes);
    return end === undefined ? ["always", {}] : ["open", { time: clock(end) }];
  }
  const next = opening(today, minutes);
  if (!next) {
    return undefined;
  }
  const [days, minute] = next;
  const weeks = Math.floor(days / 7);
  const name = ["today", "tomorrow"][days] ?? ["day", "week"][weeks] ?? "weeks";
  return [name, { time: clock(minute), day: nameOf(plus(today, days)), count: weeks }];
}

function update() {
  const { day, minutes } = now();
  const found = told(day, minutes);
  status.hidden = !found;
  if (found) {
    say(status, words[found[0]], found[1]);
    status.dataset.state = ["open", "always"].includes(found[0]) ? "open" : "closed";
  }
  rows.forEach((row, at) => {
    if (at === weekday(day)) {
      row.setAttribute("aria-current", "date");
    } else {
      row.removeAttribute("aria-current");
    }
  });
}

update();
setInterval(update, 20000);
