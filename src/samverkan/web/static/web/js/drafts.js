// Nothing typed disappears: what is written in a form[data-guard] is kept in this tab until the server has it, is
// offered back when it did not arrive, and the browser asks before the page is left.
// Kept per person and only as long as the tab lives; signing out (form[data-forget]) clears it.

import { clock } from "./clock.js";
import { tab } from "./storage.js";

const person = document.body.dataset.person ?? "";
const prefix = `draft ${person} `;
const keyOf = (form) => `${prefix}${location.pathname} ${form.id || form.getAttribute("action") || ""}`;
const same = (a, b) => a.replaceAll("\r\n", "\n").trim() === b.replaceAll("\r\n", "\n").trim();

function fieldsOf(form) {
  return [...form.elements].filter(
    (field) => field.name && field.matches("textarea, input:is([type=text], [type=search], [type=email], [type=tel], [type=url])"),
  );
}

function read(key) {
  try {
    return JSON.parse(tab?.getItem(key) ?? null);
  } catch {
    return null;
  }
}

function write(key, entry) {
  try {
    tab?.setItem(key, JSON.stringify(entry));
  } catch {
    // No room (or, above, no storage at all): the question before leaving still stands.
  }
}

function keep(form) {
  const texts = Object.fromEntries(fieldsOf(form).map((field) => [field.name, field.value]));
  write(keyOf(form), { at: clock(), path: location.pathname, texts });
}

function offer(form) {
  if (form.querySelector(":scope > [data-offer]")) return; // htmx:load comes for the whole page too
  const key = keyOf(form);
  const entry = read(key);
  if (!entry) return;
  const lost = fieldsOf(form).filter((field) => field.name in entry.texts && !same(field.value, entry.texts[field.name]));
  if (!lost.length) {
    tab?.removeItem(key);
    return;
  }
  const box = document.createElement("div");
  box.className = "notice notice--warn";
  box.dataset.offer = "";
  box.setAttribute("role", "status");
  const inside = document.createElement("div");
  const words = document.createElement("p");
  words.textContent = `Det du skrev ${entry.at} hann inte sparas. Vill du ha det tillbaka i formuläret?`;
  const buttons = document.createElement("p");
  buttons.className = "actions";
  buttons.append(
    button("Lägg tillbaka texten", "button button--second", () => {
      lost.forEach((field) => {
        field.value = entry.texts[field.name];
        field.dispatchEvent(new Event("input", { bubbles: true }));
      });
      lost[0].focus();
      box.remove();
    }),
    button("Släng den", "button button--quiet", () => {
      tab?.removeItem(key);
      box.remove();
    }),
  );
  inside.append(words, buttons);
  box.append(document.createElement("span"), inside);
  form.prepend(box);
}

function button(words, look, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = look;
  made.textContent = words;
  made.addEventListener("click", act);
  return made;
}

// What was sent has arrived when it led to another page that tells of no error (body[data-failed]), or to the same page
// with word that it is done: after a login on the way there is no such word.
const failed = "failed" in document.body.dataset;
const done = document.querySelector('.messages [data-said="success"]');
for (const key of Object.keys(tab ?? {}).filter((name) => name.startsWith(prefix))) {
  const entry = read(key);
  if (!entry?.sent) continue;
  if (failed) write(key, { ...entry, sent: false });
  else if (done || entry.path !== location.pathname) tab?.removeItem(key);
}

const offerAll = (root) => root.querySelectorAll("form[data-guard]").forEach(offer);
offerAll(document);
document.addEventListener("htmx:load", (event) => offerAll(event.target));

document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (!form || !("guard" in form.dataset)) return;
  form.dataset.unsaved = "yes";
  keep(form);
});

document.addEventListener("saved", (event) => {
  delete event.target.dataset.unsaved;
  tab?.removeItem(keyOf(event.target));
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented) return; // whoever sends it instead tells when it has arrived ("saved")
  if ("forget" in form.dataset) tab?.clear();
  if (!("guard" in form.dataset)) return;
  delete form.dataset.unsaved;
  const entry = read(keyOf(form));
  if (entry) write(keyOf(form), { ...entry, sent: true });
});

window.addEventListener("beforeunload", (event) => {
  if (document.querySelector("form[data-unsaved]")) event.preventDefault();
});
