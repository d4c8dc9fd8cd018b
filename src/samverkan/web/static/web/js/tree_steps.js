// A note that has been picked up: arrows (or the buttons on it) move it among siblings and levels, on the page only, until
// it is let go with Enter or goes back with Escape.

import { fits, holder, level, say, spot, text } from "./tree_page.js";

const KEYS = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "out", ArrowRight: "in" };
const BUTTONS = [
  ["up", "Upp"],
  ["down", "Ned"],
  ["in", "In under"],
  ["out", "Ut"],
  ["drop", "Lägg här"],
  ["cancel", "Ångra"],
];

export class Walk {
  constructor(item, { drop }) {
    this.item = item;
    this.done = drop;
    this.from = [item.parentElement, item.nextElementSibling];
    this.paper = item.querySelector(":scope > .note");
    this.paper.classList.add("note--held");
    this.steps = document.createElement("div");
    this.steps.className = "note-steps";
    for (const [act, words] of BUTTONS) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = `button ${act === "drop" ? "" : "button--second"}`;
      button.textContent = words;
      button.addEventListener("click", () => this.act(act, button));
      this.steps.append(button);
    }
    this.paper.append(this.steps);
    say(
      matchMedia("(pointer: coarse)").matches
        ? `”${text(item)}” är upplockad. Flytta den med knapparna på lappen, och tryck ”Lägg här” när den är rätt.`
        : `”${text(item)}” är upplockad. Flytta den med piltangenterna eller knapparna. Enter lägger den, Escape ångrar.`,
    );
    item.scrollIntoView({ block: "nearest" });
    // Who goes on with something else has let it be.
    this.left = ({ target }) => this.item.isConnected && !this.item.contains(target) && this.cancel(false);
    document.addEventListener("focusin", this.left);
  }

  key(event) {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
    const inside = this.steps.contains(document.activeElement);
    const elsewhere = document.activeElement !== document.body && !this.item.contains(document.activeElement);
    if (event.key === "Escape") this.act("cancel");
    else if (elsewhere) return;
    else if (KEYS[event.key]) this.act(KEYS[event.key], document.activeElement);
    else if (!inside && (event.key === "Enter" || event.key === " ") && this.paper.contains(document.activeElement)) this.act("drop");
    else return;
    event.preventDefault();
  }

  act(act, focus) {
    if (act === "drop") this.drop();
    else if (act === "cancel") this.cancel();
    else {
      const moved = this[act]();
      // Moving an element takes its focus away.
      (this.item.contains(focus) ? focus : this.paper.querySelector("[data-grip]")).focus({ preventScroll: true });
      this.item.scrollIntoView({ block: "nearest" });
      say(moved ? `${this.where()}.` : "Dit går det inte att flytta den.");
    }
  }

  up() {
    const before = this.item.previousElementSibling;
    if (before) return this.put(() => before.before(this.item));
    return this.branch(-1, (list) => list.append(this.item));
  }

  down() {
    const after = this.item.nextElementSibling;
    if (after) return this.put(() => after.after(this.item));
    return this.branch(1, (list) => list.prepend(this.item));
  }

  in() {
    const under = this.item.previousElementSibling;
    if (!under || !fits(this.item, under)) return false;
    return this.put(() => under.querySelector(":scope > .notes").append(this.item));
  }

  out() {
    const under = holder(this.item);
    return Boolean(under) && this.put(() => under.after(this.item));
  }

  // A branch at the end of its perspective goes on to the next one.
  branch(step, land) {
    if (holder(this.item)) return false;
    const lists = [...document.querySelectorAll("[data-branches]")];
    const list = lists[lists.indexOf(this.item.parentElement) + step];
    return Boolean(list) && this.put(() => land(list));
  }

  put(land) {
    land();
    return true;
  }

  where() {
    const siblings = [...this.item.parentElement.children];
    const place = `Plats ${siblings.indexOf(this.item) + 1} av ${siblings.length}`;
    const under = holder(this.item);
    const name = this.item.parentElement.dataset.name;
    return under ? `${place} under ”${text(under)}”, nivå ${level(this.item)}` : `${place} på stammen, ${name.toLowerCase()}`;
  }

  drop() {
    const [list, next] = this.from;
    const still = this.item.parentElement === list && this.item.nextElementSibling === next;
    const to = still ? null : spot(this.item);
    this.end();
    this.done(to, () => this.back());
  }

  cancel(stay = true) {
    this.back();
    this.end();
    this.done(null, null, stay);
  }

  back() {
    const [list, next] = this.from;
    list.insertBefore(this.item, next);
  }

  end() {
    document.removeEventListener("focusin", this.left);
    this.paper.classList.remove("note--held");
    this.steps.remove();
  }
}
