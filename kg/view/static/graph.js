// The interactive graph: vis-network over positions that were computed before; large graphs as stories that open.
"use strict";
const N = data.nodes, C = data.clusters;
const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const SMALL = 150; // nodes up to which things may move
const NEAR = 800; // nodes of open stories in the window up to which each is drawn with its name; more are painted as dots
const off = new Set(), open = new Set();
let found = null, centres = null, chosen = null, hovered = null;
let near = new Set(); // the open stories whose nodes are drawn one by one
let dots = new Map(), strokes = []; // the rest: colour → rows of x, y, size; and lines as rows of two points

// The clusters a node lies in, outermost first.
const above = (c) => (c === undefined || c === null ? [] : [...above(C[c].parent), c]);
const home = C.map((_, c) => above(c));
for (const c of C) { c.size = 0; c.leaf = true; }
for (const c of C) if (c.parent !== null) C[c.parent].leaf = false;
for (const node of N) if (node.cluster !== undefined) for (const c of home[node.cluster]) C[c].size += 1;
const inside = (c) => [...N.keys()].filter((n) => N[n].cluster !== undefined && home[N[n].cluster].includes(c));
const around = new Map([...N.keys()].map((n) => [n, []]));
for (const [event, other] of data.edges) { around.get(event).push(other); around.get(other).push(event); }

function mixed(colour, other, share) {
  const parts = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
  const [a, b] = [parts(colour), parts(other)];
  return "#" + a.map((x, i) => Math.round(x * share + b[i] * (1 - share)).toString(16).padStart(2, "0")).join("");
}
let theme = {};
function retheme() {
  theme = { ink: css("--ink"), soft: css("--soft"), card: css("--card"), line: css("--line"), bg: css("--bg"), accent: css("--accent"), mark: css("--mark") };
  for (const kind of ["Event", "Person", "Organization", "Place", "Group", "Quantity", "TimeExpression", "Participant", "Agreement", "NamedEvent", "Product"]) theme[kind] = css("--" + kind);
  theme.planned = css("--planned"); theme.demanded = css("--demanded"); theme.possible = css("--possible"); theme.denied = css("--denied"); theme.disputed = css("--disputed");
}
function wrapped(text, width = 20, most = 3) {
  const lines = [""];
  for (const piece of text.split(/\s+/)) {
    if ((lines.at(-1) + " " + piece).length > width && lines.at(-1)) lines.push("");
    lines[lines.length - 1] = (lines.at(-1) + " " + piece).trim();
  }
  return lines.length > most ? [...lines.slice(0, most - 1), lines[most - 1] + "…"] : lines;
}
const caption = (node) => (node.kind !== "Event" ? label(node) : [language === "en" ? word("type-" + node.type) : node.short || label(node), times(node)].join(" ").trim());
const FACE = "'Noto Sans', 'Noto Sans Arabic', 'Noto Naskh Arabic', 'Segoe UI', 'Geeza Pro', Tahoma, sans-serif";
const DASHES = { planned: [9, 5], demanded: [3, 4], possible: [12, 4, 3, 4], denied: [2, 3], disputed: [14, 3] };

