/* Reading leaves nothing on the reader's device: without this htmx would keep the address of the page in session storage.
   So this file comes before htmx. */
Object.defineProperty(window, "sessionStorage", { value: undefined });

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
