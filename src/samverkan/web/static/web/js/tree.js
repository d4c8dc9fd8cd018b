// The cause tree grown together: notes are dragged with mouse or finger, or picked up and moved step by step; what others
// do is fetched every other second and put in without disturbing. Every press is also a page of its own without this.

import { isOver, SIGN_IN } from "./session.js";
import { drags } from "./tree_drag.js";
import { grip, note, say, text } from "./tree_page.js";
import { Walk } from "./tree_steps.js";

const EVERY = 2000;
const SHOWN = 8000;
const PATIENCE = 10000;
const GONE = "Trädet går inte att nå längre: varvet är avslutat, eller så är problemet borttaget. Gå till Orsaker.";

const group = document.querySelector("#group");
const add = document.querySelector("#add");
const root = () => document.querySelector("[data-tree]");
const token = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";

let busy = 0;
let asking = false;
let trouble = ""; // told once, not every other second
let sent = 0; // an answer to what was asked before something was sent tells of an older tree
let waiting = null; // a newer tree that has come while somebody holds a note
let walk = null;
let dragging = false;
const recent = new Map(); // what others have just done, by the note's number: a newer tree still shows it

// --- Putting a newer tree in place ------------------------------------------------------------------------------------

const held = () => dragging || walk;

// Gives what others have done since, in words.
function swap(html) {
  if (held()) {
    waiting = html;
    return "";
  }
  const fresh = new DOMParser().parseFromString(html, "text/html").querySelector("[data-tree]");
  const old = root();
  if (!fresh || !old) return "";
  const focus = remember(old);
  const chosen = new Set([...old.querySelectorAll("[name=notes]:checked")].map((box) => box.value));
  const before = read(old);
  old.replaceWith(fresh);
  fresh.classList.add("tree--live");
  for (const box of fresh.querySelectorAll("[name=notes]")) box.checked = chosen.has(box.value);
  count();
  undoable(fresh);
  restore(fresh, focus);
  return mark(fresh, before);
}

// The button names what it undoes, and is there while there is something of one's own to undo.
function undoable({ dataset }) {
  const form = document.querySelector("[data-tree-undo]");
  if (!form) return;
  if (!dataset.undo && form.contains(document.activeElement)) add?.elements.text.focus({ preventScroll: true });
  form.hidden = !dataset.undo;
  form.elements.act.value = dataset.undo ?? "";
  form.querySelector("[data-tree-undo-words]").textContent = dataset.undoWords ?? "";
}

function remember(tree) {
  const at = document.activeElement;
  if (!tree.contains(at)) return null;
  const item = at.closest("[data-note]");
  const order = [...tree.querySelectorAll("[data-note]")].map((each) => each.dataset.note);
  const kind = ["[data-grip]", "[data-under]", ".note__text", "[name=notes]"].find((look) => at.matches(look));
  return { number: item?.dataset.note, kind, order };
}

function restore(tree, focus) {
  if (!focus) return;
  let item = focus.number && note(focus.number);
  // Somebody has taken the note away: the one that came before it is next to hand.
  for (let at = focus.order.indexOf(focus.number) - 1; !item && at >= 0; at -= 1) item = note(focus.order[at]);
  const target = item?.querySelector(`:scope > .note ${focus.kind ?? ".note__text"}`) ?? item?.querySelector(".note__text");
  (target ?? tree.querySelector(".note__text") ?? add?.elements.text)?.focus({ preventScroll: true });
}

function read(tree) {
  const seen = new Map();
  for (const item of tree.querySelectorAll("[data-note]")) {
    seen.set(item.dataset.note, { version: item.dataset.version, text: text(item) });
  }
  return seen;
}

// What others have just done: marked for a moment, with who did it in words.
function mark(tree, before) {
  const done = [];
  for (const item of tree.querySelectorAll("[data-note]")) {
    const { note: number, version, by } = item.dataset;
    const old = before.get(number);
    before.delete(number);
    if (old?.version === version) continue;
    recent.delete(number);
    if ("own" in item.dataset) continue;
    const did = !old ? "satte upp lappen" : old.text !== text(item) ? "ändrade texten" : "flyttade lappen";
    recent.set(number, { words: `${by} ${did} nyss`, until: Date.now() + SHOWN });
    done.push(`${by} ${did} ”${text(item)}”.`);
  }
  for (const gone of before.values()) done.push(`”${gone.text}” är borttagen.`);
  for (const [number, { words, until }] of recent) show(number, words, until - Date.now());
  return done.length > 3 ? `${done.slice(0, 3).join(" ")} Och ${done.length - 3} ändringar till.` : done.join(" ");
}

function show(number, words, left) {
  const paper = note(number)?.querySelector(":scope > .note");
  if (!paper || left <= 0) {
    recent.delete(number);
    return;
  }
  const who = document.createElement("span");
  who.className = "note__who";
  who.textContent = words;
  paper.classList.add("note--changed");
  paper.querySelector(".note__text").after(who);
  setTimeout(() => {
    paper.classList.remove("note--changed");
    who.remove();
  }, left);
}

function release() {
  const html = waiting;
  waiting = null;
  const others = html && swap(html);
  if (others) say(others);
}

// --- Asking and sending ----------------------------------------------------------------------------------------------