function drawn(n) {
  const node = N[n], main = theme[node.status] || theme[node.kind] || theme.Quantity, isEvent = node.kind === "Event";
  const faded = (found && !found.has(n)) || (hovered !== null && hovered !== n && !around.get(hovered).includes(n) && centres);
  const plain = node.kind === "Participant" || node.kind === "Quantity";
  const fill = isEvent ? mixed(main, theme.card, node.status === "asserted" ? 0.16 : 0.04) : mixed(main, theme.card, plain ? 0.35 : 0.85);
  const mark = glyph(node.status);
  return {
    id: n, x: centres ? undefined : node.x, y: centres ? undefined : node.y, shape: node.shape, size: node.size, opacity: faded ? 0.16 : 1,
    label: wrapped((mark ? mark + " " : "") + caption(node)).join("\n"), borderWidth: isEvent ? 2 : 1.5, borderWidthSelected: 4,
    margin: { top: 7, bottom: 7, left: 10, right: 10 }, shapeProperties: { borderDashes: DASHES[node.status] || false, borderRadius: 8 },
    color: { background: fill, border: main, highlight: { background: theme.mark, border: main }, hover: { background: theme.mark, border: main } },
    font: { color: faded ? theme.line : plain ? theme.soft : theme.ink, face: FACE, size: plain ? 15 : 17, strokeWidth: isEvent ? 0 : 4, strokeColor: theme.bg, vadjust: isEvent ? 0 : -2 },
  };
}
// A closed cluster: a tinted oval with its name and how much is in it.
function bubble(c) {
  const row = C[c], shown = counted.get(c) || 0, hits = found ? [...found].filter((n) => N[n].cluster !== undefined && home[N[n].cluster].includes(c)).length : 0;
  const [w, h] = [row.w * 0.96, row.h * 0.94];
  return {
    id: "c" + c, x: row.x, y: row.y, shape: "custom", label: label(row), opacity: 1,
    ctxRenderer: ({ ctx, x, y, state: { selected, hover } }) => ({
      nodeDimensions: { width: w, height: h },
      drawNode() {
        const size = Math.min(h / 7.6, w / 10.5);
        ctx.save();
        ctx.beginPath();
        ctx.ellipse(x, y, w / 2, h / 2, 0, 0, 2 * Math.PI);
        const tint = row.gathered ? theme.soft : theme.accent;
        ctx.fillStyle = found && !hits ? theme.card : mixed(tint, theme.card, selected || hover ? 0.34 : row.gathered ? 0.1 : 0.15);
        ctx.strokeStyle = found && !hits ? theme.line : tint;
        ctx.lineWidth = Math.max(2, size / (selected ? 6 : 14));
        ctx.fill(); ctx.stroke();
        ctx.textAlign = "center"; ctx.textBaseline = "middle"; ctx.direction = language === "ar" ? "rtl" : "ltr";
        ctx.fillStyle = theme.ink;
        ctx.font = `600 ${size}px ${FACE}`;
        const lines = wrapped(label(row), Math.max(10, Math.floor(w / size / 0.68)), 3);
        lines.forEach((line, i) => ctx.fillText(line, x, y + (i - lines.length / 2) * size * 1.3, w * 0.9));
        ctx.font = `${size * 0.72}px ${FACE}`;
        ctx.fillStyle = theme.soft;
        ctx.fillText(`${word("nodes")}: ${number(shown)}${hits ? ` · ${number(hits)} ✓` : ""}`, x, y + (lines.length / 2) * size * 1.3 + size * 0.2, w * 0.8);
        ctx.restore();
      },
    }),
  };
}
const counted = new Map(); // cluster → nodes in it that the filters leave
const shownAs = (n) => {
  if (centres || N[n].cluster === undefined) return n;
  const closed = home[N[n].cluster].find((c) => !open.has(c));
  return closed === undefined ? n : "c" + closed;
};
const visible = (n) => passes(N[n], off) && (!centres || [...centres].some((c) => c === n || around.get(c).includes(n)));
const nodes = new vis.DataSet(), edges = new vis.DataSet();
const out = new Set(["agent", "origin"]); // from these the arrow points to the event

