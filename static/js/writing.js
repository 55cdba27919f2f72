/* For those who write a draft: what looks like it, asked for while one types, and names that are chosen.
   Every page works without this file. */
const LOOK_PAUSE = 800;
for (const place of document.querySelectorAll("[data-look]")) looking(place);

function looking(place) {
  const answer = place.querySelector("[data-answer]"), status = place.querySelector("[role=status]"), form = place.closest("form");
  let timer, request, last = written();

  /* What is said of lookalikes changes nothing in what they are. */
  function written() {
    return JSON.stringify([...new FormData(form)].filter(([name, value]) => typeof value === "string" && !/^(alike-|shown$|seen$)/.test(name)));
  }

  async function look() {
    const text = written();
    if (text === last || answer.contains(document.activeElement)) return;
    request?.abort();
    request = new AbortController();
    const body = new URLSearchParams(new FormData(form));
    body.set("go", "look");
    try {
      const found = await fetch(location.pathname, { method: "POST", body, redirect: "manual", signal: request.signal });
      if (!found.ok || answer.contains(document.activeElement)) return;
      answer.innerHTML = await found.text();
      last = text;
      const heard = answer.querySelector("[data-status]")?.dataset.status ?? "";
      if (status.textContent !== heard) status.textContent = heard;
    } catch {
      /* Asked again already, or no line: writing goes on. */
    }
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(look, LOOK_PAUSE);
  }

  form.addEventListener("input", later);
  answer.addEventListener("focusout", later);
}

/* A name chosen from the list under its field: the hidden field beside it says which one was meant. */
document.addEventListener("chosen", (event) => {
  const field = event.target, { value, name } = event.detail;
  const beside = (last) => field.form.elements[field.name.replace(/[^-]+$/, last)];
  field.value = name;
  beside(field.dataset.known).value = value;
  const country = field.dataset.country && beside(field.dataset.country);
  const code = /^(?:municipality|region|country):([A-Z]{2})/.exec(value)?.[1];
  if (country && code) country.value = code;
  if (country && value.startsWith("country:")) field.value = "";
  field.dispatchEvent(new Event("input", { bubbles: true }));
});
