// What time it is where the site is at home, whatever the clock of the visitor says, and how that is put in words.

const format = new Intl.DateTimeFormat("en-CA", {
  timeZone: document.documentElement.dataset.zone,
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});

// The day as in `datetime`, and the minutes that its clock has gone. A day has 1440 of them also when clocks change.
export function now() {
  const part = Object.fromEntries(format.formatToParts(new Date()).map(({ type, value }) => [type, value]));
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

const words = document.querySelector("#ord")?.content;

// A sentence with what is in braces filled in.
export function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

// Puts a sentence of the program into an element; where it is not in the page's language, it says so.
export function say(element, sentence, values = {}) {
  element.textContent = filled(sentence.textContent, values);
  const foreign = sentence.querySelector("[lang]");
  element.toggleAttribute("lang", foreign !== null);
  if (foreign) {
    element.lang = foreign.lang;
  }
}

// How far away a day is, as one says it; what has begun is going on.
export function soon(element, day, today) {
  const days = Math.round((Date.parse(day) - Date.parse(today)) / DAY);
  const weeks = Math.floor(days / 7);
  const name = days < 0 ? "now" : (["today", "tomorrow"][days] ?? ["days", "week"][weeks] ?? (weeks < 9 ? "weeks" : "months"));
  said(element, name, { count: { days, weeks, months: Math.round(days / 30.4) }[name], day: nameOf(day) });
}

export function said(element, name, values) {
  say(element, words.querySelector(`.${name}`), values);
}

export function nameOf(day) {
  return words.querySelectorAll("i")[weekday(day)].textContent;
}

export function clock(minutes) {
  const two = (number) => String(number).padStart(2, "0");
  return `${two(Math.floor(minutes / 60))}${document.querySelector("#ord").dataset.clock}${two(minutes % 60)}`;
}
