// Keys for the list of comments. They only press the buttons that stand there, and only while the list has the focus.
(() => {
  "use strict";
  const list = document.querySelector("[data-teach]");
  if (!list) return;
  const cards = [...list.querySelectorAll("[data-card]")];
  const here = () => cards.findIndex((card) => card.contains(document.activeElement));
  const go = (at) => cards[Math.max(0, Math.min(cards.length - 1, at))].focus();
  const moves = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };
  list.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    const at = here();
    if (event.key in moves) go(at < 0 ? 0 : at + moves[event.key]);
    else if (event.key === "?") list.querySelector("details").toggleAttribute("open");
    else if (event.key === "z") document.querySelector("[data-undo]")?.click();
    else {
      const button = cards[at] && [...cards[at].querySelectorAll("[data-keys]")].find((one) => one.dataset.keys.split(" ").includes(event.key));
      if (!button) return;
      button.click();
    }
    event.preventDefault();
  });
  const asked = cards.findIndex((card) => "#" + card.id === location.hash);
  if (location.hash) go(Math.max(asked, 0));
})();
