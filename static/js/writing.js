/* For those who write: suggestions that come while one types, and names that are chosen. Every form works without. */
for (const place of document.querySelectorAll("[data-ask]")) asking(place);

function asking(place) {
  const answer = place.querySelector("[data-answer]"), status = place.querySelector("[role=status]");
  const sources = place.dataset.sources.trim().split(/\s+/).map((pair) => pair.split("="));
  let timer, request, last = told().toString();

  function told() {
    const data = new URLSearchParams(place.dataset.with);
    for (const [name, id] of sources) for (const value of valuesOf(document.getElementById(id))) data.append(name, value);
    for (const field of answer.querySelectorAll("input")) if (said(field)) data.append(field.name, field.value);
    return data;
  }

  async function ask() {
    const data = told();
    if (data.toString() === last || answer.contains(document.activeElement)) return;
    request?.abort();
    request = new AbortController();
    const token = place.closest("form")?.elements.csrfmiddlewaretoken?.value ?? "";
    try {
      const found = await fetch(place.dataset.ask, { method: "POST", body: data, headers: { "X-CSRFToken": token }, signal: request.signal });
      if (!found.ok || answer.contains(document.activeElement)) return;
      answer.innerHTML = await found.text();
      last = told().toString();
      status.textContent = answer.querySelector("[data-status]")?.dataset.status ?? "";
    } catch {
      /* Asked again already, or no line: writing goes on. */
    }
  }

  document.addEventListener("input", (event) => {
    const hit = sources.some(([, id]) => document.getElementById(id)?.contains(event.target));
    if (!hit) return;
    clearTimeout(timer);
    timer = setTimeout(ask, 800);
  });
  answer.addEventListener("focusout", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 800);
  });
}

function said(field) {
  return field.type === "radio" || field.type === "checkbox" ? field.checked : field.value;
}

/* Of one field, or of everything that is ticked inside an element. */
function valuesOf(element) {
  if (!element) return [];
  if ("value" in element) return element.value ? [element.value] : [];
  return [...element.querySelectorAll("input:checked")].map((field) => field.value).filter(Boolean);
}

/* A name chosen from the list under its field: it stands above it, ticked, and can be unticked. */
document.addEventListener("chosen", (event) => {
  const chooser = event.target.closest("[data-chooser]");
  if (!chooser) return;
  const list = chooser.querySelector("[data-chosen]"), { value, name } = event.detail;
  const known = [...list.querySelectorAll("input")].find((field) => field.value === value);
  if (known) known.checked = true;
  else {
    if ("one" in chooser.dataset) list.textContent = "";
    const row = chooser.querySelector("template").content.cloneNode(true);
    row.querySelector("input").value = value;
    row.querySelector("span").textContent = name;
    list.append(row);
  }
  event.target.value = "";
  const status = chooser.querySelector(":scope > [role=status]");
  status.textContent = status.dataset.added + " " + name;
  list.dispatchEvent(new Event("input", { bubbles: true }));
});
