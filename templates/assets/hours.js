// When a place opens and closes. Times are minutes of the local wall clock, so that changes of the clock need no special
// rule. `week` has the spans of each weekday from Monday, `closed` is the set of closed days.
import { plus, weekday } from "./clock.js";

const DAY = 1440;

const spans = ({ week, closed }, day) => (closed.has(day) ? [] : week[weekday(day)]);

// The closing minute, also after midnight; undefined when the place stays open for 24 hours or more.
function closing(hours, today, [, end], minutes) {
  const [next] = spans(hours, plus(today, 1));
  if (end < DAY || next?.[0] !== 0) {
    return end;
  }
  return next[1] < minutes ? next[1] : undefined;
}

// The next opening within eight weeks: days from today, and the minute.
function opening(hours, today, minutes) {
  for (let days = 0; days < 56; days += 1) {
    const next = spans(hours, plus(today, days)).find(([opens]) => days > 0 || opens > minutes);
    if (next) {
      return [days, next[0]];
    }
  }
  return undefined;
}

// The message at a minute of a day: the name of a sentence, with its minute, day and number of weeks. Undefined when the
// place does not open again.
export function told(hours, today, minutes) {
  const span = spans(hours, today).find(([opens, closes]) => opens <= minutes && minutes < closes);
  if (span) {
    const end = closing(hours, today, span, minutes);
    return end === undefined ? { name: "always" } : { name: "open", minute: end };
  }
  const next = opening(hours, today, minutes);
  if (!next) {
    return undefined;
  }
  const [days, minute] = next;
  const weeks = Math.floor(days / 7);
  const name = ["today", "tomorrow"][days] ?? ["day", "week"][weeks] ?? "weeks";
  return { name, minute, day: plus(today, days), weeks };
}
