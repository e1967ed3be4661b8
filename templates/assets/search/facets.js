// Filters the hits by municipality, need, audience and format; `chosen` is called with each new choice.
import { asked, fits } from "../site.js";
import { nearness } from "./rank.js";

const PREFIX = { n: "behov", a: "for", f: "form" };
const HERE = "her"; // available to residents of the chosen municipality
const FOR_THOSE_HERE = ["own", "county", "nation"];

export function facets(panel, chosen) {
  const boxes = [...panel.querySelectorAll("input")];
  const sets = [...panel.querySelectorAll("fieldset")].map((fieldset) => {
    const own = [...fieldset.querySelectorAll("input")];
    return { fieldset, boxes: own, marks: own.map(({ value }) => value) };
  });
  const place = panel.querySelector("select");

  panel.addEventListener("change", () => {
    const picked = boxes.filter(({ checked, value }) => checked && (place.value || value !== HERE)).map(({ value }) => value);
    chosen({ kommune: place.value, vis: picked.join(",") });
  });
  const chosenPlace = (lexicon) => lexicon.data.municipalities.findIndex(([id]) => id === place.value);

  // The hits that match the choice; each box gets the number of hits with it added.
  function show(lexicon, hits, params) {
    place.value = params.get("kommune") ?? "";
    if (place.selectedIndex < 0) {
      place.value = "";
    }
    const picked = new Set((params.get("vis") ?? "").split(",").filter(Boolean));
    for (const box of boxes) {
      box.checked = picked.has(box.value);
    }
    const here = chosenPlace(lexicon);
    const marked = hits.map((hit) => ({ hit, marks: marks(lexicon, hit.document, here) }));
    const left = (sets) => {
      const wanted = asked(sets, picked);
      return marked.filter(({ marks }) => fits(marks, wanted));
    };
    for (const set of sets) {
      const others = left(sets.filter((other) => other !== set));
      for (const box of set.boxes) {
        const count = others.filter(({ marks }) => marks.has(box.value)).length;
        box.parentElement.querySelector(".count").textContent = count;
        box.parentElement.hidden = count === 0 && !box.checked;
      }
      set.fieldset.hidden = set.boxes.every((box) => box.parentElement.hidden);
    }
    panel.hidden = hits.length < 2 && picked.size === 0;
    return left(sets).map(({ hit }) => hit);
  }

  // Choices whose removal gives hits, each with their number.
  function looser(lexicon, hits) {
    const picked = boxes.filter(({ checked }) => checked);
    const here = chosenPlace(lexicon);
    return picked
      .map((box) => {
        const others = picked.filter((other) => other !== box).map(({ value }) => value);
        const wanted = asked(sets, new Set(others));
        const count = hits.filter((hit) => fits(marks(lexicon, hit.document, here), wanted)).length;
        return { name: box.nextElementSibling.textContent, vis: others.join(","), count };
      })
      .filter(({ vis, count }) => vis && count > 0);
  }

  return { show, looser };
}

const known = new WeakMap(); // the marks of each document, by vocabulary

// The facet marks of a document; `here` is the number of the chosen municipality, or -1.
export function marks(lexicon, document, here) {
  if (!known.has(lexicon)) {
    known.set(lexicon, new Map());
  }
  const kept = known.get(lexicon);
  if (!kept.has(document)) {
    kept.set(document, own(lexicon, document));
  }
  const usable = here >= 0 && FOR_THOSE_HERE.includes(nearness(lexicon, document, here));
  return usable ? new Set(kept.get(document)).add(HERE) : kept.get(document);
}

function own(lexicon, document) {
  const { terms, documents } = lexicon.data;
  const having = documents.terms[document].map((number) => terms[number]);
  return new Set(having.filter(([kind]) => kind).map(([kind, id]) => `${PREFIX[kind]}-${id}`));
}
