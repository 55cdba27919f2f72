/* Reading leaves nothing on the reader's device: htmx would keep the address of the page in session storage.
   It takes a storage that keeps nothing for a browser without storage. This file comes before htmx. */
const nothing = { length: 0, getItem: () => null, setItem() { throw new Error("kept nothing") }, removeItem() {}, clear() {} };
Object.defineProperty(window, "sessionStorage", { value: nothing });

/* After new results came: keep folded and unfolded groups as the reader left them, and tell the new total. */
document.addEventListener("htmx:oobBeforeSwap", (event) => {
  for (const group of event.detail.target.querySelectorAll("details[id]")) {
    const fresh = event.detail.fragment.querySelector("#" + CSS.escape(group.id));
    if (fresh) fresh.open = group.open;
  }
});

document.addEventListener("htmx:afterSettle", () => {
  const total = document.getElementById("total");
  const number = total && total.querySelector("data");
  if (number) total.dataset.total = number.value;
});

/* Switching language keeps the filters chosen since the page came. */
document.addEventListener("htmx:pushedIntoHistory", () => {
  for (const link of document.querySelectorAll(".languages a")) link.search = location.search;
});

/* Suggestions while one types, as a combobox of ARIA 1.2: the field keeps the focus, the arrow keys walk the list.
   The server writes the options: links, or values that the page is told of. */
for (const field of document.querySelectorAll("input[data-suggest]")) suggestions(field);

function suggestions(field) {
  const popup = document.createElement("div"), status = document.createElement("div");
  let options = [], current = -1, timer, request;
  popup.className = "suggestions";
  popup.hidden = true;
  popup.tabIndex = -1; /* browsers let people tab to what scrolls */
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  field.after(popup, status);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", field.id + "-list"]]) field.setAttribute(name, value);

  function close() {
    clearTimeout(timer);
    request?.abort();
    options = [];
    choose(-1);
    popup.hidden = true;
    popup.textContent = status.textContent = "";
    field.setAttribute("aria-expanded", "false");
  }

  function choose(number) {
    options[current]?.setAttribute("aria-selected", "false");
    current = number;
    const option = options[current];
    if (!option) return field.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", option.id);
  }

  async function ask() {
    const words = field.value.trim();
    request?.abort();
    if (words.length < 2 || words.length > 80) return close();
    request = new AbortController();
    try {
      const answer = await fetch(field.dataset.suggest + "?q=" + encodeURIComponent(words), { signal: request.signal });
      if (answer.ok) show(await answer.text());
    } catch {
      /* Asked again already, or no line: the field works without. */
    }
  }

  function show(html) {
    if (document.activeElement !== field) return;
    choose(-1);
    popup.innerHTML = html;
    options = [...popup.querySelectorAll("[role=option]")];
    options.forEach((option, number) => option.id = field.id + "-" + number);
    const list = popup.firstElementChild;
    list.id = field.id + "-list";
    status.textContent = list.dataset.status;
    popup.hidden = !options.length;
    field.setAttribute("aria-expanded", String(!popup.hidden));
  }

  const steps = {
    ArrowDown: () => current + 1 < options.length ? current + 1 : -1,
    ArrowUp: () => current < 0 ? options.length - 1 : current - 1,
    Home: () => 0,
    End: () => options.length - 1,
  };
  field.addEventListener("keydown", (event) => {
    const { key } = event;
    if (event.isComposing || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (key === "Escape" && !popup.hidden) close();
    else if (key === "Enter" && current >= 0) options[current].click();
    else if (steps[key] && options.length && (current >= 0 || key.startsWith("Arrow"))) choose(steps[key]());
    else return key === "ArrowDown" ? ask() : undefined;
    event.preventDefault();
  });
  field.addEventListener("input", () => {
    clearTimeout(timer);
    choose(-1);
    timer = setTimeout(ask, 150);
  });
  field.addEventListener("blur", close);
  popup.addEventListener("click", (event) => {
    const option = event.target.closest("[data-value]");
    if (!option) return;
    close();
    field.dispatchEvent(new CustomEvent("chosen", { bubbles: true, detail: option.dataset }));
  });
  popup.addEventListener("pointerdown", (event) => event.preventDefault());
  popup.addEventListener("mousedown", (event) => event.preventDefault());
}