function line(id, from, to, role, weight) {
  const close = typeof from === "number" && (from === chosen || to === chosen || from === hovered || to === hovered);
  const faded = found && !(found.has(from) || found.has(to));
  return {
    id, from, to, arrows: role ? (out.has(role) ? { from: { enabled: true, scaleFactor: 0.6 } } : { to: { enabled: true, scaleFactor: 0.6 } }) : "",
    label: close && role ? word(role) : " ", width: role ? (close ? 2.4 : 1.2) : typeof from === "number" || typeof to === "number" ? Math.min(8, 1 + Math.sqrt(weight)) : Math.min(60, 6 + 4 * Math.sqrt(weight)), smooth: false, hoverWidth: 0,
    color: { color: close ? theme.accent : theme.soft, opacity: faded ? 0.08 : close ? 0.95 : role ? 0.5 : 0.22, highlight: theme.accent },
    font: { size: 14, face: FACE, color: theme.ink, strokeWidth: 5, strokeColor: theme.card, align: "horizontal" }, role,
  };
}
function sync(set, wanted) {
  const gone = set.getIds().filter((id) => !wanted.has(id));
  if (gone.length) set.remove(gone);
  if (wanted.size) set.update([...wanted.values()]);
}
function draw() {
  counted.clear();
  const things = new Map(), ties = new Map(), painted = new Set();
  dots = new Map();
  strokes = [];
  const tally = { drawn: 0, folded: 0, filtered: 0, away: 0 };
  for (let n = 0; n < N.length; n += 1) {
    if (!passes(N[n], off)) { tally.filtered += 1; continue; }
    if (!visible(n)) { tally.away += 1; continue; }
    const as = shownAs(n);
    if (N[n].cluster !== undefined) for (const c of home[N[n].cluster]) counted.set(c, (counted.get(c) || 0) + 1);
    if (as !== n) { tally.folded += 1; things.set(as, null); continue; }
    tally.drawn += 1;
    if (centres || N[n].cluster === undefined || near.has(N[n].cluster)) things.set(n, null);
    else { painted.add(n); dot(N[n], found && !found.has(n)); }
  }
  for (const id of things.keys()) things.set(id, typeof id === "number" ? drawn(id) : bubble(Number(id.slice(1))));
  data.edges.forEach(([event, other, role], i) => {
    const [a, b] = [shownAs(event), shownAs(other)];
    if (painted.has(a) || painted.has(b)) {
      if ((painted.has(a) || things.has(a)) && (painted.has(b) || things.has(b))) strokes.push([a, b].map((x) => (typeof x === "number" ? N[x] : C[Number(x.slice(1))])));
      return;
    }
    if (a === b || !things.has(a) || !things.has(b)) return;
    if (a === event && b === other) { ties.set(i, line(i, a, b, role, 1)); return; }
    const name = [a, b].map(String).sort().join("|"), had = ties.get(name);
    ties.set(name, line(name, a, b, "", (had ? had.weight : 0) + 1));
    ties.get(name).weight = (had ? had.weight : 0) + 1;
  });
  sync(nodes, things); sync(edges, ties);
  const said = [`${word("shown")} ${number(tally.drawn)} ${word("of")} ${number(N.length)}`];
  if (painted.size) said.push(word("far"));
  if (tally.folded) said.push(`${number(tally.folded)} ${word("in-clusters")}`);
  if (tally.filtered) said.push(`${number(tally.filtered)} ${word("filtered")}`);
  if (tally.away) said.push(`${number(tally.away)} ${word("in-focus")}`);
  if (data.unlinked) said.push(`${number(data.unlinked)} ${word("unlinked")}`);
  $("count").textContent = said.join(" · ");
  $("open-all").hidden = !C.length;
  $("open-all").textContent = word(open.size ? "fold-all" : "open-all");
}
function dot(node, faded) {
  const colour = faded ? theme.line : theme[node.status] || theme[node.kind] || theme.Quantity;
  if (!dots.has(colour)) dots.set(colour, []);
  dots.get(colour).push([node.x, node.y, node.kind === "Event" ? 26 : node.size]);
}
// Dots and lines in one stroke each: thousands take no longer than a few.
function paintDots(ctx) {
  const least = 2.2 / network.getScale();
  ctx.save();
  ctx.strokeStyle = theme.soft; ctx.globalAlpha = 0.3; ctx.lineWidth = Math.max(1.5, 0.5 / network.getScale());
  ctx.beginPath();
  for (const [a, b] of strokes) { ctx.moveTo(a.x, a.y); ctx.lineTo(b.x, b.y); }
  ctx.stroke();
  ctx.globalAlpha = 1;
  for (const [colour, rows] of dots) {
    ctx.fillStyle = colour;
    for (const [x, y, size] of rows) { const s = Math.max(least, size); ctx.fillRect(x - s / 2, y - s / 2, s, s); }
  }
  ctx.restore();
}
const canvas = $("canvas");
retheme();
const network = new vis.Network(canvas, { nodes, edges }, {
  physics: { enabled: false, solver: "forceAtlas2Based", forceAtlas2Based: { gravitationalConstant: -75, springLength: 120, avoidOverlap: 0.8 }, stabilization: { iterations: 200, fit: false } },
  layout: { randomSeed: 7, improvedLayout: false }, interaction: { hover: true, hoverConnectedEdges: false, tooltipDelay: 1e9, keyboard: { enabled: true, bindToWindow: false }, hideEdgesOnDrag: N.length > 1500 },
  nodes: { scaling: { label: { drawThreshold: 7 } } }, edges: { smooth: false },
});
const motion = still ? false : { duration: 450, easingFunction: "easeInOutQuad" };
// The open stories in the window, where they are few enough to be read.
function nearby({ position: { x, y }, scale }) {
  const [w, h] = [canvas.clientWidth / scale, canvas.clientHeight / scale];
  const inView = [...open].filter((c) => C[c].leaf && home[c].every((each) => open.has(each)) && Math.abs(C[c].x - x) < (C[c].w + w) / 2 && Math.abs(C[c].y - y) < (C[c].h + h) / 2);
  return new Set(inView.reduce((sum, c) => sum + C[c].size, 0) <= NEAR ? inView : []);
}
function refine(view = { position: network.getViewPosition(), scale: network.getScale() }) {
  if (!C.length || centres) return;
  const next = nearby(view);
  if (next.size === near.size && [...next].every((c) => near.has(c))) return;
  near = next;
  draw();
}
function move(view) { refine(view); network.moveTo({ ...view, animation: motion }); }
function whole() { // everything in the window, painted or not
  if (centres || !C.length) { fit(nodes.getIds()); return; }
  const top = C.filter((c) => c.parent === null);
  const [left, right] = [Math.min(...top.map((c) => c.x - c.w / 2)), Math.max(...top.map((c) => c.x + c.w / 2))];
  const [low, high] = [Math.min(...top.map((c) => c.y - c.h / 2)), Math.max(...top.map((c) => c.y + c.h / 2))];
  move({ position: { x: (left + right) / 2, y: (low + high) / 2 }, scale: Math.min(1.2, canvas.clientWidth / (right - left) / 1.05, canvas.clientHeight / (high - low) / 1.05) });
}
const fit = (ids) => network.fit({ nodes: ids, animation: motion, minZoomLevel: 0.02, maxZoomLevel: 1.4 });

