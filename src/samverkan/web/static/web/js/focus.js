// Whoever works by keyboard keeps their place when a piece of the page is exchanged under it, also when two are at once.
let place = "";

document.addEventListener("focusin", (event) => {
  place = event.target.id;
});

document.addEventListener("htmx:afterSettle", () => {
  if (document.activeElement === document.body && place) document.getElementById(place)?.focus({ preventScroll: true });
});
