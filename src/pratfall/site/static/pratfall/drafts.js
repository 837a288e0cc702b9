// Keeps what is typed into a form in this browser until it has been sent, so that a dropped connection loses nothing.
// Without scripts the forms work all the same.
"use strict";
(() => {
  const PREFIX = "pratfall:draft:";
  const KEPT_MS = 14 * 24 * 3600 * 1000;
  const SENT = `${PREFIX}sent`;
  const scope = location.pathname.split("/").slice(0, 3).join("/");

  const keyOf = (form) => `${PREFIX}${scope}:${form.dataset.draft}`;

  const fields = (form) => [...form.elements].filter((field) =>
    field.name && !["hidden", "password", "file", "submit", "button"].includes(field.type));

  const read = (form) => fields(form).map((field) =>
    [field.name, field.type === "checkbox" || field.type === "radio" ? `${field.value}\u0000${field.checked}` : field.value]);

  const fill = (form, saved) => {
    const left = saved.map((entry) => [...entry]);
    for (const field of fields(form)) {
      const ticked = field.type === "checkbox" || field.type === "radio";
      const at = left.findIndex(([name, value]) => name === field.name && (!ticked || value.startsWith(`${field.value}\u0000`)));
      if (at < 0) continue;
      const [[, value]] = left.splice(at, 1);
      if (ticked) field.checked = value.endsWith("\u0000true");
      else field.value = value;
    }
  };

  const store = (key, value) => {
    try {
      if (value === null) localStorage.removeItem(key);
      else localStorage.setItem(key, value);
    } catch { /* no room, or storage is switched off: then nothing is kept */ }
  };

  const kept = (key) => {
    try {
      const found = JSON.parse(localStorage.getItem(key) || "null");
      return found && Date.now() - found.at < KEPT_MS ? found : null;
    } catch { return null; }
  };

  for (const form of document.querySelectorAll("form[data-draft]")) {
    const key = keyOf(form);
    const first = JSON.stringify(read(form));
    const notice = document.querySelector("[data-draft-notice]");
    const found = kept(key);
    if (found && JSON.stringify(found.values) !== first && !form.querySelector("[role=alert]")) {
      fill(form, found.values);
      const shown = notice && notice.content.firstElementChild.cloneNode(true);
      if (shown) {
        form.prepend(shown);
        shown.querySelector("button").addEventListener("click", () => { store(key, null); form.reset(); shown.remove(); });
      }
    }
    form.addEventListener("input", () => store(key, JSON.stringify({ at: Date.now(), values: read(form) })));
    form.addEventListener("submit", () =>
      sessionStorage.setItem(SENT, JSON.stringify({ key, from: location.pathname + location.search })));
  }

  // Taken in: the browser came here from the form's page, and that form (its key names its state) is here no more.
  // After a dropped connection neither holds, and the draft waits.
  const sent = JSON.parse(sessionStorage.getItem(SENT) || "null");
  if (sent) {
    sessionStorage.removeItem(SENT);
    const from = document.referrer && new URL(document.referrer);
    const came = from && from.origin === location.origin && from.pathname + from.search === sent.from;
    const here = [...document.querySelectorAll("form[data-draft]")].some((form) => keyOf(form) === sent.key);
    if (came && !here) store(sent.key, null);
  }
})();
