// Dragging a note with Pointer Events: the mouse anywhere on it, a finger or a pen by its handle (the page scrolls
// elsewhere). A line shows where it lands, a frame that it lands under; the page follows at its edges; Escape cancels.

import { fits, holder, inside, say, text } from "./tree_page.js";

const FAR = 6; // pixels before a press becomes a drag
const EDGE = 64;
const SPEED = 14;

export function drags({ start, end }) {
  let drag = null;

  document.addEventListener("pointerdown", (event) => {
    if (!event.isPrimary || event.button !== 0 || drag) return;
    const paper = event.target.closest?.(".tree--live .note");
    const item = paper?.closest("[data-note]");
    if (!item || !paper.querySelector("[data-grip]")) return;
    const byHandle = event.target.closest("[data-grip]");
    if (event.target.closest("input, button, label, [data-under]")) return;
    if (event.pointerType !== "mouse" && !byHandle) return;
    drag = { item, pointer: event.pointerId, x: event.clientX, y: event.clientY, touch: event.pointerType !== "mouse", at: [event.clientX, event.clientY], on: false };
  });

  document.addEventListener("pointermove", (event) => {
    if (!drag || event.pointerId !== drag.pointer) return;
    drag.at = [event.clientX, event.clientY];
    if (!drag.on) {
      if (Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < FAR) return;
      begin();
    }
    event.preventDefault();
    follow();
  }, { passive: false });

  document.addEventListener("pointerup", (event) => drag && event.pointerId === drag.pointer && finish(true));
  document.addEventListener("pointercancel", (event) => drag && event.pointerId === drag.pointer && finish(false));
  window.addEventListener("blur", () => drag && finish(false));
  document.addEventListener("selectstart", (event) => drag?.on && event.preventDefault());
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !drag?.on) return;
    event.preventDefault();
    finish(false);
    say("Flytten är avbruten.");
  });

  function begin() {
    start();
    drag.on = true;
    drag.ghost = document.createElement("div");
    drag.ghost.className = "note-ghost";
    drag.ghost.append(line("strong", text(drag.item)), line("span", ""));
    document.body.append(drag.ghost);
    drag.item.classList.add("note-item--dragged");
    getSelection()?.removeAllRanges();
    scroll();
  }

  function line(tag, words) {
    const made = document.createElement(tag);
    made.textContent = words;
    return made;
  }

  // The note that follows says itself where it lands: nothing it covers has to. A finger would hide what is under it.
  function follow() {
    const [x, y] = drag.at;
    aim(landing(x, y));
    const { offsetWidth, offsetHeight } = drag.ghost;
    const above = y - offsetHeight - 24;
    const left = Math.max(0, Math.min(x + 12, innerWidth - offsetWidth));
    drag.ghost.style.transform = `translate(${left}px, ${drag.touch && above > 0 ? above : y + 16}px)`;
  }

  // Where a note let go here lands, what shows it and says it; without `to`, why it cannot.
  function landing(x, y) {
    const under = document.elementFromPoint(x, y);
    const paper = under?.closest(".tree--live .note");
    if (!paper) return trunk(under, y);
    const other = paper.closest("[data-note]");
    if (other === drag.item) return { why: `”${text(drag.item)}” hänger kvar där den hängde.` };
    if (inside(drag.item, other)) return { why: "En lapp kan inte hänga under det som hänger på den." };
    const { top, height } = paper.getBoundingClientRect();
    const part = (y - top) / height;
    if (part < 0.28 && fits(drag.item, holder(other))) return { to: `before:${other.dataset.note}`, on: paper, look: "note--before", words: `Före ”${text(other)}”` };
    // After a note with others on it would look like under: there the first half of what hangs on it tells.
    if (part > 0.72 && fits(drag.item, holder(other))) return { to: `after:${other.dataset.note}`, on: paper, look: "note--after", words: `Efter ”${text(other)}”` };
    if (!fits(drag.item, other)) return { why: "Trädet har högst fyra nivåer, och här blir det fler. Häng lappen närmare stammen." };
    return { to: `under:${other.dataset.note}`, on: paper, look: "note--under", words: `Under ”${text(other)}”` };
  }

  // Beside the notes of a perspective: as its last branch.
  function trunk(under, y) {
    const limb = under?.closest(".limb");
    const list = limb?.querySelector("[data-branches]");
    if (!list) return { why: "Där finns inget att hänga lappen på. Den hänger kvar där den hängde." };
    const last = [...list.children].at(-1);
    const low = last ? last.getBoundingClientRect().bottom : 0;
    if (y <= low - 16 && last) return { why: "Släpp lappen på en annan lapp, eller under den sista i perspektivet." };
    return { to: `branch:${list.dataset.branches}`, on: list, look: "notes--here", words: `På stammen: ${list.dataset.name}` };
  }

  function aim(next) {
    drag.ghost.lastChild.textContent = next.words ?? "";
    drag.aim?.on?.classList.remove(drag.aim.look);
    drag.aim = next;
    next.on?.classList.add(next.look);
  }

  function scroll() {
    if (!drag?.on) return;
    const y = drag.at[1];
    const push = y < EDGE ? y - EDGE : y > innerHeight - EDGE ? y - innerHeight + EDGE : 0;
    if (push) {
      scrollBy(0, Math.round((Math.max(-EDGE, Math.min(EDGE, push)) / EDGE) * SPEED));
      follow();
    }
    requestAnimationFrame(scroll);
  }

  function finish(landed) {
    const { item, on, aim: target, ghost } = drag;
    drag = null;
    if (!on) return;
    ghost.remove();
    target?.on?.classList.remove(target.look);
    item.classList.remove("note-item--dragged");
    // The click that follows upon a drag is no press.
    const swallow = (event) => {
      event.preventDefault();
      event.stopPropagation();
    };
    addEventListener("click", swallow, { capture: true, once: true });
    setTimeout(() => removeEventListener("click", swallow, { capture: true }), 0);
    end(item, landed ? target : null);
  }
}
