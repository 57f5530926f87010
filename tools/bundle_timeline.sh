#!/bin/sh
# Take vis-timeline from its npm package into kg/view/static, without the code that would put <style> into the page:
# the same style stands in the .css file, and a page of the server may have none of its own.
# usage: tools/bundle_timeline.sh
set -eu
static=$(cd "$(dirname "$0")/../kg/view/static" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm pack --silent vis-timeline@8.5.4 >/dev/null
tar xzf vis-timeline-*.tgz
cat > take.mjs <<'EOF'
import { readFileSync, writeFileSync } from "node:fs";
const text = readFileSync("package/standalone/umd/vis-timeline-graph2d.min.js", "utf8");
const injector = /function (\w+)\((\w+),\w+\)\{void 0===(?:(?!function )[^])*?createElement\("style"\)(?:(?!function )[^])*?createTextNode\(\2\)\)\}\}/g;
const found = text.match(injector);
if (!found || found.length !== 1) throw new Error(`the code that injects style is not where it was: ${found}`);
writeFileSync(process.argv[2], text.replace(injector, "function $1(){}").replace(/\n?\/\/# sourceMappingURL.*\s*$/, "\n"));
EOF
node take.mjs "$static/vis-timeline.min.js"
cp package/styles/vis-timeline-graph2d.min.css "$static/vis-timeline.min.css"
