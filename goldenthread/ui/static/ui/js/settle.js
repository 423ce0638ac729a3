// A page that tells what was just done is the server's word that it has what was sent:
// the draft of it is let go. Runs on every page, because a kept form may lead to any; on a page for
// nobody in particular (signed out meanwhile, an error) the draft stays, whatever that page tells.
// A page that carries the words on, to be sent once more, leaves the note for the page after it.
import { drop } from "./box.js";

// Where this tab notes which draft is on its way: its name, never its words; gone with the next page.
export const SENT = "golden-thread-sent";

export const settle = async () => {
  if (document.querySelector("[data-carries]")) return;
  const sent = sessionStorage.getItem(SENT);
  sessionStorage.removeItem(SENT);
  const told = document.querySelector("#told")?.textContent.trim();
  if (sent && told && document.querySelector("[data-leaves]")) await drop(sent).catch(() => {});
};
export const settled = settle();
