// What time it is where the site is at home, whatever the clock of the visitor says, and how that is put in words.

const PARTS = { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
const formats = new Map(); // by time zone: making one takes far longer than using it

// The day as in `datetime`, and the minutes that its clock has gone. A day has 1440 of them also when clocks change.
// Every script takes the time from here.
export function now(instant = new Date(), timeZone = document.documentElement.dataset.zone) {
  if (!formats.has(timeZone)) {
    formats.set(timeZone, new Intl.DateTimeFormat("en-CA", { ...PARTS, timeZone }));
  }
  const parts = formats.get(timeZone).formatToParts(instant);
  const part = Object.fromEntries(parts.map(({ type, value }) => [type, value]));
  return { day: `${part.year}-${part.month}-${part.day}`, minutes: Number(part.hour) * 60 + Number(part.minute) };
}

const DAY = 86400000;

export function plus(day, days) {
  return new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);
}

// 0 is Monday.
export function weekday(day) {
  return (new Date(day).getUTCDay() + 6) % 7;
}

const ord = document.querySelector("#ord");
export const words = ord ? sentences(ord) : {};

// A sentence with what is in braces filled in.
export function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

// The sentences of a template, by name. They stand in templates, not in attributes, since these cannot say in which
// language they are.
export function sentences(template) {
  return Object.fromEntries([...template.content.querySelectorAll("b")].map((sentence) => [sentence.className, sentence]));
}

// A sentence of the program, to be put into an element; where it is not in the page's language, it says so.
export function phrase(sentence, values = {}) {
  const text = filled(sentence.textContent, values);
  const foreign = sentence.querySelector("[lang]");
  if (!foreign) {
    return text;
  }
  const marked = document.createElement("span");
  marked.lang = foreign.lang;
  marked.textContent = text;
  return marked;
}

export function say(element, sentence, values) {
  element.replaceChildren(phrase(sentence, values));
}

// Puts an element where the sentence that an element holds has a name in braces.
export function insert(element, name, inner) {
  const holder = element.firstElementChild ?? element;
  const [before, after] = holder.textContent.split(`{${name}}`);
  holder.replaceChildren(before, inner, after ?? "");
}

// What a `<time data-till>` says: when it begins, and when it ends, if that is known. A day alone is a whole one.
export function span({ dateTime, dataset: { till } }) {
  return [dateTime, till.includes("-") || !till ? till : `${dateTime.slice(0, 10)}T${till}`];
}

// Whether it is over: at the time that it ends where that is on a later day than it began, else at midnight, so that who
// comes late still sees what was.
export function over([begins, ends], { day, minutes }) {
  const first = begins.slice(0, 10);
  const last = ends.slice(0, 10) || first;
  return last > first && ends.includes("T") ? ends <= `${day}T${clock(minutes, ":")}` : last < day;
}

// Whether it is going on by the clock. Nobody knows that of a day without an end.
export function going([begins, ends], { day, minutes }) {
  const time = `${day}T${clock(minutes, ":")}`;
  if (!begins.includes("T")) {
    return begins < day && day <= ends;
  }
  return begins <= time && (ends.includes("T") ? time < ends : begins.slice(0, 10) < day && day <= ends);
}

// How far away a day is, as one says it: the name of a sentence, and its number. What has begun is going on.
export function away(day, today) {
  const days = Math.round((Date.parse(day) - Date.parse(today)) / DAY);
  const weeks = Math.floor(days / 7);
  const name = days < 0 ? "now" : (["today", "tomorrow"][days] ?? ["days", "week"][weeks] ?? (weeks < 9 ? "weeks" : "months"));
  return [name, { days, weeks, months: Math.round(days / 30.4) }[name]];
}

// `ongoing` is known of what begins and ends at a time of day.
export function soon(element, day, today, ongoing = false) {
  const [name, count] = ongoing ? ["now"] : away(day, today);
  said(element, name, { count, day: nameOf(day) });
}

export function said(element, name, values) {
  say(element, words[name], values);
}

export function nameOf(day) {
  return ord.content.querySelectorAll("i")[weekday(day)].textContent;
}

export function clock(minutes, sign = ord.dataset.clock) {
  const two = (number) => String(number).padStart(2, "0");
  return `${two(Math.floor(minutes / 60))}${sign}${two(minutes % 60)}`;
}
