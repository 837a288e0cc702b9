// Where a row of tabs is wider than the screen: brings the tab one is on into sight. Without scripts the row is moved by hand.
"use strict";
for (const tab of document.querySelectorAll(".pf-tabs [aria-current]")) {
  const row = tab.closest(".pf-tabs");
  const there = tab.getBoundingClientRect().left - row.getBoundingClientRect().left + row.scrollLeft;
  row.scrollLeft = there - (row.clientWidth - tab.offsetWidth) / 2;
}
