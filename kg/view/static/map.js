// The map: places as circles by how much happens there, on outlines in Mercator's projection.
"use strict";
const SPACE = "http://www.w3.org/2000/svg";
const off = new Set();
const rise = (lat) => -Math.log(Math.tan(Math.PI / 4 + (Math.max(-84, Math.min(84, lat)) * Math.PI) / 360)) * (180 / Math.PI);
const places = data.places.map(([n, lat, lon]) => ({ n, x: lon, y: lat === undefined ? undefined : rise(lat) }));
const byNode = new Map(places.map((p) => [p.n, p]));
const located = places.filter((p) => p.y !== undefined);
let chosen = null, found = null, view = null;

function drawn(tag, attributes, ...children) {
  const made = document.createElementNS(SPACE, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}
function outline(rings) { // steps in twentieths of a degree; one across the date line is a leap
  let path = "";
  for (const ring of rings) {
    let x = 0, y = 0;
    for (let i = 0; i < ring.length; i += 2) {
      x += ring[i]; y += ring[i + 1];
      path += `${i && Math.abs(ring[i]) < 3600 ? "L" : "M"}${(x / 20).toFixed(2)} ${rise(y / 20).toFixed(2)}`;
    }
    if (!ring.some((step, i) => i % 2 === 0 && i && Math.abs(step) >= 3600)) path += "Z";
  }
  return path;
}
const svg = drawn("svg", { role: "group", preserveAspectRatio: "xMidYMid meet" });
const land = drawn("g", { class: "land" }), dots = drawn("g", {}), names = drawn("g", { class: "names", "aria-hidden": "true" });
for (const rings of Object.values(data.outlines)) land.append(drawn("path", { d: outline(rings) }));
svg.append(land, dots, names);
$("world").append(svg);

const happening = (n) => [...new Set((partIn.get(n) || []).map(([, event]) => event))].filter((event) => passes(data.nodes[event], off));
function heart() { // where nearly all happens
  const all = located.filter((p) => happening(p.n).length);
  const some = all.length ? all : located;
  if (!some.length) return [-20, rise(45), 90, rise(5) - rise(45)];
  const cut = some.length > 12 ? Math.floor(some.length * 0.08) : 0;
  const range = (key) => { const list = some.map((p) => p[key]).sort((a, b) => a - b); return [list[cut], list[list.length - 1 - cut]]; };
  const [[x, a], [y, b]] = [range("x"), range("y")], w = Math.max(a - x, 6) * 1.35, h = Math.max(b - y, 5) * 1.35;
  return [(x + a - w) / 2, (y + b - h) / 2, w, h];
}
function draw() {
  const { clientWidth: width, clientHeight: height } = $("world");
  if (!width) return;
  const unit = Math.max(view[2] / width, view[3] / height); // degrees to a pixel
  const [mx, my] = [view[0] + view[2] / 2, view[1] + view[3] / 2];
  svg.setAttribute("viewBox", `${mx - (width * unit) / 2} ${my - (height * unit) / 2} ${width * unit} ${height * unit}`);
  const taken = [];
  const shown = located.map((p) => ({ ...p, size: happening(p.n).length })).filter((p) => p.size || p.n === chosen).sort((a, b) => b.size - a.size || a.n - b.n);
  names.replaceChildren();
  dots.replaceChildren(...shown.map((p) => {
    const radius = (4 + 3.4 * Math.sqrt(p.size)) * unit, name = label(data.nodes[p.n]), faded = found && !found.has(p.n);
    const group = drawn("g", { class: `dot${p.n === chosen ? " on" : ""}${faded ? " faded" : ""}`, tabindex: 0, role: "button", "aria-label": `${name} (${p.size})` },
      drawn("title", {}, `${name} (${p.size})`), drawn("circle", { cx: p.x, cy: p.y, r: radius, "stroke-width": 1.5 * unit }));
    const w = (name.length * 8 + 10) * unit, h = 20 * unit, at = [p.x - w / 2, p.y - radius - h];
    const inside = Math.abs(p.x - mx) < (width * unit) / 2 && Math.abs(p.y - my) < (height * unit) / 2;
    if (inside && !faded && (p.n === chosen || !taken.some(([x, y, a, b]) => at[0] < x + a && x < at[0] + w && at[1] < y + b && y < at[1] + h))) {
      taken.push([...at, w, h]);
      names.append(drawn("text", { x: p.x, y: p.y - radius - 5 * unit, "font-size": 14 * unit, "stroke-width": 3.5 * unit }, name));
    }
    group.addEventListener("click", () => { if (!dragged) go(p.n); });
    group.addEventListener("keydown", (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); go(p.n); } });
    return group;
  }));
  const lost = places.filter((p) => p.y === undefined && happening(p.n).length).length, outside = shown.filter((p) => Math.abs(p.x - mx) > (width * unit) / 2 || Math.abs(p.y - my) > (height * unit) / 2).length;
  const said = [`${word("shown")} ${number(shown.length - outside)} ${word("of")} ${number(places.length)}`];
  if (outside) said.push(`${number(outside)} ${word("outside")}`);
  if (lost) said.push(`${number(lost)} ${word("unlocated")}`);
  const silent = places.length - lost - located.filter((p) => happening(p.n).length).length;
  if (silent) said.push(`${number(silent)} ${word("unlinked")}`);
  $("count").textContent = `${said.join(" · ")} · ${word("borders")}`;
}
const zoom = (factor, x = view[0] + view[2] / 2, y = view[1] + view[3] / 2) => {
  const w = Math.max(1.5, Math.min(400, view[2] * factor)), real = w / view[2];
  view = [x - (x - view[0]) * real, y - (y - view[1]) * real, w, view[3] * real];
  draw();
};
const spot = (event) => { const p = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse()); return [p.x, p.y]; };
svg.addEventListener("wheel", (event) => { event.preventDefault(); zoom(event.deltaY > 0 ? 1.2 : 1 / 1.2, ...spot(event)); }, { passive: false });
let held = null, dragged = false;
svg.addEventListener("pointerdown", (event) => { held = [event.clientX, event.clientY, ...view]; dragged = false; });
addEventListener("pointermove", (event) => {
  if (!held) return;
  const [dx, dy] = [event.clientX - held[0], event.clientY - held[1]];
  if (Math.abs(dx) + Math.abs(dy) < 5) return;
  dragged = true;
  const unit = 1 / svg.getScreenCTM().a;
  view = [held[2] - dx * unit, held[3] - dy * unit, held[4], held[5]];
  draw();
});
addEventListener("pointerup", () => { held = null; });
go = function (n) {
  chosen = n;
  const p = byNode.get(n);
  if (p && p.y !== undefined && (p.x < view[0] || p.x > view[0] + view[2] || p.y < view[1] || p.y > view[1] + view[3])) view = [p.x - view[2] / 2, p.y - view[3] / 2, view[2], view[3]];
  draw();
  look(n);
};
function look(n) {
  chosen = n ?? null;
  $("panel").replaceChildren(chosen === null ? hint("hint-map") : card(chosen));
}
const row = (p) => element("p", { class: "part" }, nodeButton(p.n), " ", element("small", { class: "meta" }, number(happening(p.n).length)));
function overview() {
  const order = (list) => list.filter((p) => happening(p.n).length).sort((a, b) => happening(b.n).length - happening(a.n).length);
  const lost = order(places.filter((p) => p.y === undefined));
  $("overview").replaceChildren(element("h2", {}, word("most-linked")), few(order([...located]), row, 15),
    ...(lost.length ? [element("h2", {}, word("unlocated-title")), few(lost, row, 10)] : []));
}
function change() { draw(); overview(); }
function legend() {
  const events = data.nodes.filter((node) => node.kind === "Event");
  chips($("statuses"), "status", events, off, change);
  chips($("types"), "type", events, off, change);
}
$("search").addEventListener("input", (event) => {
  const list = matches(places.map((p) => data.nodes[p.n]), event.target.value);
  found = list && new Set(list.map((node) => data.nodes.indexOf(node)));
  draw();
  $("results").replaceChildren(...(found ? [element("p", { class: "meta" }, found.size ? `${number(found.size)} ${word("results")}` : word("no-result")), few([...found].map((n) => byNode.get(n)), row, 12)] : []));
});
$("in").addEventListener("click", () => zoom(1 / 1.5));
$("out").addEventListener("click", () => zoom(1.5));
$("fit").addEventListener("click", () => { view = heart(); draw(); });
addEventListener("resize", draw);
view = heart();
window.kg = { go, places };
listeners.push(() => { legend(); change(); look(chosen); window.kg.ready ??= performance.now(); });
