// The frame: menus that close when one is done with them, help that stays put away.

import { lasting } from "./storage.js";

document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && document.querySelector("details[data-drop][open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

for (const kind of ["click", "focusin"]) {
  document.addEventListener(kind, (event) => {
    document.querySelectorAll("details[data-drop][open]").forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });
}

for (const part of document.querySelectorAll("details[data-remember]")) {
  const key = `open ${part.dataset.remember}`;
  if (lasting?.getItem(key) === "no") part.open = false;
  part.addEventListener("toggle", () => lasting?.setItem(key, part.open ? "yes" : "no"));
}

// Asking for help that was put away for good unfolds what this browser has folded, too.
document.addEventListener("submit", (event) => {
  const { unfold } = event.target.dataset;
  if (unfold) lasting?.setItem(`open ${unfold}`, "yes");
});
