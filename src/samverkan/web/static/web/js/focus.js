// Whoever works by keyboard keeps their place when a piece of the page is exchanged under it, also when two are at once.
let place = "";

document.addEventListener("focusin", (event) => {
  place = event.target.id;
});

// Who leaves a place that is still there has left it; one that is taken away is left by nobody.
document.addEventListener("focusout", ({ target }) => {
  queueMicrotask(() => {
    if (target.isConnected && document.activeElement === document.body) place = "";
  });
});

// Not by htmx's own events: of two swaps that meet, one tells of it in a piece that is no longer in the page.
new MutationObserver(() => {
  if (document.activeElement === document.body && place) document.getElementById(place)?.focus({ preventScroll: true });
}).observe(document.body, { childList: true, subtree: true });
