// Nothing a person presses vanishes unseen: a press that htmx could not send, or that the server could not do, is told
// in [data-unsaved]. A screen that follows what others do ([data-follows]) says in [data-contact] when it has lost contact.

import { clock } from "./clock.js";

let heard = clock();

function say(where, words) {
  const line = document.querySelector(where);
  if (line && line.textContent !== words) line.textContent = words;
}

// The server's own words: a page for what went wrong (web/error.html) says what in its first paragraph.
function reason(answer) {
  const page = new DOMParser().parseFromString(answer.responseText, "text/html");
  return page.querySelector("body[data-failed] main p")?.textContent.trim() || `Servern svarade ${answer.status}.`;
}

const WORDS = {
  "htmx:sendError": () => "Svaret sparades inte. Det finns ingen kontakt med servern. Tryck igen när den är tillbaka.",
  "htmx:timeout": () => "Servern svarade inte i tid, så svaret är kanske inte sparat. Ladda om sidan och se efter.",
  "htmx:responseError": (answer) => `Svaret sparades inte. ${reason(answer)}`,
};

for (const [kind, words] of Object.entries(WORDS)) {
  document.addEventListener(kind, ({ detail }) => {
    if (detail.elt.matches("[data-follows]")) say("[data-contact]", `Ingen kontakt. Senast uppdaterad ${heard}.`);
    else say("[data-unsaved]", words(detail.xhr));
  });
}

document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (!detail.successful) return;
  if (detail.elt.matches("[data-follows]")) {
    heard = clock();
    say("[data-contact]", "");
  } else say("[data-unsaved]", "");
});
