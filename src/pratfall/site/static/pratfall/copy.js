// A button that copies the text of a field. Without scripts there is no button, and the field can be selected.
"use strict";
(() => {
  for (const button of document.querySelectorAll("[data-copy]")) {
    const field = document.getElementById(button.dataset.copy);
    button.hidden = false;
    button.addEventListener("click", async () => {
      field.focus();
      field.select();
      let copied = false;
      try {
        await navigator.clipboard.writeText(field.value);
        copied = true;
      } catch { copied = document.execCommand("copy"); } // away from https and localhost there is no clipboard of that kind
      if (copied) button.textContent = button.dataset.copied;
    });
  }
})();
