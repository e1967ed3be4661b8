// A field with suggestions, after the combobox pattern of the ARIA Authoring Practices: arrow keys select, Enter accepts,
// Escape closes the list and then clears the field; the focus stays in the field.

export function combobox(input, list, { typed, chosen }) {
  let [options, active] = [[], -1];

  function close() {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function mark(number) {
    active = number;
    options.forEach((option, at) => option.setAttribute("aria-selected", String(at === active)));
    if (active < 0) {
      input.removeAttribute("aria-activedescendant");
    } else {
      input.setAttribute("aria-activedescendant", options[active].id);
    }
  }

  function offer(texts) {
    options = texts.map((text, number) => {
      const option = document.createElement("li");
      option.id = `${list.id}-${number}`;
      option.role = "option";
      option.textContent = text;
      option.addEventListener("pointerdown", (event) => event.preventDefault());
      option.addEventListener("click", () => take(number));
      return option;
    });
    list.replaceChildren(...options);
    list.hidden = options.length === 0;
    input.setAttribute("aria-expanded", String(options.length > 0));
    mark(-1);
  }

  function take(number) {
    const { textContent } = options[number];
    close();
    chosen(textContent);
  }

  input.addEventListener("input", () => {
    close();
    typed(input.value);
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) {
      return;
    }
    const open = !list.hidden;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && options.length > 0 && !event.altKey) {
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
      const places = options.length + 1; // including the field itself
      mark(((active + 1 + step + places) % places) - 1);
    } else if (event.key === "Enter" && open && active >= 0) {
      take(active);
    } else if (event.key === "Escape" && open) {
      close();
    } else if (event.key === "Escape" && input.value) {
      input.value = "";
      typed("");
    } else {
      return;
    }
    event.preventDefault();
  });

  return { offer, close, now: () => typed(input.value) };
}
