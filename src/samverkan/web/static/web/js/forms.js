// Sending a form: once, and with the errors first. The server guards against doubles too (form_token).

const say = (button) => {
  button.setAttribute("aria-disabled", "true");
  button.dataset.waits = "";
};
const free = (form) => {
  delete form.dataset.sent;
  form.querySelectorAll("[data-waits]").forEach((button) => {
    delete button.dataset.waits;
    button.removeAttribute("aria-disabled");
  });
};

document.addEventListener("submit", (event) => {
  const form = event.target;
  // A form that htmx sends looks after itself; one that gives a file (data-many) may be sent again.
  if (event.defaultPrevented || form.method !== "post" || "many" in form.dataset) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  form.querySelectorAll("button:not([type=button], [aria-disabled])").forEach(say);
});

// The back button brings the page as it was left: let the form be sent anew.
window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(free));

function showErrors(root) {
  const summary = root.querySelector("[data-error-summary]");
  if (!summary) return;
  summary.focus();
  if (!document.title.startsWith("Fel: ")) document.title = `Fel: ${document.title}`;
}

showErrors(document);
document.addEventListener("htmx:load", (event) => showErrors(event.target));
