/** Text from catalogs and role files as Markdown: none of it may become markup, a link or HTML. */

import { visible } from '@rolecall/shared/model/visible.js'
import type { MarkupContent } from 'vscode-languageserver'

const oneLine = (text: string): string => visible(text.replace(/[\r\n]+/g, ' '))

const special = /[\\`*_{}[\]()#+\-.!|<>~&]/g

export const escapeMarkdown = (text: string): string => oneLine(text).replace(special, '\\$&')

/** Inline code that holds any text: its fence is longer than any run of backticks in it. */
export const code = (text: string): string => {
  const line = oneLine(text)
  const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map((run) => run.length))
  const fence = '`'.repeat(longest + 1)
  const space = line.startsWith('`') || line.endsWith('`') ? ' ' : ''
  return `${fence}${space}${line}${space}${fence}`
}

/** A link, where the target is one to follow; else its text. */
export const link = (text: string, target: string): string =>
  /^https:\/\/[^\s()<>\\]+$/.test(target) ? `[${escapeMarkdown(text)}](${target})` : escapeMarkdown(text)

/** What Markdown would show as plain text, for clients that take no other. */
const plainText = (markdown: string): string =>
  markdown
    .replace(/\[((?:\\.|[^\]\\])*)\]\(([^)]*)\)/g, '$1 ($2)')
    .replace(/(`+) ?(.*?) ?\1/g, '$2')
    .replace(/\*\*/g, '')
    .replace(/\\([\\`*_{}[\]()#+\-.!|<>~&])/g, '$1')

/** Markdown for a client: as plain text where it takes no other. */
export const contentFor = (markdown: string, client: { readonly markdown: boolean }): MarkupContent =>
  client.markdown ? { kind: 'markdown', value: markdown } : { kind: 'plaintext', value: plainText(markdown) }
