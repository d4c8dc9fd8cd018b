// How the tree hangs, read from the page, and what is said of it: what tree.js and its parts share.

const LEVELS = 4;

export const note = (number) => document.getElementById(`lapp-${number}`);
export const text = (item) => item.querySelector(":scope > .note > .note__text").textContent;
export const grip = (item) => item?.querySelector(":scope > .note [data-grip]");
export const holder = (item) => item.parentElement.closest("[data-note]");
export const level = (item) => (item ? 1 + level(holder(item)) : 0);
const height = (item) => 1 + Math.max(0, ...[...item.querySelector(":scope > .notes").children].map(height));
export const inside = (item, under) => Boolean(under) && item.contains(under); // itself, or what hangs on it
export const fits = (item, under) => !inside(item, under) && level(under) + height(item) <= LEVELS;

// Where a note hangs now, told by one beside it: what others move meanwhile does not disturb that.
export function spot(item) {
  const before = item.previousElementSibling;
  const after = item.nextElementSibling;
  if (before) return `after:${before.dataset.note}`;
  if (after) return `before:${after.dataset.note}`;
  const under = holder(item);
  return under ? `under:${under.dataset.note}` : `branch:${item.parentElement.dataset.branches}`;
}

export function say(words, no = false) {
  const told = document.querySelector("[data-told]");
  if (!told) return;
  told.classList.toggle("tree-told--no", no);
  told.textContent = words;
}