const ask = (address, more) => fetch(address, { headers: { "X-Tree": "yes" }, redirect: "manual", ...more });

// Why no tree came, in words, when the server has said so.
function whyNot(answer) {
  if (isOver(answer)) return SIGN_IN;
  return answer.status === 404 ? GONE : "";
}

async function poll() {
  const tree = root();
  if (!tree || document.hidden || busy || asking) return;
  asking = true;
  const before = sent;
  const address = `${tree.dataset.live}?seen=${encodeURIComponent(tree.dataset.seen)}`;
  try {
    const answer = await ask(address, { signal: AbortSignal.timeout(PATIENCE) });
    if (answer.status === 200) {
      const html = await answer.text();
      const others = before === sent && swap(html);
      if (others) say(others);
    }
    const now = whyNot(answer);
    if (now && now !== trouble) say(now, true);
    trouble = now;
  } catch {
    // No answer now: the next one comes in a moment, and nothing typed is lost.
  }
  asking = false;
}

async function send(address, data) {
  busy += 1;
  sent += 1;
  const mine = sent;
  try {
    const answer = await ask(address, { method: "POST", body: data });
    if (whyNot(answer)) {
      say(whyNot(answer), true);
      return false;
    }
    const html = await answer.text();
    const fresh = new DOMParser().parseFromString(html, "text/html").querySelector("[data-tree]");
    if (!fresh) throw new Error(String(answer.status));
    const others = mine === sent ? swap(html) : "";
    document.querySelector(".messages")?.remove(); // what was said when the page came is not of this
    say(`${fresh.dataset.said} ${answer.ok ? others : ""}`.trim(), !answer.ok);
    return answer.ok;
  } catch {
    say("Det gick inte att nå servern, så ändringen är inte sparad. Försök igen om en stund.", true);
    return false;
  } finally {
    busy -= 1;
  }
}

async function move(item, to) {
  const data = new FormData();
  data.set("csrfmiddlewaretoken", token());
  data.set("expected_version", item.dataset.version);
  data.set("to", to);
  const done = await send(grip(item).href, data);
  const now = note(item.dataset.note);
  if (done) grip(now)?.focus({ preventScroll: true });
  now?.scrollIntoView({ block: "nearest" });
  return done;
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!("treeSend" in form.dataset)) return;
  event.preventDefault();
  const sending = new FormData(form);
  if (!(await send(form.action, sending))) return;
  const words = form.elements.text;
  if (words) {
    // What was typed while the answer was on its way is the next note's, and is not saved.
    if (words.value === sending.get("text")) {
      words.value = "";
      form.dispatchEvent(new CustomEvent("saved", { bubbles: true }));
    }
    form.elements.form_token.value = root().dataset.token;
    if (form === add) words.focus();
  }
  if (form === group) {
    for (const box of document.querySelectorAll("[name=notes]:checked")) box.checked = false;
    count();
    words.blur();
  }
}, true);

// --- Choosing notes to gather, and hanging a new one under another ------------------------------------------------------

function count() {
  if (!group) return;
  const many = document.querySelectorAll("[name=notes]:checked").length;
  group.hidden = !many;
  group.classList.toggle("tree-group--active", many > 0);
  group.querySelector("[data-count]").textContent =
    many === 1 ? "En lapp är vald. Välj minst en till." : `${many} lappar är valda.`;
}

document.addEventListener("change", (event) => event.target.matches("[name=notes]") && count());

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-under]");
  if (link && add) {
    event.preventDefault();
    const item = link.closest("[data-note]");
    const value = `under:${item.dataset.note}`;
    const select = add.elements.to;
    select.querySelector("[data-picked]")?.remove();
    const option = new Option(`Under ”${text(item)}”`, value, true, true);
    option.dataset.picked = "";
    select.add(option, 0);
    select.value = value;
    add.scrollIntoView({ block: "nearest" });
    add.elements.text.focus();
    return;
  }
  const handle = event.target.closest?.("[data-grip]");
  if (!handle || !root()?.contains(handle)) return;
  event.preventDefault();
  if (walk) walk.drop();
  else if (!dragging) pickUp(handle.closest("[data-note]"));
});

// --- Moving step by step, with keys or the buttons that come up on the note ----------------------------------------------

function pickUp(item) {
  walk = new Walk(item, {
    drop: async (to, back, stay) => {
      walk = null;
      if (!to) {
        say(`”${text(item)}” hänger kvar där den hängde.`);
        if (stay !== false) grip(item).focus();
        release();
        return;
      }
      waiting = null; // the answer is newer
      if (!(await move(item, to)) && item.isConnected) back();
    },
  });
}

document.addEventListener("keydown", (event) => walk?.key(event));

// --- Dragging -----------------------------------------------------------------------------------------------------------

drags({
  start: () => {
    if (walk) walk.cancel();
    dragging = true;
  },
  end: async (item, target) => {
    dragging = false;
    if (target?.to) {
      waiting = null;
      await move(item, target.to);
      return;
    }
    release();
    if (target) say(target.why, true);
  },
});

if (root()) {
  root().classList.add("tree--live");
  count();
  setInterval(poll, EVERY);
  document.addEventListener("visibilitychange", poll);
}
