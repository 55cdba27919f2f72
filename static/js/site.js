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
