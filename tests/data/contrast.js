// The words on a page whose contrast with what is behind them is under 4.5 to 1 (WCAG 2.2, 1.4.3).
() => {
  const light = (c) => {
    const [r, g, b] = c.map((v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const parse = (s) => {
    const m = s.match(/[\d.]+/g).map(Number);
    return s.startsWith("color(") ? [...m.slice(0, 3).map((x) => x * 255), m[3] ?? 1] : m;
  };
  const bad = [];
  for (const e of document.querySelectorAll("body *")) {
    if (!e.checkVisibility() || ![...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim())) continue;
    if (e.closest("[aria-pressed=false], option, .skip")) continue;
    let back = [255, 255, 255];
    for (let p = e; p; p = p.parentElement) {
      const b = parse(getComputedStyle(p).backgroundColor);
      if (b.length < 4 || b[3] === 1) { back = b; break; }
    }
    const [y, x] = [light(parse(getComputedStyle(e).color).slice(0, 3)), light(back.slice(0, 3))].sort((p, q) => p - q);
    if ((x + 0.05) / (y + 0.05) < 4.5) bad.push(`${e.textContent.slice(0, 30)} ${((x + 0.05) / (y + 0.05)).toFixed(2)}`);
  }
  return bad;
}
