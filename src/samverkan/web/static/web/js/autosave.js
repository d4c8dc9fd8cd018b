// Long forms save drafts by themselves. form[data-autosave] is sent to its own address with the header X-Autosave
// and without form_token; the server answers {"saved": "14.32", "version": 7} (web/autosave.py). [data-saved] says how it went.

import { isOver, SIGN_IN } from "./session.js";

const PAUSE = 2000;
const RETRY = 15000;

function start(form) {
  const told = form.querySelector("[data-saved]");
  let timer = 0;
  let busy = false;
  let changed = false;

  const tell = (state, words) => {
    if (!told) return;
    told.dataset.state = state;
    if (told.textContent !== words) told.textContent = words;
  };
  const stop = () => {
    clearTimeout(timer);
    timer = 0;
  };
  const later = (delay) => {
    stop();
    timer = setTimeout(() => {
      timer = 0; // also when a save is on its way: it then sees to what was typed meanwhile
      save();
    }, delay);
  };

  async function save() {
    if (busy || !changed) return;
    busy = true;
    changed = false;
    try {
      await send();
    } catch {
      changed = true;
      tell("failed", "Ingen kontakt med servern. Det du har skrivit finns kvar här.");
      later(RETRY);
    }
    busy = false;
    if (changed && !timer) later(PAUSE);
  }

  async function send() {
    const body = new FormData(form);
    body.delete("form_token");
    const answer = await fetch(form.action, { method: "POST", body, headers: { "X-Autosave": "1" }, redirect: "manual" });
    if (answer.ok) {
      const { saved, version } = await answer.json();
      const expected = form.elements.namedItem("expected_version");
      if (expected && version) expected.value = version;
      tell("saved", `Sparat ${saved}`);
      if (!changed) form.dispatchEvent(new Event("saved", { bubbles: true }));
    } else if (answer.status === 409) {
      tell("failed", "Något har ändrats sedan du öppnade sidan. Spara, så visas vad.");
    } else if (answer.status === 422) {
      tell("unsaved", "Inte sparat än. Spara, så visas vad som behöver rättas.");
    } else if (isOver(answer)) {
      tell("failed", SIGN_IN);
    } else {
      throw new Error(`autosave: ${answer.status}`);
    }
  }

  form.addEventListener("input", () => {
    changed = true;
    tell("unsaved", "Inte sparat än");
    later(PAUSE);
  });
  form.addEventListener("submit", () => {
    changed = false;
    stop();
  });
  window.addEventListener("online", () => changed && save());
}

document.querySelectorAll("form[data-autosave]").forEach(start);
