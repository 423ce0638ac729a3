// Never lose a sentence. <form data-draft="owner/what" data-saved="…"> keeps what is typed on this device,
// and says so in its [data-draft-says], whose data- attributes are the sentences.
//
// A draft remembers which saved text it grew from (`from`). Is that still what the server shows? Then
// the draft goes on where it was. Has the text changed elsewhere meanwhile? Then both are offered.
import { drop, find, keep } from "./box.js";
import { SENT, settle, settled } from "./settle.js";

const off = () => document.documentElement.dataset.drafts === "off";
const fields = form => [...form.elements].filter(each => each.name && /^(textarea|text|search)$/.test(each.type));
const typed = form => Object.fromEntries(fields(form).map(each => [each.name, each.value]));
const clock = at => new Date(at).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });

const sayer = form => {
  const place = form.querySelector("[data-draft-says]");
  return (what, at) => {
    const words = place?.dataset[what]?.replace("{time}", at ? clock(at) : "");
    const says = place?.querySelector(".says");
    if (says && says.textContent !== words) says.textContent = words ?? "";
  };
};

const offerBoth = (form, draft, say) => {
  const place = form.querySelector("[data-draft-says]");
  const choose = (what, act) => {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "btn slim", textContent: place.dataset[what] });
    button.addEventListener("click", async () => { await act(); row.remove(); });
    return button;
  };
  const row = Object.assign(document.createElement("div"), { className: "row" });
  row.append(
    choose("take", async () => {
      for (const each of fields(form)) each.value = [each.value, draft.words[each.name]].filter(Boolean).join("\n\n");
      form.dispatchEvent(new Event("input"));
    }),
    choose("leave", async () => { await drop(form.dataset.draft); say("none"); }),
  );
  place.after(row);
  say("both", draft.at);
};

const restore = async (form, say) => {
  const draft = await find(form.dataset.draft);
  if (!draft) return;
  const same = fields(form).every(each => (draft.words[each.name] ?? each.value) === each.value);
  const saved = draft.from !== form.dataset.saved;
  if (same) return saved && drop(form.dataset.draft); // shown, but perhaps only shown: not saved, not dropped
  if (saved) return offerBoth(form, draft, say);
  for (const each of fields(form)) each.value = draft.words[each.name] ?? each.value;
  say("restored", draft.at);
};

const watched = new WeakSet();
const watch = async form => {
  if (watched.has(form)) return;
  watched.add(form);
  const say = sayer(form);
  if (off()) return say("off");
  let timer, waiting = false;
  const now = async () => {
    clearTimeout(timer);
    if (!waiting) return;
    waiting = false;
    try {
      await keep(form.dataset.draft, { words: typed(form), from: form.dataset.saved });
      say(navigator.onLine ? "kept" : "offline");
    } catch { say("failed"); }
  };
  form.addEventListener("input", () => {
    waiting = true;
    sessionStorage.removeItem(SENT); // typed since: these words are not on their way
    clearTimeout(timer);
    timer = setTimeout(now, 250);
  });
  form.addEventListener("submit", () => { sessionStorage.setItem(SENT, form.dataset.draft); now(); });
  document.addEventListener("visibilitychange", () => { if (document.hidden) now(); });
  addEventListener("pagehide", now);
  try { await restore(form, say); } catch { say("failed"); }
};

const start = () => document.querySelectorAll("form[data-draft]").forEach(watch);
settled.then(start);
document.addEventListener("htmx:after:swap", () => settle().then(start));
