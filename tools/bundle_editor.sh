#!/bin/sh
# Bundle CodeMirror with its SPARQL mode for the query page: kg/serve/static/editor.min.js, with the licence beside it.
# It needs Node and the npm registry; what it makes is shipped, so that nothing is fetched when kg is installed or run.
# usage: tools/bundle_editor.sh
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$here/editor.mjs" "$work/"
cd "$work"
npm init --yes >/dev/null
npm install --no-audit --no-fund --silent --save-exact \
  @codemirror/autocomplete@6.20.4 @codemirror/commands@6.11.1 @codemirror/language@6.13.1 \
  @codemirror/legacy-modes@6.5.5 @codemirror/state@6.7.6 @codemirror/view@6.43.15 @lezer/highlight@1.2.5 esbuild@0.28.2
npx esbuild editor.mjs --bundle --minify --format=iife --target=es2022 --charset=utf8 --legal-comments=none \
  --outfile="$here/../kg/serve/static/editor.min.js"
cp node_modules/@codemirror/view/LICENSE "$here/../kg/serve/static/LICENSE.MIT.txt"
