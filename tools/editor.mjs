// The editor of the query page: CodeMirror with its SPARQL mode, in a shadow root, where it needs no <style> in the page.
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { HighlightStyle, StreamLanguage, bracketMatching, syntaxHighlighting } from "@codemirror/language";
import { sparql } from "@codemirror/legacy-modes/mode/sparql";
import { EditorState } from "@codemirror/state";
import { EditorView, drawSelection, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword], color: "var(--Organization)", fontWeight: "600" },
  { tag: tags.comment, color: "var(--soft)" },
  { tag: [tags.string, tags.literal, tags.number], color: "var(--Person)" },
  { tag: [tags.variableName, tags.special(tags.variableName)], color: "var(--Event)" },
  { tag: [tags.atom, tags.standard(tags.variableName), tags.meta], color: "var(--accent)" },
]);
const look = EditorView.theme({
  "&": { background: "var(--card)", color: "var(--ink)", height: "100%", fontSize: "14px" },
  ".cm-content": { fontFamily: "ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace", caretColor: "var(--ink)" },
  ".cm-gutters": { background: "var(--bg)", color: "var(--soft)", borderColor: "var(--line)" },
  ".cm-activeLine": { background: "color-mix(in srgb, var(--accent) 8%, transparent)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  "&.cm-focused .cm-selectionBackground, .cm-selectionBackground": { background: "color-mix(in srgb, var(--accent) 30%, transparent) !important" },
  "&.cm-focused": { outline: "2px solid var(--accent)" },
  ".cm-tooltip": { background: "var(--card)", color: "var(--ink)", border: "1px solid var(--line)" },
});

// Make an editor in an element; `terms` are { label, detail }, `run` is called at Ctrl+Enter.
window.kgEditor = function (parent, terms, run, name) {
  const root = parent.attachShadow({ mode: "open" });
  const complete = (context) => {
    const word = context.matchBefore(/[\w-]*:?[\w-]+/);
    return word && (context.explicit || word.to > word.from + 1) ? { from: word.from, options: terms, validFor: /^[\w-]*:?[\w-]*$/ } : null;
  };
  const view = new EditorView({
    root, parent: root,
    state: EditorState.create({
      extensions: [
        lineNumbers(), history(), drawSelection(), bracketMatching(), closeBrackets(), highlightActiveLine(), EditorView.lineWrapping,
        StreamLanguage.define(sparql), syntaxHighlighting(colours), look, autocompletion({ override: [complete] }),
        EditorView.contentAttributes.of({ "aria-label": name, spellcheck: "false" }),
        keymap.of([{ key: "Mod-Enter", run: () => { run(); return true; } }, ...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...defaultKeymap]),
      ],
    }),
  });
  return {
    get: () => view.state.doc.toString(),
    set: (text) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } }),
    focus: () => view.focus(),
  };
};
