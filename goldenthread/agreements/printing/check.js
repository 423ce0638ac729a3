// Checks, in the reader's own browser and with nothing fetched, that the signatures under this page
// fit its words. What it found, and what it couldn't, it says in the sentences the page brought.
(async () => {
  "use strict";
  const place = document.getElementById("checked");
  const say = (kind, parts) => {
    let text = place.dataset[kind];
    for (const [name, value] of Object.entries(parts || {})) text = text.replace(`{${name}}`, value);
    const line = document.createElement("p");
    line.className = kind;
    line.textContent = text;
    place.append(line);
  };
  const bytes = (hex) => Uint8Array.from(hex.match(/../g) || [], (pair) => parseInt(pair, 16));
  const hex = (buffer) => Array.from(new Uint8Array(buffer), (b) => b.toString(16).padStart(2, "0")).join("");
  const joined = (parts) => {
    const whole = [parts.length >> 8, parts.length & 255];
    for (const part of parts) {
      const size = part.length;
      whole.push((size >>> 24) & 255, (size >>> 16) & 255, (size >>> 8) & 255, size & 255, ...part);
    }
    return Uint8Array.from(whole);
  };
  place.replaceChildren();
  if (!window.crypto || !crypto.subtle) return say("cannot");
  const copy = JSON.parse(document.getElementById("agreement").textContent);
  const signed = JSON.parse(copy.document);
  const text = new TextEncoder();
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", text.encode(copy.document)));

  // What is read here must be what was signed, word for word, and nothing left out of it.
  const shown = new Map(
    Array.from(document.querySelectorAll("[data-clause]"), (each) => [each.dataset.clause, each.textContent]),
  );
  const reasons = new Map(
    Array.from(document.querySelectorAll("[data-reason]"), (each) => [each.dataset.reason, each.textContent]),
  );
  const same =
    shown.size === signed.clauses.length &&
    hex(digest) === document.getElementById("sha256").textContent.replace(/\s/g, "") &&
    signed.clauses.every((each) =>
      shown.get(each.clause) === each.sentence && (reasons.get(each.clause) || "") === (each.reason || ""));
  say(same ? "same" : "other");

  for (const [role, party] of Object.entries(signed.parties)) {
    const given = copy.signatures.find((each) => each.role === role);
    const parts = [text.encode(signed.format), digest];
    if (given && signed.format !== "coach/v1/agreement") parts.push(text.encode(given.name));
    try {
      const key = await crypto.subtle.importKey("raw", bytes(party.signing_key), { name: "Ed25519" }, false, ["verify"]);
      const fits = given && await crypto.subtle.verify("Ed25519", key, bytes(given.signature), joined(parts));
      say(fits ? "fits" : "misfits", { name: given ? given.name : role });
    } catch {
      return say("cannot");
    }
  }
})();
