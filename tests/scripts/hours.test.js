// Whether a place is open depends on the wall clock in the place's time zone.
import "./page.js";
import assert from "node:assert/strict";
import { test } from "node:test";

const { now, plus, weekday } = await import("../../templates/assets/clock.js");
const { told } = await import("../../templates/assets/hours.js");

const DAY = 1440;
const clock = (minute) => `${String(Math.floor(minute / 60)).padStart(2, "0")}.${String(minute % 60).padStart(2, "0")}`;
const span = (opens, closes) => [opens, closes].map((time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3)));
const each = (spans, days) => Array.from({ length: 7 }, (_, day) => (days.includes(day) ? spans : []));

const WORKDAYS = [0, 1, 2, 3, 4];
const [THURSDAY, ALL] = [3, [0, 1, 2, 3, 4, 5, 6]];
const HOLIDAYS = [
  "2026-12-24", "2026-12-25", "2026-12-26", "2026-12-31", "2027-01-01", "2027-03-25", "2027-03-26", "2027-03-28",
  "2027-03-29", "2027-05-01", "2027-05-06", "2027-05-16", "2027-05-17", "2028-12-24", "2028-12-25", "2028-12-26",
];
const once = [span("08.00", "11.30")];
const twice = [...once, span("12.00", "16.00")];
const PLACES = {
  office: { week: each([span("09.00", "15.30")], WORKDAYS), closed: HOLIDAYS },
  nightcafe: { week: [[], [], [], [], [span("18.00", "24.00")], [span("00.00", "03.00")], []], closed: [] },
  watch: { week: each([span("00.00", "24.00")], ALL), closed: [] },
  thursdays: { week: each([span("11.00", "14.00")], [THURSDAY]), closed: HOLIDAYS },
  split: { week: [twice, twice, [], once, once, once, once], closed: HOLIDAYS },
  weekwatch: { week: each([span("00.00", "24.00")], WORKDAYS), closed: HOLIDAYS },
  dayandnight: { week: [[], [], [], [], [span("00.00", "24.00")], [span("00.00", "03.00")], []], closed: [] },
  never: { week: each([], []), closed: [] },
};

const hours = (place) => ({ week: PLACES[place].week, closed: new Set(PLACES[place].closed) });

// The message at an instant in Oslo, as its name and values.
function said(place, instant) {
  const { day, minutes } = now(new Date(instant));
  const found = told(hours(place), day, minutes);
  if (!found) {
    return "";
  }
  const when = { open: "", always: "", weeks: ` ${weekday(found.day)} ${found.weeks}` }[found.name] ?? ` ${weekday(found.day)}`;
  return found.name + (found.minute === undefined ? "" : ` ${clock(found.minute)}`) + when;
}

const CASES = [
  ["office", "2026-11-23T07:59:59Z", "today 09.00 0"],
  ["office", "2026-11-23T08:00:00Z", "open 15.30"],
  ["office", "2026-11-23T14:29:59Z", "open 15.30"],
  ["office", "2026-11-23T14:30:00Z", "tomorrow 09.00 1"],
  ["office", "2026-11-23T02:00:00Z", "today 09.00 0"],
  ["office", "2026-11-27T15:00:00Z", "day 09.00 0"],
  ["office", "2026-12-23T16:00:00Z", "day 09.00 0"],
  ["office", "2026-12-24T10:00:00Z", "day 09.00 0"],
  ["office", "2027-05-17T10:00:00Z", "tomorrow 09.00 1"],
  // A site that nobody has built for two years, on a Sunday and a Tuesday.
  ["split", "2028-12-24T09:00:00Z", "day 08.00 3"],
  ["office", "2028-12-26T10:00:00Z", "tomorrow 09.00 2"],
  ["thursdays", "2026-11-26T13:00:00Z", "week 11.00 3"],
  ["thursdays", "2026-12-18T10:00:00Z", "weeks 11.00 3 2"],
  ["nightcafe", "2026-11-27T22:30:00Z", "open 03.00"],
  ["nightcafe", "2026-11-28T01:59:00Z", "open 03.00"],
  ["nightcafe", "2026-11-28T02:00:00Z", "day 18.00 4"],
  ["watch", "2026-12-25T02:00:00Z", "always"],
  ["split", "2026-11-23T10:45:00Z", "today 12.00 0"],
  ["split", "2026-11-24T15:30:00Z", "day 08.00 3"],
  // The clocks change on 28 March and 31 October 2027; also the Mondays after.
  ["office", "2027-03-26T08:00:00Z", "day 09.00 1"],
  ["office", "2027-03-30T06:59:00Z", "today 09.00 1"],
  ["office", "2027-03-30T07:00:00Z", "open 15.30"],
  ["office", "2027-10-29T07:00:00Z", "open 15.30"],
  ["office", "2027-11-01T07:30:00Z", "today 09.00 0"],
  ["office", "2027-11-01T08:00:00Z", "open 15.30"],
  ["never", "2026-11-23T08:00:00Z", ""],
];

for (const [place, instant, words] of CASES) {
  test(`${place} at ${instant}: ${words || "nothing"}`, () => assert.equal(said(place, instant), words));
}

test("a place that is open day and night says when it closes on its last day alone", () => {
  assert.equal(said("weekwatch", "2026-11-23T09:00:00Z"), "always"); // Monday
  assert.equal(said("weekwatch", "2026-11-26T22:59:00Z"), "always");
  assert.equal(said("weekwatch", "2026-11-26T23:00:00Z"), "open 24.00"); // Friday begins
  assert.equal(said("dayandnight", "2026-11-27T02:00:00Z"), "always"); // a day and a night are left
  assert.equal(said("dayandnight", "2026-11-27T02:01:00Z"), "open 03.00");
  assert.equal(said("weekwatch", "2026-12-23T09:00:00Z"), "open 24.00"); // Christmas Eve is a holiday
});

test("what is said is what one finds who waits in front of the door", () => {
  const from = "2026-12-17"; // three weeks with Christmas and New Year in them
  for (const place of Object.keys(PLACES)) {
    const { week, closed } = hours(place);
    const doors = Array.from({ length: 60 }, (_, n) => plus(from, n)).flatMap((day) => {
      const spans = closed.has(day) ? [] : week[weekday(day)];
      return Array.from({ length: DAY }, (_, minute) => spans.some(([opens, closes]) => opens <= minute && minute < closes));
    });
    for (let at = 0; at < 21 * DAY; at += 37) {
      const today = plus(from, Math.floor(at / DAY));
      const found = told({ week, closed }, today, at % DAY);
      const turns = doors.indexOf(!doors[at], at);
      if (turns < 0) {
        assert.deepEqual(found, doors[at] ? { name: "always" } : undefined, `${place} ${at}`);
      } else if (doors[at] && turns - at >= DAY) {
        assert.deepEqual(found, { name: "always" }, `${place} ${at}`);
      } else if (doors[at]) {
        assert.equal(found.name, "open");
        assert.equal(found.minute % DAY, turns % DAY, `${place} ${at}`);
      } else {
        assert.equal(found.day, plus(from, Math.floor(turns / DAY)), `${place} ${at}`);
        assert.equal(found.minute, turns % DAY, `${place} ${at}`);
        const days = Math.floor(turns / DAY) - Math.floor(at / DAY);
        assert.equal(found.name, days < 2 ? ["today", "tomorrow"][days] : days < 7 ? "day" : days < 14 ? "week" : "weeks");
        assert.equal(found.weeks, Math.floor(days / 7));
      }
    }
  }
});
