// Keeps an open page up to date while somebody writes, and shows what is wrong. Served by `veiviser serve` alone.
(() => {
  const { seen } = document.currentScript.dataset;
  const address = `/_veiviser/events?page=${encodeURIComponent(location.pathname)}&seen=${seen}`;
  let events = null;

  const element = (name, text, className) => {
    const made = document.createElement(name);
    made.textContent = text;
    if (className) {
      made.className = className;
    }
    return made;
  };

  const item = (fault) => {
    const made = element("li", "", `veiviser-${fault.severity}`);
    if (fault.path) {
      const place = fault.line ? `${fault.path}:${fault.line}${fault.column ? `:${fault.column}` : ""}` : fault.path;
      const where = element(fault.link ? "a" : "code", "", "veiviser-place");
      // A long path goes on at a folder rather than in the middle of a name.
      place.split(/(?<=\/)/).forEach((part, at) => where.append(...(at ? [document.createElement("wbr")] : []), part));
      if (fault.link) {
        where.href = fault.link;
        where.target = "_blank";
        where.rel = "noreferrer";
      }
      made.append(where, " ");
    }
    made.append(element("span", fault.message));
    if (fault.suggestion) {
      made.append(" ", element("strong", fault.suggestion));
    }
    if (fault.remedy) {
      made.append(element("div", fault.remedy, "veiviser-remedy"));
    }
    return made;
  };

  const list = (faults) => {
    const made = document.createElement("ul");
    made.append(...faults.map(item));
    return made;
  };

  // What somebody has closed stays closed, on the pages that follow too, until something else is wrong.
  const CLOSED = "veiviser-closed";

  const closer = (words, shut) => {
    const made = element("button", "×", "veiviser-close");
    made.type = "button";
    made.title = words;
    made.setAttribute("aria-label", words);
    made.addEventListener("click", shut);
    return made;
  };

  // What scrolls, with the button outside it: it is always where a thumb finds it.
  const body = (errors, warnings, warned, open) => {
    const made = element("div", "", "veiviser-faults");
    made.tabIndex = 0; // without links in it, the keyboard could not scroll it
    if (errors.length) {
      made.append(list(errors));
    }
    if (warnings.length) {
      const details = document.createElement("details");
      details.open = open;
      details.append(element("summary", warned), list(warnings));
      made.append(details);
    }
    return made;
  };

  // Who reads the list when a file is saved goes on where they were.
  const resume = (panel, focus, scroll) => {
    panel.querySelector(".veiviser-faults").scrollTop = scroll;
    if (!focus) {
      return;
    }
    const same = [...panel.querySelectorAll("a, summary")].find((other) => other.textContent === focus.textContent);
    (same ?? panel.querySelector(focus.matches("div") ? ".veiviser-faults" : ".veiviser-close")).focus({ preventScroll: true });
  };

  const show = ({ language, label, close, errors, warnings, kept, counted, warned, waiting }) => {
    const old = document.getElementById("veiviser-panel");
    const panel = element("section", "", "");
    const empty = document.body.dataset.veiviserWaiting !== undefined;
    panel.id = "veiviser-panel";
    panel.lang = language;
    panel.setAttribute("aria-label", label);
    const state = JSON.stringify([errors, warnings]);
    const shut = () => {
      sessionStorage.setItem(CLOSED, state);
      panel.remove();
    };
    panel.addEventListener("keydown", (event) => event.key === "Escape" && shut());
    if (errors.length) {
      panel.append(element("p", empty ? counted : kept, "veiviser-kept"));
    }
    panel.querySelector("p")?.setAttribute("role", "status"); // said aloud: how many, not all of them
    panel.append(closer(close, shut), body(errors, warnings, warned, Boolean(old?.querySelector("details")?.open)));
    const focus = old?.contains(document.activeElement) ? document.activeElement : null;
    const scroll = old?.querySelector(".veiviser-faults").scrollTop ?? 0;
    if (empty) {
      document.body.textContent = errors.length ? "" : waiting;
    }
    document.getElementById("veiviser-panel")?.remove();
    const closed = sessionStorage.getItem(CLOSED) === state;
    if (!(errors.length || warnings.length) || closed) {
      return;
    }
    document.body.append(panel);
    resume(panel, focus, scroll);
  };

  // A browser allows few connections to one host: tabs that nobody looks at let theirs go.
  const listen = () => {
    if (events || document.hidden) {
      return;
    }
    events = new EventSource(address);
    events.addEventListener("reload", () => {
      events.close();
      location.reload();
    });
    events.addEventListener("problems", (event) => show(JSON.parse(event.data)));
  };

  const rest = () => {
    events?.close();
    events = null;
  };

  document.addEventListener("visibilitychange", () => (document.hidden ? rest() : listen()));
  window.addEventListener("pagehide", rest);
  window.addEventListener("pageshow", listen);
  listen();
})();
