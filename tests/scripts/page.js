// An empty page at a set instant, for scripts that look at theirs as soon as they are loaded: import this before them.

// The clock of the visitor is in another place than the site, and nothing may go by it.
process.env.TZ = "America/New_York";

// The clock stands still, so that no test depends on the day on which it is run.
export const INSTANT = "2026-11-21T12:00:00Z";
globalThis.Date = class extends Date {
  constructor(...given) {
    super(...(given.length > 0 ? given : [INSTANT]));
  }

  static now() {
    return Date.parse(INSTANT);
  }
};

globalThis.document = {
  documentElement: { lang: "nb", dataset: { zone: "Europe/Oslo" } },
  querySelector: () => null,
  querySelectorAll: () => [],
  addEventListener() {},
};
globalThis.location = new URL("https://naerilyng.example/");