// Open clusters keep their ground: a frame with their name, which a double click folds again.
network.on("beforeDrawing", (ctx) => {
  if (centres) return;
  for (const c of open) {
    if (!home[c].every((each) => open.has(each))) continue;
    const { x, y, w, h } = C[c];
    ctx.save();
    ctx.fillStyle = mixed(theme.accent, theme.card, 0.05); ctx.strokeStyle = theme.line; ctx.lineWidth = 3;
    ctx.beginPath(); ctx.roundRect(x - w / 2, y - h / 2, w, h, 40); ctx.fill(); ctx.stroke();
    const size = Math.max(Math.min(44, w / 18), Math.min(w / 12, 13 / network.getScale())); // a name of a few pixels is not worth its time
    ctx.font = `600 ${size}px ${FACE}`; ctx.fillStyle = theme.soft; ctx.textAlign = "center"; ctx.direction = language === "ar" ? "rtl" : "ltr";
    if (size * network.getScale() > 5) ctx.fillText(label(C[c]), x, y - h / 2 + Math.max(46, size), w * 0.94);
    ctx.restore();
  }
  if (dots.size) paintDots(ctx);
});
network.once("afterDrawing", () => { window.kg.ready = performance.now(); });

function settle() {
  const few = nodes.length <= SMALL;
  if (!centres || !few) return;
  const [first] = centres, ring = [...new Set([...centres].flatMap((c) => around.get(c)))].filter((n) => !centres.has(n));
  const spots = network.getPositions();
  const at = (n, x, y) => { if (!placed.has(n)) { placed.add(n); network.moveNode(n, x, y); } };
  for (const n of [first, ...centres]) if (nodes.get(n)) at(n, placed.has(n) ? spots[n].x : 0, placed.has(n) ? spots[n].y : 0);
  ring.forEach((n, i) => { const angle = (2 * Math.PI * i) / ring.length; if (nodes.get(n)) at(n, Math.cos(angle) * (180 + ring.length * 6), Math.sin(angle) * (150 + ring.length * 5)); });
  network.setOptions({ physics: { enabled: true } });
  network.stabilize(220);
  network.setOptions({ physics: { enabled: false } });
}
let placed = new Set();
function neighbourhood(n) {
  if (!centres) { centres = new Set([n]); placed = new Set(); nodes.clear(); edges.clear(); }
  else if (centres.has(n) && centres.size > 1) centres.delete(n);
  else centres.add(n);
  chosen = n;
  draw(); settle(); fit(nodes.getIds()); show(n);
}
function leave() { centres = null; found = null; $("search").value = ""; results(); nodes.clear(); edges.clear(); near = new Set(); draw(); whole(); }
function room(c) { // the ground of a cluster fills the window
  const { x, y, w, h } = C[c];
  move({ position: { x, y }, scale: Math.min(1.2, canvas.clientWidth / (w + 60), canvas.clientHeight / (h + 60)) });
}
function opened(c) { for (const each of home[c]) open.add(each); near.add(c); draw(); showCluster(c); room(c); }
function closed(c) { for (const each of [...open]) if (home[each].includes(c)) open.delete(each); near = nearby({ position: network.getViewPosition(), scale: network.getScale() }); draw(); showCluster(c); }
go = function (n) {
  if (!passes(N[n], off)) { off.delete("kind:" + N[n].kind); off.delete("type:" + N[n].type); off.delete("status:" + N[n].status); legend(); }
  if (centres && !visible(n)) centres.add(n);
  if (N[n].cluster !== undefined && !centres) { for (const c of home[N[n].cluster]) open.add(c); near.add(N[n].cluster); }
  chosen = n;
  draw();
  if (centres) settle();
  network.selectNodes([n]);
  network.focus(n, { scale: Math.max(0.9, Math.min(network.getScale(), 1.3)), animation: motion });
  show(n);
};
function show(n) {
  $("overview").hidden = n !== null && n !== undefined;
  if (n === null || n === undefined) { $("panel").replaceChildren(); return; }
  const part = centres && centres.has(n);
  const tools = element("div", { class: "tools" }, button(() => neighbourhood(n), centres ? word(part ? "collapse" : "expand") : word("focus")));
  if (centres) tools.append(button(leave, word("all")));
  else if (N[n].cluster !== undefined) tools.append(button(() => closed(N[n].cluster), word("close-cluster")));
  $("panel").replaceChildren(tools, card(n));
}
function showCluster(c) {
  const all = inside(c).sort((a, b) => around.get(b).length - around.get(a).length);
  const days = all.map((n) => N[n]).filter((x) => x.kind === "Event" && x.first).map((x) => x.first).sort();
  $("overview").hidden = true;
  $("panel").replaceChildren(
    element("div", { class: "tools" }, open.has(c) ? button(() => closed(c), word("close-cluster")) : button(() => opened(c), word("open-cluster"))),
    element("article", { class: "card" }, element("h3", {}, bdi(label(C[c]))),
      element("p", { class: "meta" }, `${word("nodes")}: ${number(C[c].size)} · ${word("events")}: ${number(all.filter((n) => N[n].kind === "Event").length)}`, days.length ? " · " : "", days.length ? bdi(`${when(days[0])} – ${when(days.at(-1))}`) : ""),
      element("h4", {}, word("most-linked")), few(all.filter((n) => !["Event", "Participant"].includes(N[n].kind)), (n) => element("p", { class: "part" }, nodeButton(n)), 8),
      element("h4", {}, word("events")), few(all.filter((n) => N[n].kind === "Event").sort((a, b) => inTime(N[a], N[b])), (n) => element("p", { class: "part" }, nodeButton(n), " ", element("span", { class: "meta" }, dated(N[n]))), 10)));
}
function overview() {
  const most = [...N.keys()].filter((n) => !["Event", "Participant", "Quantity"].includes(N[n].kind)).sort((a, b) => around.get(b).length - around.get(a).length);
  const made = [hint(C.length ? "hint-clusters" : "hint-graph")];
  if (C.length) made.push(element("h2", {}, word("clusters")), few([...C.keys()].filter((c) => C[c].parent === null), (c) => element("p", { class: "part" }, element("button", { type: "button", class: "link", onclick: () => { network.selectNodes(nodes.get("c" + c) ? ["c" + c] : []); showCluster(c); } }, bdi(label(C[c]))), " ", element("small", { class: "meta" }, number(C[c].size))), 12));
  made.push(element("h2", {}, word("most-linked")), few(most, (n) => element("p", { class: "part" }, nodeButton(n), " ", element("small", { class: "meta" }, number(around.get(n).length))), 12));
  $("overview").replaceChildren(...made);
}
function results() {
  if (!found) { $("results").replaceChildren(); return; }
  const list = [...found].filter((n) => passes(N[n], off)).sort((a, b) => (N[a].kind === "Event") - (N[b].kind === "Event") || around.get(b).length - around.get(a).length);
  $("results").replaceChildren(element("p", { class: "meta" }, list.length ? `${number(list.length)} ${word("results")}` : word("no-result")),
    few(list, (n) => element("p", { class: "part" }, nodeButton(n), " ", element("small", { class: "meta" }, typeName(N[n]))), 12));
}
let waiting = 0;
function search(text) {
  const list = matches(N, text);
  found = list && new Set(list.map((node) => N.indexOf(node)));
  draw(); results();
  if (found && found.size === 1) go([...found][0]);
}
function legend() {
  chips($("kinds"), "kind", N, off, () => { draw(); results(); });
  chips($("statuses"), "status", N, off, () => { draw(); results(); });
  chips($("types"), "type", N, off, () => { draw(); results(); });
}
// Only the ties of a node change when it is pointed at.
function touch(n) {
  if (n === undefined || n === null || typeof n !== "number") return;
  const ids = network.getConnectedEdges(n).filter((id) => typeof id === "number");
  edges.update(ids.map((id) => line(id, data.edges[id][0], data.edges[id][1], data.edges[id][2], 1)));
}
function tip(id, at) {
  const box = $("tip");
  box.hidden = id === undefined;
  if (id === undefined) return;
  const node = typeof id === "number" ? N[id] : C[Number(id.slice(1))];
  box.replaceChildren(element("strong", {}, bdi(label(node))));
  if (typeof id === "number") {
    box.append(element("p", { class: "meta" }, typeName(node), node.status && node.status !== "asserted" ? ` · ${word(node.status)}` : "", node.edtf ? " · " : "", dated(node), node.told ? ` · ${word("articles")}: ${number(node.told)}` : ""));
    if (node.quotes) box.append(quoted(node.quotes[0], false));
  } else box.append(element("p", { class: "meta" }, `${word("nodes")}: ${number(node.size)}`));
  const stage = canvas.getBoundingClientRect();
  box.style.left = Math.max(4, Math.min(at.x + 14, stage.width - box.offsetWidth - 8)) + "px";
  box.style.top = Math.max(4, at.y + 18 + box.offsetHeight > stage.height ? at.y - box.offsetHeight - 12 : at.y + 18) + "px";
}
network.on("hoverNode", ({ node, pointer }) => { hovered = typeof node === "number" ? node : null; touch(hovered); tip(node, pointer.DOM); });
network.on("blurNode", ({ node }) => { hovered = null; touch(node); tip(); });
network.on("dragStart", () => tip());
let resting = 0;
network.on("zoom", () => { tip(); clearTimeout(resting); resting = setTimeout(refine, 120); });
network.on("dragEnd", () => refine());
network.on("animationFinished", () => refine());
network.on("resize", () => refine());
const innermost = ({ x, y }) => [...open].filter((c) => home[c].every((each) => open.has(each)) && Math.abs(C[c].x - x) < C[c].w / 2 && Math.abs(C[c].y - y) < C[c].h / 2).sort((a, b) => home[b].length - home[a].length)[0];
const asDots = (c) => c !== undefined && C[c].leaf && !near.has(c);
network.on("click", ({ nodes: [id], pointer: { canvas: spot } }) => {
  const before = chosen;
  chosen = typeof id === "number" ? id : null;
  touch(before); touch(chosen);
  const under = id === undefined && !centres ? innermost(spot) : undefined;
  if (typeof id === "string") showCluster(Number(id.slice(1))); else if (asDots(under)) showCluster(under); else show(id ?? null);
});
network.on("doubleClick", ({ nodes: [id], pointer: { canvas: spot } }) => {
  if (typeof id === "number") neighbourhood(id);
  else if (id) opened(Number(id.slice(1)));
  else if (!centres) {
    const under = innermost(spot);
    if (asDots(under)) room(under); else if (under !== undefined) closed(under);
  }
});
addEventListener("keydown", (event) => { if (event.key === "Escape" && (centres || found)) leave(); });
$("search").addEventListener("input", (event) => { clearTimeout(waiting); waiting = setTimeout(() => search(event.target.value), N.length > 2000 ? 180 : 60); });
$("search").addEventListener("keydown", (event) => { if (event.key === "Enter" && found && found.size) $("results").querySelector("button.link")?.click(); });
$("all").addEventListener("click", () => { off.clear(); legend(); chosen = null; network.unselectAll(); show(null); leave(); });
$("open-all").addEventListener("click", () => { if (open.size) open.clear(); else C.forEach((_, c) => open.add(c)); near = new Set(); draw(); whole(); });
$("in").addEventListener("click", () => network.moveTo({ scale: network.getScale() * 1.3, animation: motion }));
$("out").addEventListener("click", () => network.moveTo({ scale: network.getScale() / 1.3, animation: motion }));
$("fit").addEventListener("click", whole);
$("physics").addEventListener("click", (event) => {
  const on = event.currentTarget.getAttribute("aria-pressed") !== "true" && nodes.length <= SMALL;
  event.currentTarget.setAttribute("aria-pressed", String(on));
  network.setOptions({ physics: { enabled: on } });
});
let first = true;
listeners.push(() => {
  canvas.querySelector("canvas").dir = language === "ar" ? "rtl" : "ltr";
  retheme(); legend(); draw(); overview(); results(); show(chosen);
  $("physics").hidden = N.length > SMALL;
  if (first) network.fit({ animation: false, minZoomLevel: 0.01, maxZoomLevel: 1.2 });
  first = false;
});
window.kg = { network, nodes, edges, show, search, go, opened, neighbourhood, visible };
