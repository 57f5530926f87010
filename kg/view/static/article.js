// The article: a span opens the card of what it became.
"use strict";
const byId = new Map(data.nodes.map((n) => [n.id, n]));
function show(id) {
  for (const each of document.querySelectorAll(".text a")) each.classList.toggle("on", each.dataset.node === id);
  document.getElementById("panel").replaceChildren(id && byId.has(id) ? evidence(byId.get(id)) : element("p", { class: "meta" }, word("nothing")));
}
window.kg = { show };
for (const each of document.querySelectorAll(".text a, table a")) {
  each.addEventListener("click", (event) => {
    if (each.closest("table")) { document.getElementById(each.hash.slice(1))?.scrollIntoView({ block: "center" }); }
    event.preventDefault(); show(each.dataset.node);
  });
}
listeners.push(() => show());
