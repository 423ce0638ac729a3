// What is said live: heard over one open line, or asked for every few seconds where no line can be had.
// Whether a line truly carries is told by its beats; silence longer than that, and we ask.
const ASK = 4000, BEATS = 20_000, OPEN_AGAIN = 60_000;

export const listen = ({ stream, now, after }, { hear, stands, ended }) => {
  const heard = new Set();
  let from = Number(after), line = null, last = 0, opened = 0, asking = false, over = false;

  const take = said => {
    from = Math.max(from, said.number);
    if (heard.has(said.number)) return;
    heard.add(said.number);
    hear(said);
  };
  const end = () => {
    over = true;
    line?.close();
    clearInterval(asks);
    ended();
  };

  const open = () => {
    if (over) return;
    line?.close();
    opened = Date.now();
    line = new EventSource(`${stream}?after=${from}`);
    line.addEventListener("here", () => { last = Date.now(); stands(true); });
    line.addEventListener("message", event => { last = Date.now(); take(JSON.parse(event.data)); });
  };

  const ask = async () => {
    if (asking || over) return;
    asking = true;
    try {
      const answer = await fetch(`${now}?after=${from}`, { headers: { Accept: "application/json" }, redirect: "manual" });
      // Signed out meanwhile (sent to the door), or the room is shut.
      if (answer.type === "opaqueredirect" || [401, 403, 404].includes(answer.status)) return end();
      if (!answer.ok) throw new Error("no answer");
      const { newest, said } = await answer.json();
      said.forEach(take);
      from = Math.max(from, newest);
      stands(true);
    } catch { stands(false); } finally { asking = false; }
  };

  const look = () => {
    if (Date.now() - last < BEATS && line?.readyState === EventSource.OPEN) return;
    ask();
    if (line?.readyState === EventSource.CLOSED && Date.now() - opened > OPEN_AGAIN) open();
  };
  const asks = setInterval(look, ASK);
  addEventListener("offline", ask);
  addEventListener("online", () => { open(); ask(); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) look(); });
  // A page that is left must not hold a line; one that comes back reloads itself (leave.js).
  addEventListener("pagehide", () => line?.close());
  open();
};
