// Accessibility measures that axe does not have, run in the page. Each returns [rule, what] for every fault it finds.
(() => {
  const FOCUSABLE = "a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex='-1'])";
  const SMALLEST = 24; // CSS pixels, WCAG 2.5.8
  const COMFORTABLE = 44; // CSS pixels, WCAG 2.5.5, for main actions
  const MAIN_ACTIONS = "button, a.button, a[href^='tel:'], select, textarea, input:not([type='checkbox'], [type='radio'])";
  const RING = 2; // CSS pixels, WCAG 2.4.13
  const CONTRAST = 3; // WCAG 1.4.11

  // A short selector path, the same for all elements of the same kind.
  function named(element) {
    const path = [];
    for (let at = element; at && at !== document.body && path.length < 3; at = at.parentElement) {
      const tag = at.localName;
      const classes = [...at.classList].map((name) => `.${name}`).join("");
      path.unshift(at.id ? `${tag}#${at.id}` : tag + classes);
      if (at.id) {
        break;
      }
    }
    return path.join(" > ");
  }

  const shown = (element) => element.checkVisibility({ visibilityProperty: true });

  // Visually hidden, as skip links are until they have the focus.
  function outOfSight(element) {
    const box = element.getBoundingClientRect();
    const { clip, clipPath } = getComputedStyle(element);
    return box.width <= 1 || box.height <= 1 || box.bottom <= -scrollY || box.right <= -scrollX
      || clipPath.startsWith("inset(50") || clip === "rect(0px, 0px, 0px, 0px)";
  }

  const targets = () =>
    [...document.querySelectorAll(FOCUSABLE)].filter((e) => e.tabIndex >= 0 && !e.disabled && shown(e));

  // WCAG 1.4.10: no scrolling in two directions. Exception: a table may scroll inside its own box.
  function sideways(rule) {
    const room = document.documentElement.clientWidth;
    const page = document.scrollingElement;
    if (page.scrollWidth <= room) {
      return [];
    }
    const inside = (element) => {
      for (let at = element.parentElement; at && at !== page && at !== document.body; at = at.parentElement) {
        if (getComputedStyle(at).overflowX !== "visible") {
          return true;
        }
      }
      return false;
    };
    const wide = [...document.body.querySelectorAll("*")].filter(
      (e) => e.getBoundingClientRect().right + scrollX > room + 0.5 && shown(e) && !inside(e),
    );
    const right = (e) => e.getBoundingClientRect().right;
    const furthest = Math.max(...wide.map(right));
    const widest = wide.filter((e) => right(e) > furthest - 1);
    const innermost = widest.filter((e) => !widest.some((other) => other !== e && e.contains(other)));
    const names = new Set((innermost.length ? innermost : [document.body]).map(named));
    return [...names].map((name) => [rule, `${name} makes the page wider than the window`]);
  }

  // WCAG 1.4.12: no text is cut off with more space between letters, words, lines and paragraphs.
  function spacing() {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
      * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
      p { margin-bottom: 2em !important; }`);
    document.adoptedStyleSheets.push(sheet);
    const clips = (value) => value === "hidden" || value === "clip";
    const cut = [...document.body.querySelectorAll("*")].filter((e) => {
      if (!e.textContent.trim() || !shown(e) || outOfSight(e) || e instanceof SVGElement) {
        return false;
      }
      const style = getComputedStyle(e);
      return (clips(style.overflowX) && e.scrollWidth > e.clientWidth + 1)
        || (clips(style.overflowY) && e.scrollHeight > e.clientHeight + 1);
    });
    const found = [
      ...sideways("1.4.12 text spacing"),
      ...cut.map((e) => ["1.4.12 text spacing", `${named(e)} cuts its text`]),
    ];
    document.adoptedStyleSheets.pop();
    return found;
  }

  // The clickable box: including labels, and the card over which a link is stretched.
  function box(element) {
    const boxes = [element, ...(element.labels ?? [])].filter(shown).map((e) => e.getBoundingClientRect());
    for (const pseudo of ["::before", "::after"]) {
      const style = getComputedStyle(element, pseudo);
      if (style.content !== "none" && style.position === "absolute" && style.pointerEvents !== "none") {
        let block = element;
        while (block && getComputedStyle(block).position === "static") {
          block = block.parentElement;
        }
        if (block) {
          boxes.push(block.getBoundingClientRect());
        }
      }
    }
    const left = Math.min(...boxes.map((b) => b.left));
    const top = Math.min(...boxes.map((b) => b.top));
    const right = Math.max(...boxes.map((b) => b.right));
    const bottom = Math.max(...boxes.map((b) => b.bottom));
    return { left, top, right, bottom, width: right - left, height: bottom - top };
  }

  // Within a sentence, where the line height limits the size (WCAG 2.5.8, exception “Inline”).
  function inline(element) {
    if (getComputedStyle(element).display !== "inline") {
      return false;
    }
    let block = element.parentElement;
    while (getComputedStyle(block).display === "inline") {
      block = block.parentElement;
    }
    const others = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    while (others.nextNode()) {
      const parent = others.currentNode.parentElement;
      if (/[\p{L}\p{N}]/u.test(others.currentNode.data) && !parent.closest("a, button") && shown(parent)) {
        return true;
      }
    }
    return false;
  }

  // The distance from a point to the nearest point of a box.
  const away = (x, y, b) =>
    Math.hypot(Math.max(b.left - x, 0, x - b.right), Math.max(b.top - y, 0, y - b.bottom));

  // WCAG 2.5.8 with its exceptions “Spacing” and “Inline”, and the size of 2.5.5 for main actions.
  function sizes() {
    const all = targets().filter((e) => !outOfSight(e) && e.matches("a[href], button, input, select, textarea, summary"));
    const measured = all.map((e) => ({ e, b: box(e) }));
    const small = measured.filter(({ e, b }) => Math.min(b.width, b.height) < SMALLEST - 0.01 && !inline(e));
    const centre = (b) => [(b.left + b.right) / 2, (b.top + b.bottom) / 2];
    const isSmall = new Set(small.map(({ e }) => e));
    const found = [];
    for (const { e, b } of small) {
      const [x, y] = centre(b);
      const crowded = measured.find(({ e: other, b: theirs }) => {
        if (other === e) {
          return false;
        }
        if (away(x, y, theirs) < SMALLEST / 2 - 0.01) {
          return true;
        }
        const [u, v] = centre(theirs);
        return isSmall.has(other) && Math.hypot(x - u, y - v) < SMALLEST - 0.01;
      });
      if (crowded) {
        const size = `${Math.round(Math.min(b.width, b.height))} px`;
        found.push(["2.5.8 target size", `${named(e)} is ${size}, too near ${named(crowded.e)}`]);
      }
    }
    for (const { e, b } of measured) {
      const least = Math.min(b.width, b.height);
      if (e.matches(MAIN_ACTIONS) && least < COMFORTABLE - 0.01 && !inline(e)) {
        found.push(["2.5.5 main action", `${named(e)} is ${Math.round(least)} px, not ${COMFORTABLE}`]);
      }
    }
    return found;
  }

  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const seen = new Map();
  function rgba(colour) {
    if (!seen.has(colour)) {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      seen.set(colour, canvas.getImageData(0, 0, 1, 1).data);
    }
    return seen.get(colour);
  }

  // The background of an element: the nearest opaque colour.
  function ground(element) {
    for (let at = element; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (rgba(colour)[3] > 250) {
        return rgba(colour);
      }
    }
    return matchMedia("(prefers-color-scheme: dark)").matches ? [18, 18, 18, 255] : [255, 255, 255, 255];
  }

  // WCAG's definition of contrast ratio.
  function contrast(one, other) {
    const light = ([r, g, b]) => {
      const [x, y, z] = [r, g, b].map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
      return 0.2126 * x + 0.7152 * y + 0.0722 * z;
    };
    const [a, b] = [light(one), light(other)].sort((x, y) => y - x);
    return (a + 0.05) / (b + 0.05);
  }

  function ringWidth(element) {
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    return outlineStyle === "none" ? 0 : parseFloat(outlineWidth);
  }

  // The element with the focus ring: the focused one, or an ancestor that shows it, such as the card of a link.
  function ringed(element) {
    if (ringWidth(element) >= RING) {
      return element;
    }
    for (let at = element.parentElement, up = 0; at && at !== document.body && up < 4; at = at.parentElement, up += 1) {
      if (ringWidth(at) < RING) {
        continue;
      }
      element.blur();
      const without = ringWidth(at);
      element.focus();
      return without ? element : at;
    }
    return element;
  }

  // WCAG 2.4.7, 2.4.13 and 1.4.11: a ring of 2 px with enough contrast to its background.
  function ring(element) {
    if (!element.matches(":focus-visible")) {
      return [["2.4.7 focus visible", `${named(element)} does not show its focus`]];
    }
    const bearer = ringed(element);
    const width = ringWidth(bearer);
    if (width < RING) {
      return [["2.4.13 focus ring", `${named(element)} has a ring of ${width} px`]];
    }
    const style = getComputedStyle(bearer);
    const outside = parseFloat(style.outlineOffset) >= 0 && bearer.parentElement;
    const behind = ground(outside ? bearer.parentElement : bearer);
    const rings = [style.outlineColor, ...(style.boxShadow.match(/[a-z]+\([^)]*\)/g) ?? [])].map(rgba);
    const best = Math.max(...rings.map((colour) => contrast(colour, behind)));
    return best >= CONTRAST ? [] : [["1.4.11 focus ring", `${named(element)} has a ring of contrast ${best.toFixed(1)}`]];
  }

  // WCAG 2.4.11 and 2.4.12: the focused element is in the window, and nothing floats over it.
  function covered(element) {
    const boxes = [...element.getClientRects()].filter((b) => b.width > 0 && b.height > 0);
    let seen = 0;
    for (const b of boxes) {
      // Of a box larger than the window, only the part in the window counts.
      const [left, right] = [Math.max(b.left, 0), Math.min(b.right, innerWidth)];
      const [top, bottom] = [Math.max(b.top, 0), Math.min(b.bottom, innerHeight)];
      const inset = Math.min(5, (right - left) / 2, (bottom - top) / 2);
      if (inset <= 0) {
        continue;
      }
      for (const [x, y] of [
        [(left + right) / 2, (top + bottom) / 2],
        [left + inset, top + inset], [right - inset, top + inset],
        [left + inset, bottom - inset], [right - inset, bottom - inset],
      ]) {
        seen += 1;
        const hit = document.elementFromPoint(x, y);
        if (!hit || hit.contains(element) || element.contains(hit)) {
          continue;
        }
        for (let at = hit; at && !at.contains(element); at = at.parentElement) {
          if (/fixed|sticky|absolute/.test(getComputedStyle(at).position)) {
            return [["2.4.11 focus covered", `${named(element)} lies under ${named(at)}`]];
          }
        }
      }
    }
    return seen ? [] : [["2.4.11 focus covered", `${named(element)} is not in the window when it has the focus`]];
  }

  // Every tab stop, forwards and backwards. A key must have been pressed before, or browsers show no ring.
  function focus() {
    const stops = targets();
    const found = stops.filter((e) => e.tabIndex > 0).map((e) => ["2.4.3 focus order", `${named(e)} has a tabindex`]);
    for (const order of [stops, [...stops].reverse()]) {
      for (const element of order) {
        element.focus();
        if (document.activeElement !== element) {
          found.push(["2.1.1 keyboard", `${named(element)} cannot have the focus`]);
        } else {
          found.push(...(order === stops ? ring(element) : []), ...covered(element));
        }
      }
    }
    document.activeElement.blur();
    scrollTo(0, 0);
    return found;
  }

  // The faults of the current tab stop: its ring and its visibility.
  const here = () => [...ring(document.activeElement), ...covered(document.activeElement)];

  globalThis.veiviserMeasures = { sideways: () => sideways("1.4.10 reflow"), spacing, sizes, focus, here };
})();
