/** Looks like the editor inside VS Code, whose theme comes as variables, and like a plain page elsewhere. */
export const pageStyle = `
:root {
  color-scheme: light dark;
  --text: var(--vscode-editor-foreground, light-dark(#1f2328, #e6edf3));
  --ground: var(--vscode-editor-background, light-dark(#ffffff, #0d1117));
  --quiet: var(--vscode-descriptionForeground, light-dark(#59636e, #9198a1));
  --line: var(--vscode-contrastBorder, var(--vscode-panel-border, light-dark(#d1d9e0, #3d444d)));
  --shade: var(--vscode-editorWidget-background, light-dark(#f6f8fa, #151b23));
  --focus: var(--vscode-focusBorder, light-dark(#0969da, #4493f8));
}
* { box-sizing: border-box; }
body { margin: 0; padding: 1.25rem 1.5rem; color: var(--text); background: var(--ground);
  font: 14px/1.45 var(--vscode-font-family, system-ui, sans-serif); }
h1 { margin: 0 0 .25rem; font-size: 1.4rem; font-weight: 600; }
.note, .legend { margin: 0 0 .5rem; color: var(--quiet); }
code { padding: 0; color: inherit; background: none;
  font-family: var(--vscode-editor-font-family, ui-monospace, monospace); font-size: .92em; }
.legend + .scroll { margin-top: 1rem; }
.scroll { overflow: auto; width: fit-content; max-width: 100%; max-height: 85vh; margin: 0 0 1.5rem; border: 1px solid var(--line); border-radius: 6px; }
.scroll:focus-visible { outline: 2px solid var(--focus); outline-offset: 1px; }
table { border-collapse: separate; border-spacing: 0; }
caption { padding: .6rem .75rem; text-align: left; font-weight: 600; font-size: 1.05rem; }
th, td { padding: .3rem .75rem; text-align: left; white-space: nowrap; border-top: 1px solid var(--line); }
thead th { position: sticky; top: 0; z-index: 1; vertical-align: bottom; background: var(--shade); }
thead th + th { border-left: 1px solid var(--line); }
thead th > * { display: block; }
thead th:nth-child(n+3) { text-align: center; }
thead code { color: var(--quiet); font-weight: 400; }
tbody th { position: sticky; left: 0; font-weight: 400; background: var(--ground); }
tbody .scope th { padding-top: .7rem; font-weight: 600; color: var(--quiet); }
tbody tr:hover > * { background: var(--shade); }
td + td { border-left: 1px solid var(--line); }
td.granted { text-align: center; font-weight: 600; }
.level { font-weight: 400; white-space: nowrap; }
.level.medium { color: light-dark(#7a5200, #e3b341); }
.level.high { color: light-dark(#b3330b, #ff9966); font-weight: 600; }
.level.admin { color: light-dark(#a40e26, #ff8f8a); font-weight: 600; }
.partial { color: var(--quiet); font-weight: 400; font-style: italic; }
.vscode-light { color-scheme: light; }
.vscode-dark { color-scheme: dark; }
.vscode-high-contrast .level { color: var(--text); }
.vscode-high-contrast.vscode-dark, .vscode-high-contrast { color-scheme: dark; }
.vscode-high-contrast-light { color-scheme: light; }
@media print { .scroll { max-height: none; overflow: visible; border: 0; } }
`
