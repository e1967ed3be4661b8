// Reads a calendar from standard input with ical.js, and writes its dates as JSON: a list of [uid, start, end, status].
// `node benchmarks/occurrences.mjs LAST < kalender.ics`; LAST is the last day to include, such as 2028-05-21.

import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const last = ICAL.Time.fromDateString(process.argv[2]);
const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf8")));
for (const zone of calendar.getAllSubcomponents("vtimezone")) {
  ICAL.TimezoneService.register(zone);
}

const entries = Map.groupBy
  ? Map.groupBy(calendar.getAllSubcomponents("vevent"), (entry) => entry.getFirstPropertyValue("uid"))
  : calendar.getAllSubcomponents("vevent").reduce((found, entry) => {
      const uid = entry.getFirstPropertyValue("uid");
      return found.set(uid, [...(found.get(uid) ?? []), entry]);
    }, new Map());

const written = (time) => (time.isDate ? time.toString() : time.toJSDate().toISOString());
const day = (time) => time.toString().slice(0, 10);
const dates = [];
for (const [uid, together] of entries) {
  const exceptions = together.filter((entry) => entry.hasProperty("recurrence-id"));
  const [master] = together.filter((entry) => !entry.hasProperty("recurrence-id"));
  const event = new ICAL.Event(master, { exceptions });
  const record = (item, start, end) => {
    const ends = ["dtend", "duration"].some((name) => item.component.hasProperty(name)) ? written(end) : null;
    dates.push([uid, written(start), ends, item.component.getFirstPropertyValue("status")]);
  };
  if (!event.isRecurring()) {
    record(event, event.startDate, event.endDate);
    continue;
  }
  const iterator = event.iterator();
  for (let next = iterator.next(); next && day(next) <= day(last); next = iterator.next()) {
    const { item, startDate, endDate } = event.getOccurrenceDetails(next);
    record(item, startDate, endDate);
  }
}
process.stdout.write(JSON.stringify(dates));
