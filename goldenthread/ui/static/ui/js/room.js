// The room while it is lived in: what changed comes in by itself; what is half typed stays as
// it is; and where the line is lost, what was sent goes when it is back.
import { listen } from "./live.js";
import { pressed, say } from "./press.js";
import { SENT } from "./settle.js";

const room = document.querySelector("[data-live]");
const news = document.querySelector("#news");
const SECOND = 1000, MINUTE = 60 * SECOND;

let lost = false, busy = 0, done = 0, stale = false;

// --- what changed: the parts again, once nothing of ours is under way ---
const refresh = () => {
  stale = true;
  setTimeout(() => {
    if (!stale || busy || lost) return;
    stale = false;
    news.dispatchEvent(new Event("news"));
  }, SECOND / 4);
};
const fields = form => [...form.elements].filter(each => /^(textarea|text)$/.test(each.type));
const isTyped = form => fields(form).some(each => each.value !== each.defaultValue);
const formOf = event => event.detail.ctx?.sourceElement?.closest?.("form");
document.addEventListener("htmx:before:swap", event => {
  // A form with words in it keeps its number too: sent again, it is still the same form.
  for (const form of room.querySelectorAll("form")) if (form !== formOf(event) && isTyped(form)) form.setAttribute("hx-morph-skip", "");
});
document.addEventListener("htmx:after:swap", () => {
  for (const form of room.querySelectorAll("[hx-morph-skip]")) form.removeAttribute("hx-morph-skip");
  tick();
});

// --- a line that is gone: what was sent waits, and goes when it is back ---
const waiting = new Map();
const wait = event => {
  const form = formOf(event);
  if (!form) return;
  waiting.set(form, event.detail.ctx.sourceEvent?.submitter);
  sessionStorage.removeItem(SENT); // these words are not on their way
  say("lost", true);
};
document.addEventListener("htmx:before:request", event => {
  busy += 1;
  if (lost && formOf(event)) { event.preventDefault(); wait(event); }
});
document.addEventListener("htmx:error", event => { wait(event); stands(false); });
document.addEventListener("htmx:finally:request", event => {
  busy -= 1;
  if (formOf(event)) done = Date.now();
  if (stale) refresh();
});
const stands = there => {
  if (there !== lost) return;
  lost = !there;
  news.hidden = there;
  if (lost) return say("lost", true);
  say("back");
  for (const [form, button] of waiting) if (form.isConnected) form.requestSubmit(button);
  waiting.clear();
  refresh();
};

// --- what is said live ---
const hear = said => {
  const mine = said.by === room.dataset.role;
  if (said.word !== "changed" && said.word !== "time") return pressed(said, room.dataset.role);
  // What was done on this very page came back with its own answer.
  if (!mine || !busy && Date.now() - done > 2 * SECOND) refresh();
  if (!mine) say(said.word);
};

// --- time, to the minute ---
const tick = () => {
  const time = room.querySelector("[data-ends-at]"), place = time?.querySelector("[data-left]");
  if (!place) return;
  const left = Math.max(0, Math.ceil((Date.parse(time.dataset.endsAt) - Date.now()) / MINUTE));
  const words = place.dataset[["up", "one"][left] ?? "many"]?.replace("{n}", left);
  if (words && place.textContent !== words) place.textContent = words;
};
setInterval(tick, 15 * SECOND);
news.hidden = true;
listen({ stream: room.dataset.live, now: room.dataset.now, after: room.dataset.after }, { hear, stands, ended: () => say("out", true) });
