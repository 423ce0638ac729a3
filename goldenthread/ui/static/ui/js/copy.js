// A copy of everything, with a line that shows how far it has come. <form data-copies="name.zip">;
// whenever this cannot work, the form is sent as it would be without script.
const megabytes = count => (count / 1_000_000).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 });

const save = (parts, name) => {
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(new Blob(parts)), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
};

const take = async form => {
  const place = form.querySelector("[data-copy-says]");
  const line = form.querySelector("progress");
  const say = (what, count) => { place.textContent = place.dataset[what].replace("{size}", megabytes(count)); };
  const answer = await fetch(form.action, { method: "POST", body: new FormData(form), redirect: "manual" });
  if (!answer.ok || !answer.headers.get("Content-Type")?.startsWith("application/zip")) throw new Error("no copy came");
  const whole = Number(answer.headers.get("Content-Length"));
  const parts = [];
  let count = 0, spoken = 0;
  line.hidden = false;
  if (whole) line.max = whole;
  for (const reader = answer.body.getReader(); ;) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    count += value.length;
    if (whole) line.value = count;
    if (Date.now() - spoken > 1000) { say("coming", count); spoken = Date.now(); }
  }
  line.max = line.value = 1;
  save(parts, form.dataset.copies);
  say("came", count);
};

for (const form of document.querySelectorAll("form[data-copies]")) {
  form.addEventListener("submit", event => {
    event.preventDefault();
    form.ariaBusy = "true";
    take(form).catch(() => form.submit()).finally(() => { form.ariaBusy = "false"; });
  });
}
