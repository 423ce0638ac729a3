// After htmx has put in the server's answer, a form that was kept shows the server's text again.
// A morph leaves typed text alone, which is right for every other form; and for words typed here since.
const sent = new WeakMap();
const formOf = event => event.detail.ctx?.sourceElement?.closest?.("form");

document.addEventListener("htmx:before:request", event => {
  const form = formOf(event);
  if (form) sent.set(form, new FormData(form));
});

document.addEventListener("htmx:after:swap", event => {
  const form = formOf(event);
  const words = form && sent.get(form);
  if (!words || event.detail.ctx.response.status >= 400) return;
  for (const each of form.elements) {
    if (each.type === "radio" || each.type === "checkbox") each.checked = each.defaultChecked;
    else if (each.type !== "hidden" && "defaultValue" in each && words.get(each.name) === each.value) each.value = each.defaultValue;
  }
});
