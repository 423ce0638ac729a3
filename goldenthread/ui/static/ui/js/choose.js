// Choose words by marking them: what is selected inside [data-choose-from] lands in [data-chosen-words].
// Without script, the words are typed or pasted there.
const field = document.querySelector("[data-chosen-words]");
const source = node => (node instanceof Element ? node : node?.parentElement)?.closest("[data-choose-from]");

document.addEventListener("selectionchange", () => {
  const chosen = document.getSelection();
  const words = chosen.toString().trim();
  if (field && words && source(chosen.anchorNode) && source(chosen.focusNode)) field.value = words;
});
