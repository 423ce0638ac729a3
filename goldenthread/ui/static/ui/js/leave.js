// Leaving means leaving: Back after sign-out shows nothing, other windows close their curtains,
// and words that only this device has are not deleted without asking.
import { forget, idsOf } from "./box.js";
import { settled } from "./settle.js";

const left = new BroadcastChannel("golden-thread-left");
const form = document.querySelector("form[data-leaves]");
const unsent = document.querySelector("#unsent");

// A page taken out of the browser's memory asks the server again before anyone can read it.
const curtain = () => { document.body.hidden = true; location.reload(); };
addEventListener("pageshow", event => { if (event.persisted) curtain(); });
left.addEventListener("message", event => { if (event.data === form?.dataset.leaves) curtain(); });

const go = async () => {
  await forget(form.dataset.leaves).catch(() => {});
  left.postMessage(form.dataset.leaves);
  form.submit();
};

form?.addEventListener("submit", async event => {
  event.preventDefault();
  await settled;
  const waiting = await idsOf(form.dataset.leaves).catch(() => []);
  if (waiting.length && unsent) unsent.showModal();
  else await go();
});
unsent?.addEventListener("close", () => { if (unsent.returnValue === "leave") go(); });
