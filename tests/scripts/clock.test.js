// Days and minutes are in the site's time zone, whatever the visitor's time zone.
import "./page.js";
import assert from "node:assert/strict";
import { test } from "node:test";

const { away, filled, going, now, over, plus, span, weekday } = await import("../../templates/assets/clock.js");

const MINUTE = 60_000;
const at = (instant, zone) => {
  const { day, minutes } = now(new Date(instant), zone);
  return `${day} ${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
};

// The minutes of a day in a zone, in chronological order.
function minutesOf(day, zone) {
  const found = [];
  for (let instant = Date.parse(day) - 15 * 60 * MINUTE; instant < Date.parse(day) + 40 * 60 * MINUTE; instant += MINUTE) {
    const { day: it, minutes } = now(new Date(instant), zone);
    if (it === day) {
      found.push(minutes);
    }
  }
  return found;
}

const row = (from, to) => Array.from({ length: to - from }, (_, n) => from + n);

test("it is now, where the site is at home, unless something else is asked for", () => {
  assert.deepEqual(now(), { day: "2026-11-21", minutes: 13 * 60 });
  assert.equal(at("2026-12-03T12:00:00Z", "Pacific/Auckland"), "2026-12-04 01:00");
  assert.equal(at("2026-12-03T12:00:00Z"), "2026-12-03 13:00");
});

test("a day begins and ends at midnight where the site is, while it is another day where the visitor is", () => {
  assert.equal(new Date("2026-11-23T23:30:00Z").getHours(), 18, "the visitor is in New York");
  assert.equal(at("2026-11-23T22:59:59Z"), "2026-11-23 23:59");
  assert.equal(at("2026-11-23T23:00:00Z"), "2026-11-24 00:00");
  assert.equal(at("2026-11-24T22:59:59Z"), "2026-11-24 23:59");
});

test("a year ends at midnight where the site is", () => {
  assert.equal(at("2026-12-31T22:59:59Z"), "2026-12-31 23:59");
  assert.equal(at("2026-12-31T23:00:00Z"), "2027-01-01 00:00");
  assert.equal(at("2026-12-31T10:59:59Z", "Pacific/Auckland"), "2026-12-31 23:59");
  assert.equal(at("2026-12-31T11:00:00Z", "Pacific/Auckland"), "2027-01-01 00:00");
});

test("the hour that is left out in spring is left out, and the one that comes twice in autumn comes twice", () => {
  for (const [zone, spring, autumn] of [
    ["Europe/Oslo", "2027-03-28", "2027-10-31"],
    ["Pacific/Auckland", "2027-09-26", "2027-04-04"],
  ]) {
    assert.deepEqual(minutesOf(spring, zone), [...row(0, 120), ...row(180, 1440)]);
    assert.deepEqual(minutesOf(autumn, zone), [...row(0, 180), ...row(120, 1440)]);
    assert.deepEqual(minutesOf("2027-05-17", zone), row(0, 1440));
  }
});

test("days follow each other, also where clocks change and years end", () => {
  let day = "2026-11-21";
  assert.equal(weekday(day), 5, "a Saturday");
  const seen = new Set();
  for (let n = 0; n < 800; n += 1) {
    assert.equal(plus("2026-11-21", n), day);
    assert.equal(plus(day, -n), "2026-11-21");
    assert.equal(weekday(day), (5 + n) % 7);
    assert.ok(day < plus(day, 1));
    seen.add(day);
    day = plus(day, 1);
  }
  assert.equal(seen.size, 800);
  for (const there of ["2026-12-31", "2027-01-01", "2027-03-28", "2027-10-31", "2028-02-29"]) {
    assert.ok(seen.has(there), there);
  }
});

test("how far away a day is, is said as people say it", () => {
  const today = "2026-11-24"; // a Tuesday
  for (const [day, name, count] of [
    ["2026-11-23", "now"],
    ["2026-11-24", "today"],
    ["2026-11-25", "tomorrow"],
    ["2026-11-26", "days", 2],
    ["2026-11-30", "days", 6],
    ["2026-12-01", "week"],
    ["2026-12-07", "week"],
    ["2026-12-08", "weeks", 2],
    ["2027-01-25", "weeks", 8],
    ["2027-01-26", "months", 2],
    ["2027-11-24", "months", 12],
  ]) {
    assert.deepEqual(away(day, today), [name, count], day);
  }
});

test("what is farther away is never said to be nearer, on whichever day one asks", () => {
  const order = ["now", "today", "tomorrow", "days", "week", "weeks", "months"];
  for (const today of ["2026-11-24", "2026-12-31", "2027-03-27", "2027-10-30", "2028-02-28"]) {
    let before = [0, 0];
    for (let n = -3; n < 800; n += 1) {
      const [name, count = 0] = away(plus(today, n), today);
      const place = [order.indexOf(name), count];
      assert.ok(place[0] > before[0] || (place[0] === before[0] && place[1] >= before[1]), `${n} days after ${today}`);
      if (["days", "weeks", "months"].includes(name)) {
        assert.ok(count >= 2, `${count} ${name}`);
      }
      before = place;
    }
  }
});

test("a sentence is filled in by name, and what is not given stays to be seen", () => {
  assert.equal(filled("{count} av {all} – {unknown}", { count: 0, all: "{count}" }), "0 av {count} – {unknown}");
});

// `data-till` and the current time: whether an occurrence is going on, and whether it is over.
for (const [dateTime, till, time, is] of [
  ["2026-12-01T18:00", "20:00", "2026-12-01 17:59", "ahead"],
  ["2026-12-01T18:00", "20:00", "2026-12-01 18:00", "on"],
  ["2026-12-01T18:00", "20:00", "2026-12-01 19:59", "on"],
  ["2026-12-01T18:00", "20:00", "2026-12-01 20:00", "ahead"],
  ["2026-12-01T18:00", "20:00", "2026-12-01 23:59", "ahead"],
  ["2026-12-01T18:00", "20:00", "2026-12-02 00:00", "over"],
  ["2026-12-01T18:00", "", "2026-12-01 19:00", "ahead"],
  ["2026-12-01T18:00", "", "2026-12-02 00:00", "over"],
  ["2026-12-31T22:00", "2027-01-01T02:00", "2026-12-31 23:30", "on"],
  ["2026-12-31T22:00", "2027-01-01T02:00", "2027-01-01 01:59", "on"],
  ["2026-12-31T22:00", "2027-01-01T02:00", "2027-01-01 02:00", "over"],
  ["2026-12-31T22:00", "2027-01-01T02:00", "2027-01-01 10:00", "over"],
  ["2026-12-04T17:00", "2026-12-06T14:00", "2026-12-05 03:00", "on"],
  ["2026-12-04T17:00", "2026-12-06T14:00", "2026-12-06 14:30", "over"],
  ["2026-12-04T17:00", "2026-12-06", "2026-12-06 23:59", "on"],
  ["2026-12-04", "2026-12-06", "2026-12-04 12:00", "ahead"],
  ["2026-12-04", "2026-12-06", "2026-12-06 23:59", "on"],
  ["2026-12-04", "2026-12-06", "2026-12-07 00:00", "over"],
  ["2026-12-04", "", "2026-12-04 23:59", "ahead"],
  ["2026-12-04", "", "2026-12-05 00:00", "over"],
]) {
  test(`${dateTime} until ${till || "nobody knows when"} is ${is} at ${time}`, () => {
    const [day, clock] = time.split(" ");
    const [hours, minutes] = clock.split(":").map(Number);
    const [when, instant] = [span({ dateTime, dataset: { till } }), { day, minutes: hours * 60 + minutes }];
    assert.deepEqual([going(when, instant), over(when, instant)], [is === "on", is === "over"]);
  });
}
