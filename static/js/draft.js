/* While somebody writes a draft: the text is kept on this device at once, and sent to the server every few seconds.
   What the server has is forgotten here. Every page works without this file. */
const SERVER_PAUSE = 10000, DEVICE_PAUSE = 1000, LONGEST_WAIT = 4000;
const NOT_WRITTEN = ["csrfmiddlewaretoken", "seen", "go", "take", "shown"];
const form = document.querySelector("form[data-draft]");
for (const gone of document.querySelectorAll("[data-sent]")) forget("draft:" + gone.dataset.sent + ":");
if (form) write(form);
document.querySelector(".draft > [role=alert][tabindex]")?.focus(); /* says what is wrong, with ways there */

function device(action) {
  try {
    return action(localStorage);
  } catch {
    return null; /* Full, or not allowed: the server still has each step. */
  }
}

function forget(start) {
  device((storage) => Object.keys(storage).filter((key) => key.startsWith(start)).forEach((key) => storage.removeItem(key)));
}

function write(form) {
  const key = "draft:" + form.dataset.draft + ":" + form.dataset.page;
  const line = form.querySelector(".saved"), seen = form.elements.seen;
  const isSaved = !("unsaved" in form.dataset); /* After a conflict or a refusal the server has not what the page shows. */
  const shown = written();
  let known = isSaved ? shown : "", basis = null, deviceTimer, serverTimer, running = null, leaving = false;

  function written() {
    return JSON.stringify([...new FormData(form)].filter(([name, value]) => typeof value === "string" && !NOT_WRITTEN.includes(name)));
  }

  function say(text) {
    if (line && line.textContent !== text) line.textContent = text;
  }

  function keep(isSubmitted = false) {
    const text = written();
    if (text === known && !isSubmitted) return device((storage) => storage.removeItem(key));
    device((storage) => storage.setItem(key, JSON.stringify({ text, seen: basis ?? seen.value, version: +form.dataset.version, isSubmitted })));
  }

  function putBack() {
    const kept = device((storage) => JSON.parse(storage.getItem(key)));
    if (!isSaved) {
      /* Stays on the device, as changed since the same text as before: another one is never overwritten unread. */
      basis = kept?.seen ?? null;
      return keep();
    }
    if (!kept) return;
    const arrived = kept.isSubmitted && +form.dataset.version > kept.version;
    if (arrived || kept.text === known) return device((storage) => storage.removeItem(key));
    fill(JSON.parse(kept.text));
    seen.value = kept.seen; /* With it the server knows what has changed since. */
    say(line.dataset.restored);
    later();
  }

  function fill(values) {
    const left = new Map();
    for (const [name, value] of values) left.set(name, [...(left.get(name) || []), value]);
    for (const element of form.elements) {
      const own = left.get(element.name) || [];
      if (!element.name || element.type === "hidden" || element.type === "submit" || element.type === "file" || element.name === "take") continue;
      if (element.type === "checkbox" || element.type === "radio") element.checked = own.includes(element.value);
      else if (element.multiple) for (const option of element.options) option.selected = own.includes(option.value);
      else element.value = own.shift() ?? "";
    }
  }

  function later() {
    if (!serverTimer && !("waits" in form.dataset)) serverTimer = setTimeout(send, SERVER_PAUSE);
  }

  function send(options = {}) {
    clearTimeout(serverTimer);
    serverTimer = null;
    const text = written();
    if (running || leaving || text === known || (!isSaved && text === shown) || "waits" in form.dataset) return running;
    const body = new URLSearchParams(new FormData(form));
    body.set("go", "autosave");
    say(line.dataset.saving);
    running = post(body, text, options).finally(() => {
      running = null;
      if (written() !== known) later();
    });
    return running;
  }

  async function post(body, text, options) {
    try {
      const answer = await fetch(location.pathname, { method: "POST", body, redirect: "manual", ...options });
      const told = answer.headers.get("Content-Type")?.startsWith("application/json") ? await answer.json() : {};
      if (!answer.ok || told.seen === undefined) return say(told.message || line.dataset.device);
      known = text;
      basis = null;
      seen.value = told.seen;
      form.dataset.version = told.version;
      keep();
      say(line.dataset.saved);
    } catch {
      keep();
      say(line.dataset.device);
    }
  }

  form.addEventListener("input", () => {
    clearTimeout(deviceTimer);
    deviceTimer = setTimeout(keep, DEVICE_PAUSE);
    later();
  });
  form.addEventListener("change", () => keep());
  addEventListener("online", () => send());
  addEventListener("offline", () => {
    keep();
    say(line.dataset.device);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "hidden" || leaving) return;
    keep();
    send({ keepalive: true });
  });
  form.addEventListener("submit", (event) => {
    if (running) {
      /* What is on its way arrives first, so that nobody is in conflict with themselves. */
      event.preventDefault();
      const again = () => form.requestSubmit(event.submitter);
      return void Promise.race([running, new Promise((resolve) => setTimeout(resolve, LONGEST_WAIT))]).then(() => { running = null; again(); });
    }
    leaving = true;
    clearTimeout(deviceTimer);
    clearTimeout(serverTimer);
    keep(true);
  });
  addEventListener("pageshow", () => { leaving = false; });
  putBack();
}
