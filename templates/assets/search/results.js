// Renders a hit: title, kind, reason, place, format, date and freshness.
import { insert, now, phrase } from "../clock.js";
import { called } from "./places.js";
import { nearness } from "./rank.js";

const ROOT = new URL("../../", import.meta.url);
const DAY = 86_400_000;
const NAMES = 3;

function make(tag, className, ...children) {
  const element = document.createElement(tag);
  if (className) {
    element.className = className;
  }
  element.append(...children);
  return element;
}

export function item(words, prefix, lexicon, query, hit, municipality) {
  const { data } = lexicon;
  const { documents } = data;
  const { document: at } = hit;
  const kind = documents.kind[at];
  const lines = [
    why(words, lexicon, query, hit),
    about(words, lexicon, at),
  ].filter((parts) => parts.length > 0);
  const link = title(prefix, lexicon, at);
  const ended = documents.state[at] === "ended"; // its former price is of no use
  const price = !ended && { 1: words.free, 0: words.priced }[documents.free[at]];
  const year = documents.age[at];
  const state = documents.state[at] === "once" && year ? "onceIn" : documents.state[at];
  const plain = [foreign(data, link) && words.only, words[state], price];
  const labels = [...plain.filter(Boolean).map((label) => phrase(label, { year })), near(words, lexicon, at, municipality)];
  const said = lines.map((line, number) => make("p", number < lines.length - 1 ? "why" : "about", ...line));
  if (lexicon.shared.has(at)) {
    said.at(-1).id = `om-${at}`; // the kind, to distinguish links of the same name for screen readers
    link.setAttribute("aria-describedby", `om-${at}`);
  }
  const next = day(data, documents.next[at]);
  return make(
    "li",
    "",
    link,
    ...said,
    ...(next && next >= today() && !documents.state[at] ? [make("p", "next", dated(words.next, "date", next))] : []),
    list(labels.filter(Boolean)),
    ...(kind === "o" && !ended ? [make("p", "freshness", confirmed(words, lexicon, at))] : []),
  );
}

const joined = (parts, between) => parts.flatMap((part, number) => (number > 0 ? [between, part] : [part]));

function title(prefix, lexicon, at) {
  const { titles, written, documents } = lexicon.data;
  const language = document.documentElement.lang;
  const [first] = Object.keys(titles);
  const own = titles[language]?.[at];
  const link = make("a", "", own ?? titles[first][at]);
  link.href = new URL(prefix + documents.address[at], ROOT);
  const apart = (lexicon.data.apart[language] ?? lexicon.data.apart[first])?.[at];
  if (apart) {
    link.append(make("span", "apart", `, ${apart}`));
  }
  const tongue = own && language !== first ? language : (written[at] ?? first);
  if (tongue !== language) {
    link.lang = tongue;
  }
  return link;
}

// Readers of bokmål and nynorsk read both.
const foreign = ({ norwegian }, link) => norwegian.includes(link.lang) && !norwegian.includes(document.documentElement.lang);

// The words that matched, as written on the site; words of a quiet group are never shown.
function why(words, lexicon, query, { why }) {
  const told = why.map(({ way, unit }) => {
    if (way.typed || !way.group) {
      return way.keys.map((key) => (lexicon.quiet.has(key) ? "" : (lexicon.form.get(key) ?? unit.text))).join(" ").trim();
    }
    return way.group.shown || way.led ? (way.led ? way.text : way.group.shown) : "";
  });
  const shown = [...new Set(told.filter(Boolean))];
  return shown.length > 0 ? [phrase(words.about, { words: shown.join(", ") })] : [];
}

// A name in the page's language, or in its first fallback, marked with its language.
function named(names) {
  const own = document.documentElement.lang;
  const tongue = [own, ...Object.keys(names)].find((language) => names[language]);
  if (tongue === own) {
    return names[own];
  }
  const element = make("span", "", names[tongue]);
  element.lang = tongue;
  return element;
}

// The kind of page (unless an offer), place and format, as far as known, separated by dots.
function about(words, lexicon, at) {
  const kind = lexicon.data.documents.kind[at];
  const lists = [kind === "o" ? [] : [phrase(words[`kind${kind.toUpperCase()}`])], where(words, lexicon, at), how(lexicon, at)];
  return joined(lists.filter(({ length }) => length > 0).map((names) => joined(names, ", ")), " · ").flat();
}

function where(words, lexicon, at) {
  const { coverages, areas, documents } = lexicon.data;
  const [listed, wider, nation] = coverages[documents.coverage[at]];
  if (nation) {
    return [phrase(words.nation)];
  }
  if (listed.length + wider.length > NAMES) {
    return [phrase(words.manyPlaces, { count: listed.length })];
  }
  return [...listed.map((number) => called(lexicon, number)), ...wider.map((number) => named(areas[number][0]))];
}

function how(lexicon, at) {
  const { terms, documents } = lexicon.data;
  return documents.terms[at].map((number) => terms[number]).filter(([kind]) => kind === "f").map(([, , names]) => named(names));
}

function near(words, lexicon, at, municipality) {
  if (municipality < 0) {
    return "";
  }
  const sentence = words[nearness(lexicon, at, municipality)];
  return sentence ? phrase(sentence, { municipality: called(lexicon, municipality) }) : "";
}

function confirmed(words, lexicon, at) {
  const { data } = lexicon;
  const on = day(data, data.documents.confirmed[at]);
  const year = data.documents.age[at];
  if (!on) {
    return phrase(year ? words.told : words.never, { year });
  }
  return dated(lexicon.overdue(at) ? words.overdue : words.confirmed, "month", on);
}

const FORMS = { date: { weekday: "long", day: "numeric", month: "long" }, month: { month: "long", year: "numeric" } };
const made = new Map(); // by options; creating one is slow

function formatter(name) {
  const { tongue } = document.querySelector("[data-tongue]").dataset;
  if (!made.has(name)) {
    made.set(name, new Intl.DateTimeFormat([tongue, "nb-NO"], { ...FORMS[name], timeZone: "UTC" }));
  }
  return made.get(name);
}

// A sentence with a date in a `<time>` element.
function dated(sentence, name, date) {
  const time = make("time", "", formatter(name).format(date));
  time.dateTime = date.toISOString().slice(0, 10);
  const element = make("span", "", phrase(sentence));
  insert(element, name, time);
  return element;
}

function day(data, days) {
  return days === "" ? null : new Date(Date.parse(data.today) + days * DAY);
}

const today = () => new Date(now().day);

function list(labels) {
  const element = make("ul", "labels", ...labels.map((label) => make("li", "", label)));
  element.hidden = labels.length === 0;
  return element;
}
