// When a place opens and closes. Hours are minutes of the wall clock where it stands, so that the nights on which clocks
// change need no rule of their own. `week` has the spans of each weekday from Monday, `closed` the days that have none.
import { plus, weekday } from "./clock.js";

const DAY = 1440;

const spans = ({ week, closed }, day) => (closed.has(day) ? [] : week[weekday(day)]);

// The minute at which it closes, also when that is after midnight; none when it stays open for a day and a night.
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

// What to say at a minute of a day: the name of a sentence, and the minute, the day and the number of weeks in it. Nothing
// for a place that does not open again.
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
