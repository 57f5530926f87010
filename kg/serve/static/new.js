// A new article, pasted or dropped: its pages at once, and nothing of it is stored.
"use strict";
const kinds = ["graph", "timeline", "article", "map"];
const form = $("form"), result = $("result");
function show(kind = form.elements.kind.value) {
  if (!form.elements.text.value.trim()) return;
  form.elements.kind.value = kind;
  $("said").textContent = word("looking");
  form.submit();
  tabs();
}
function tabs() {
  $("tabs").replaceChildren(...kinds.map((kind) => {
    const made = button(() => show(kind), word(kind));
    made.className = "chip";
    made.setAttribute("aria-pressed", String(kind === form.elements.kind.value));
    return made;
  }));
}
async function take(file) {
  form.elements.name.value = file.name;
  form.elements.text.value = await file.text();
  show();
}
form.addEventListener("submit", (event) => { event.preventDefault(); show(); });
form.elements.text.addEventListener("input", () => { form.elements.name.value = ""; });
form.elements.text.addEventListener("paste", () => setTimeout(() => show()));
$("file").addEventListener("change", () => { if ($("file").files.length) take($("file").files[0]); });
addEventListener("dragover", (event) => { event.preventDefault(); document.body.classList.add("dropping"); });
addEventListener("dragleave", () => document.body.classList.remove("dropping"));
addEventListener("drop", (event) => {
  event.preventDefault();
  document.body.classList.remove("dropping");
  const { files } = event.dataTransfer, text = event.dataTransfer.getData("text/plain");
  if (files.length) take(files[0]);
  else if (text) { form.elements.name.value = ""; form.elements.text.value = text; show(); }
});
result.addEventListener("load", () => {
  result.contentDocument.body.classList.add("framed"); // its language and theme are this page's
  $("said").textContent = word("hint-new");
});
listeners.push(() => { tabs(); document.querySelector("h1 bdi").textContent = word("new"); $("said").textContent = word("hint-new"); });
