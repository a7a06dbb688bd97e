/** Draws matrices as one self-contained HTML page: no script, no request, real tables. */
import type { Risk } from '../model/risk.js'
import { visible } from '../model/visible.js'
import type { Matrix, MatrixRole, MatrixRow } from './matrix.js'
import { pageStyle } from './style.js'

export type PageOptions = {
  readonly title: string
  /** A line below the title, such as when the page was made. */
  readonly note: string | null
  /** Allows the page's own style in its content security policy: random, new for every page. */
  readonly nonce: string
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Names and descriptions are whatever somebody typed. */
const escapeHtml = (text: string): string => visible(text).replace(/[&<>"']/g, (character) => entities[character] ?? '')

/** A level is told by word and symbol; colour only repeats it. */
const symbols: Readonly<Record<Risk, string>> = { low: '○', medium: '◐', high: '●', admin: '★' }

const level = (risk: Risk | null): string => {
  const word = risk ?? 'unrated'
  return `<span class="level ${word}"><span aria-hidden="true">${risk ? symbols[risk] : '?'}</span> ${word}</span>`
}

const roleHead = ({ name, address, file, blastRadius, partial }: MatrixRole): string => {
  const rating = blastRadius ? level(blastRadius.level) : '<span class="level unrated">rated by the platform</span>'
  const seen = partial ? '<span class="partial">not all of it can be seen</span>' : ''
  const hint = [file, blastRadius?.summary ?? '']
    .filter((line) => line !== '')
    .map(escapeHtml)
    .join('\n')
  return `<th scope="col" title="${hint}"><span class="name">${escapeHtml(name)}</span><code>${escapeHtml(address)}</code>${rating}${seen}</th>`
}

const cell = ({ grants }: MatrixRole, { id }: MatrixRow): string => {
  const grant = grants.get(id)
  if (!grant) return '<td></td>'
  return grant === 'named' ? '<td class="granted">✓</td>' : '<td class="granted" title="through a pattern">✓*</td>'
}

const row = (line: MatrixRow, roles: readonly MatrixRole[]): string => {
  const hint = line.description === null ? '' : ` title="${escapeHtml(line.description)}"`
  const head = `<th scope="row"${hint}><code>${escapeHtml(line.value)}</code></th><td>${level(line.risk)}</td>`
  return `<tr>${head}${roles.map((role) => cell(role, line)).join('')}</tr>`
}

const scopeTitle = (matrix: Matrix, scope: string | null): string =>
  matrix.platform.scopes.find(({ name }) => name === scope)?.title ?? scope ?? ''

/** Rows of one scope below a heading of their own. */
const body = (matrix: Matrix, roles: readonly MatrixRole[]): string => {
  const granted = matrix.rows.filter(({ id }) => roles.some(({ grants }) => grants.has(id)))
  const scopes = [...new Set(granted.map(({ scope }) => scope))]
  return scopes
    .map((scope) => {
      const title = escapeHtml(scopeTitle(matrix, scope))
      const heading =
        title === '' ? '' : `<tr class="scope"><th scope="rowgroup" colspan="${roles.length + 2}">${title}</th></tr>`
      const lines = granted.filter((line) => line.scope === scope).map((line) => row(line, roles))
      return `<tbody>${heading}${lines.join('')}</tbody>`
    })
    .join('')
}

/** More roles beside each other than a screen holds say nothing. */
const rolesPerTable = 24

const tables = (matrix: Matrix): string => {
  const { platform, roles } = matrix
  const parts: string[] = []
  for (let from = 0; from < roles.length; from += rolesPerTable) {
    const shown = roles.slice(from, from + rolesPerTable)
    const part = roles.length > rolesPerTable ? `, roles ${from + 1} to ${from + shown.length} of ${roles.length}` : ''
    const caption = `${escapeHtml(platform.title)}${part}`
    const head = `<tr><th scope="col">Permission</th><th scope="col">Risk</th>${shown.map(roleHead).join('')}</tr>`
    parts.push(
      `<div class="scroll" role="region" aria-label="${caption}" tabindex="0"><table><caption>${caption}</caption>` +
        `<thead>${head}</thead>${body(matrix, shown)}</table></div>`,
    )
  }
  return parts.join('')
}

const legend = '<p class="legend">✓ granted by name, ✓* through a pattern</p>'

/** The whole document. */
export const matrixPage = (matrices: readonly Matrix[], { title, note, nonce }: PageOptions): string => {
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'`
  const count = matrices.reduce((sum, { roles }) => sum + roles.length, 0)
  const content = count === 0 ? '<p>There are no roles.</p>' : `${legend}${matrices.map(tables).join('')}`
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title>
<style nonce="${nonce}">${pageStyle}</style>
</head>
<body>
<h1>${escapeHtml(title)}</h1>
${note === null ? '' : `<p class="note">${escapeHtml(note)}</p>`}
${content}
</body>
</html>
`
}
