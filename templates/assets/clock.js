// The current time in the site's time zone, and texts about dates. Every script takes the time from `now`.

const PARTS = { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
const formats = new Map(); // by time zone; creating a format is slow

// `day` (YYYY-MM-DD), and `minutes` since midnight by the wall clock: a day has 1440, also when clocks change.
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

// Fills the placeholders in braces.
export function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

// The sentences of a template, by name. They are in templates, since attributes cannot have a language of their own.
export function sentences(template) {
  return Object.fromEntries([...template.content.querySelectorAll("b")].map((sentence) => [sentence.className, sentence]));
}

// A filled sentence: text, or an element with `lang` where it is not in the page's language.
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

// Replaces the placeholder `name` in an element's text by the element `inner`.
export function insert(element, name, inner) {
  const holder = element.firstElementChild ?? element;
  const [before, after] = holder.textContent.split(`{${name}}`);
  holder.replaceChildren(before, inner, after ?? "");
}

// Start and end of a `<time data-till>`; the end is empty when unknown. A day without a time is a whole day.
export function span({ dateTime, dataset: { till } }) {
  return [dateTime, till.includes("-") || !till ? till : `${dateTime.slice(0, 10)}T${till}`];
}

// An occurrence is over at its end time if that is on a later day than the start, else at midnight, so that latecomers
// still see it.
export function over([begins, ends], { day, minutes }) {
  const first = begins.slice(0, 10);
  const last = ends.slice(0, 10) || first;
  return last > first && ends.includes("T") ? ends <= `${day}T${clock(minutes, ":")}` : last < day;
}

// Whether an occurrence is going on. False for a day without an end, since its times are unknown.
export function going([begins, ends], { day, minutes }) {
  const time = `${day}T${clock(minutes, ":")}`;
  if (!begins.includes("T")) {
    return begins < day && day <= ends;
  }
  return begins <= time && (ends.includes("T") ? time < ends : begins.slice(0, 10) < day && day <= ends);
}

// How far away a day is: the name of a sentence, and its number. A day in the past is going on.
export function away(day, today) {
  const days = Math.round((Date.parse(day) - Date.parse(today)) / DAY);
  const weeks = Math.floor(days / 7);
  const name = days < 0 ? "now" : (["today", "tomorrow"][days] ?? ["days", "week"][weeks] ?? (weeks < 9 ? "weeks" : "months"));
  return [name, { days, weeks, months: Math.round(days / 30.4) }[name]];
}

// `ongoing` is true for an occurrence that is going on now.
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
