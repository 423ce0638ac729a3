// Presses show for a moment, and the stop is sixty quiet seconds for both. Nothing of it is kept, here
// or anywhere. The sentences are data- attributes of #heard, a place that reads itself out.
const says = document.querySelector("#heard");
const stop = document.querySelector("#stop");
const SECOND = 1000, MINUTE = 60, SHOWN = 8000;
let fading, quiet;

const fade = () => { fading = setTimeout(() => { says.textContent = ""; }, SHOWN); };
export const say = (what, stays = false) => {
  clearTimeout(fading);
  says.textContent = says.dataset[what] ?? "";
  if (!stays) fade();
};

const go = () => {
  clearInterval(quiet);
  if (stop.open) stop.close();
  document.querySelector("#stopped")?.remove();
};
const hush = left => {
  const line = stop.querySelector("progress"), until = Date.now() + left * SECOND;
  const step = () => {
    const rest = (until - Date.now()) / SECOND;
    line.value = MINUTE - rest;
    if (rest <= 0) { go(); say("resume"); }
  };
  go();
  stop.showModal();
  quiet = setInterval(step, SECOND);
  step();
};

export const pressed = ({ word, by, ago }, role) => {
  if (word === "stop" && ago < MINUTE) hush(MINUTE - ago);
  if (word === "resume") go();
  if (ago * SECOND < SHOWN) say(by === role ? `my_${word}` : word);
};

// What stood there when the page was made.
if (says.textContent) fade();
if (stop.dataset.left) hush(Number(stop.dataset.left));

document.addEventListener("submit", event => {
  if (!event.target.action?.includes("/press/")) return;
  event.preventDefault();
  const sent = { method: "POST", body: new FormData(event.target), headers: { Accept: "application/json" } };
  fetch(event.target.action, sent).then(answer => { if (!answer.ok) say("unsaid"); }, () => say("unsaid"));
});
