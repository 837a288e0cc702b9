// Shortcuts of the menu: `g`, then the letter that stands at an entry. `?` opens the list of them at the foot of the page.
(() => {
  "use strict";
  const typing = (at) => at.closest("input, textarea, select, [contenteditable]");
  let waiting = false;
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (event.key === "?") {
      const list = document.getElementById("pf-keys");
      list.open = !list.open;
      list.querySelector("summary").focus();
    } else if (waiting) {
      waiting = false;
      const entry = [...document.querySelectorAll("[data-key]")].find((one) => one.dataset.key === event.key);
      if (entry) entry.click();
    } else if (event.key === "g") waiting = true;
  });
})();
