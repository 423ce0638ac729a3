// Leaving at once: the page is covered, the visit ends in the background, and this place in the
// browser's history becomes a neutral one. What was visited before stays in the browser's list.
const form = document.querySelector("form[data-exit]");
const SOON = 1500;
let pressed = -SOON;

const leave = () => {
  document.documentElement.hidden = true;
  document.title = "";
  navigator.sendBeacon(form.action);
  location.replace(form.dataset.exit);
};

form?.addEventListener("submit", event => { event.preventDefault(); leave(); });
addEventListener("keydown", event => {
  if (!form || event.key !== "Escape" || event.repeat) return;
  if (event.timeStamp - pressed < SOON) leave();
  pressed = event.timeStamp;
}, { capture: true });
