// A fake empty page with a fixed clock, for scripts that use the page when they are loaded: import this before them.

// The visitor is in another time zone than the site; no result may depend on it.
process.env.TZ = "America/New_York";

// The clock is fixed, so that no test depends on the day when it runs.
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
