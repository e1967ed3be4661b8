// The page of an offer: share, print, save, and quick exit.
import { say, sentences } from "./clock.js";
import { carry, chosen, replace } from "./site.js";

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    const section = button.closest("section");
    const mail = new URL(section.querySelector("a[href^='mailto:']").href);
    const words = sentences(section.querySelector("template"));
    const done = await navigator.clipboard.writeText(mail.searchParams.get("body")).then(() => true, () => false);
    say(section.querySelector("[role=status]"), done ? words.copied : words.refused);
  });
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

const keep = document.querySelector("[data-keep]");
if (keep) {
  const id = keep.dataset.keep;
  const show = () => {
    const kept = chosen("lagret");
    keep.hidden = false;
    keep.setAttribute("aria-pressed", String(kept.includes(id)));
    const link = document.querySelector("[data-kept]");
    link.hidden = kept.length === 0;
    link.querySelector("[data-count]").textContent = kept.length;
  };
  keep.addEventListener("click", () => {
    const kept = chosen("lagret");
    replace("lagret", kept.includes(id) ? kept.filter((other) => other !== id) : [...kept, id]);
    carry();
    show();
  });
  show();
}

// Quick exit: the page goes blank first, and “back” does not return to it. Also on pressing Shift alone three times within
// five seconds; Shift together with other keys, clicks or the wheel does not count.
const exit = document.querySelector("[data-exit]");
if (exit) {
  const leave = () => {
    document.body.hidden = true;
    document.title = "";
    location.replace(exit.href);
  };
  exit.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
  const [words, keys] = [sentences(document.querySelector("[data-presses]")), document.querySelector("#raskt")];
  keys.hidden = false;
  exit.setAttribute("aria-describedby", keys.id);
  const told = exit.parentElement.querySelector("[role=status]");
  let [presses, alone] = [[], false];
  const forget = () => {
    [presses, alone] = [[], false];
    told.textContent = "";
  };
  addEventListener("keydown", (event) => {
    if (event.key !== "Shift" || event.ctrlKey || event.altKey || event.metaKey) {
      forget();
    } else if (!event.repeat) {
      alone = true;
    }
  }, { capture: true });
  for (const other of ["pointerdown", "wheel", "blur"]) {
    addEventListener(other, forget, { capture: true, passive: true });
  }
  addEventListener("keyup", (event) => {
    if (event.key !== "Shift" || !alone) {
      return;
    }
    alone = false;
    presses = [...presses, event.timeStamp].filter((at) => event.timeStamp - at < 5000);
    if (presses.length >= 3) {
      leave();
    } else {
      say(told, [words.two, words.one][presses.length - 1]);
    }
  }, { capture: true });
}
