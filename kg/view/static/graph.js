// The interactive graph: vis-network over the nodes and edges that pyvis prepared.
"use strict";
const dark = matchMedia("(prefers-color-scheme: dark)").matches;
const colour = (kind) => getComputedStyle(document.documentElement).getPropertyValue("--" + kind).trim()
  || getComputedStyle(document.documentElement).getPropertyValue("--Quantity").trim();
const byId = new Map(data.nodes.map((n) => [n.id, n]));
const off = new Set();
let found = null, around = null;

function wrapped(text) {
  const lines = [""];
  for (const piece of text.split(/\s+/)) {
    if ((lines.at(-1) + " " + piece).length > 22 && lines.at(-1)) lines.push("");
    lines[lines.length - 1] = (lines.at(-1) + " " + piece).trim();
  }
  return lines.length > 3 ? lines.slice(0, 3).join("\n") + "…" : lines.join("\n");
}
function drawn(node) {
  const ink = getComputedStyle(document.documentElement).getPropertyValue("--ink").trim();
  const card = getComputedStyle(document.documentElement).getPropertyValue("--card").trim();
  const dashes = { planned: [8, 5], demanded: [2, 4], possible: [10, 4, 2, 4], denied: [3, 3] }[node.status] || false;
  const main = colour(node.kind);
  return {
    id: node.id, x: node.x, y: node.y, shape: node.shape, size: node.size, borderWidth: node.kind === "Event" ? 3 : 2,
    label: (node.status === "denied" ? "✕ " : "") + wrapped(label(node)),
    title: label(node) + (node.evidence.length ? "\n" + node.evidence[0].text : ""),
    color: { background: card, border: main, highlight: { background: dark ? "#5a4a12" : "#ffe9a8", border: main } },
    shapeProperties: { borderDashes: dashes }, font: { color: ink, face: "Noto Naskh Arabic, Noto Sans Arabic, Tahoma, sans-serif", size: 19 },
  };
}
const nodes = new vis.DataSet(data.nodes.map(drawn));
const edges = new vis.DataSet(data.edges.map((e, i) => ({
  id: i, from: e.from, to: e.to, label: word(e.role), arrows: "to", role: e.role,
  font: { size: 13, color: colour("Quantity"), strokeWidth: 0, background: "transparent" }, color: { color: colour("Quantity"), opacity: 0.55 }, smooth: false,
})));
const canvas = document.getElementById("canvas");
const network = new vis.Network(canvas, { nodes, edges }, data.options);
canvas.querySelector("canvas").dir = "rtl";
window.kg = { network, nodes, show, search };

function visible(node) {
  return !off.has("kind:" + node.kind) && !off.has("type:" + node.type) && !off.has("status:" + node.status)
    && (!found || found.has(node.id)) && (!around || around.has(node.id));
}
function refresh() {
  nodes.update(data.nodes.map((n) => ({ id: n.id, hidden: !visible(n) })));
  const count = data.nodes.filter(visible).length;
  document.getElementById("count").textContent = `${word("shown")} ${count} ${word("of")} ${data.nodes.length}`
    + (count < data.nodes.length ? ` — ${word("hidden")} ${data.nodes.length - count}` : "");
}
function show(id) {
  const panel = document.getElementById("panel");
  panel.replaceChildren(id && byId.has(id) ? evidence(byId.get(id)) : element("p", { class: "meta" }, word("nothing")));
}
function search(text) {
  const wanted = fold(text);
  if (!wanted) found = null;
  else {
    found = new Set(data.nodes.filter((n) => n.key.includes(wanted)).map((n) => n.id));
    for (const e of data.edges) if (found.has(e.from) || found.has(e.to)) { /* neighbours stay for context */ }
  }
  refresh();
  if (found && found.size) { network.fit({ nodes: [...found] }); if (found.size === 1) { show([...found][0]); network.selectNodes([...found]); } }
}
network.on("click", (event) => { show(event.nodes[0]); });
network.on("doubleClick", (event) => { if (event.nodes[0]) neighbourhood(event.nodes[0]); });
function neighbourhood(id) {
  around = new Set([id]);
  for (const e of data.edges) { if (e.from === id) around.add(e.to); if (e.to === id) around.add(e.from); }
  refresh(); network.fit({ nodes: [...around] });
}
document.getElementById("search").addEventListener("input", (event) => search(event.target.value));
document.getElementById("focus").addEventListener("click", () => { const id = network.getSelectedNodes()[0]; if (id) neighbourhood(id); });
document.getElementById("all").addEventListener("click", () => {
  found = around = null; off.clear(); document.getElementById("search").value = "";
  for (const box of document.querySelectorAll("aside input[type=checkbox]")) box.checked = true;
  refresh(); network.fit();
});
function keys(list, prefix, values, name, swatch) {
  const ul = document.getElementById(list);
  ul.replaceChildren(...values.map((value) => {
    const box = element("input", { type: "checkbox", checked: !off.has(prefix + value), onchange: (event) => {
      event.target.checked ? off.delete(prefix + value) : off.add(prefix + value); refresh();
    } });
    return element("li", {}, element("label", {}, box, " ", swatch(value), name(value)));
  }));
}
listeners.push(() => {
  nodes.update(data.nodes.map(drawn));
  edges.update(data.edges.map((e, i) => ({ id: i, label: word(e.role) })));
  const present = (field) => [...new Set(data.nodes.map((n) => n[field]).filter(Boolean))];
  keys("kinds", "kind:", present("kind"), word, (k) => element("span", { class: "swatch", style: `color:${colour(k)};border-radius:${({ Person: "50%", Place: "50% 50% 50% 0" })[k] || "0"}` }));
  keys("statuses", "status:", present("status"), word, (s) => element("span", { class: "badge " + s }, "  "));
  keys("types", "type:", present("type"), (t) => word("type-" + t), () => "");
  refresh();
  show(network.getSelectedNodes()[0]);
});
