// Updates dates to the current time: hides those that are over, and says how soon the others are.
import { going, now, over as ended, said, soon, span } from "./clock.js";

const start = (time) => time.dateTime.slice(0, 10);
const hide = (element, hidden) => {
  if (element.hidden !== hidden) {
    element.hidden = hidden;
  }
};

// Shows or hides the note that all dates of a list are over.
function note(element, shown) {
  if (element?.matches("[data-over], [data-past]")) {
    hide(element, !shown);
  }
}

// Shows the first `room` dates that are not over, and hides the rest.
function turn(all, room, over) {
  let left = room;
  for (const one of all) {
    const shown = !over(one) && left > 0;
    left -= shown;
    hide(one, !shown);
  }
}

const lists = [...document.querySelectorAll(".dates")].map((list) => {
  const items = [...list.children].filter((item) => item.querySelector("[data-till]"));
  return { list, items, room: items.filter((item) => !item.hidden).length };
});

function update() {
  const instant = now();
  const today = instant.day;
  const over = (time) => ended(span(time), instant);
  const say = (place, time) => soon(place, start(time), today, going(span(time), instant));
  for (const next of document.querySelectorAll(".next:has([data-till])")) {
    const times = [...next.querySelectorAll("[data-till]")];
    turn(times, 1, over);
    const shown = times.find((time) => !time.hidden);
    const often = next.querySelector(".often");
    const goesOn = !shown && often !== null && often.dataset.last >= today;
    if (often) {
      hide(often, !goesOn);
    }
    hide(next.querySelector(".label"), !shown);
    hide(next.closest("li[data-event]") ?? next, !shown && !goesOn);
    if (goesOn) {
      hide(next.querySelector(".recurrence"), true);
    }
    if (shown) {
      say(next.querySelector(".soon"), shown);
      next.querySelectorAll(".recurrence").forEach((recurrence) => hide(recurrence, recurrence.dataset.last <= start(shown)));
    }
  }
  for (const { list, items, room } of lists) {
    const past = (item) => over(item.querySelector("[data-till]"));
    if ("stays" in list.dataset) {
      items.forEach((item) => item.classList.toggle("over", past(item)));
    } else {
      turn(items, room, past);
    }
    for (const item of items) {
      const place = item.querySelector(".soon");
      if (place && past(item)) {
        said(place, "over");
      } else if (place) {
        say(place, item.querySelector("[data-till]"));
      }
    }
    note(list.nextElementSibling, items.every(past));
    const course = list.closest(".cards > [data-event]");
    if (course) {
      hide(course, items.every(past));
    }
  }
  note(document.querySelector("[data-past]"), lists.some(({ list }) => "stays" in list.dataset && list.querySelector("li:not(.over)") === null));
  const courses = [...document.querySelectorAll(".cards > [data-event]")];
  note(courses[0]?.parentElement.nextElementSibling, courses.every(({ hidden }) => hidden));
  for (const day of document.querySelectorAll(".day")) {
    hide(day, !day.querySelector("li:not([hidden])"));
    const heading = day.querySelector("h3 time");
    if (start(heading) >= today) {
      soon(day.querySelector("h3 .soon"), start(heading), today);
    }
  }
  months(today);
}

// The month grids: marks today, removes links to past dates, and hides past months.
function months(today) {
  const all = [...document.querySelectorAll(".month")];
  for (const month of all) {
    const name = month.querySelector("time").dateTime;
    const gone = name < today.slice(0, 7) && !month.querySelector(".day:not([hidden])");
    hide(month, gone);
    document.querySelectorAll(`.jumps a[href$="#m${name}"]`).forEach((jump) => hide(jump.parentElement, gone));
    for (const time of month.querySelectorAll("td time")) {
      const cell = time.closest("td");
      cell.classList.toggle("over", start(time) < today);
      if (start(time) === today) {
        cell.setAttribute("aria-current", "date");
      } else {
        cell.removeAttribute("aria-current");
      }
      const link = cell.querySelector("a");
      if (link?.hash && document.querySelector(link.hash).closest("[hidden]")) {
        link.removeAttribute("href");
      }
    }
  }
  if (all.length > 0) {
    const jumps = document.querySelector(".jumps");
    hide(jumps, all.every(({ hidden }) => hidden));
    note(jumps.nextElementSibling, !document.querySelector(".day:not([hidden])"));
  }
}

update();
// A page may stay open on a phone for days.
document.addEventListener("visibilitychange", update);
setInterval(update, 60000);
