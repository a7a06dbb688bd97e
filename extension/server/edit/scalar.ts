/** Writes a text as a string of a document's language, in quotes where it needs them. */
import type { RoleDocument } from '@rolecall/shared/documents/document.js'
import type { ScalarStyle } from '@rolecall/shared/syntax/node.js'

export type Language = RoleDocument['language']

/** Where a string stands. */
export type ScalarPlace = {
  readonly language: Language
  readonly style: ScalarStyle
  readonly flow: boolean
}

/** Characters that mean something at the start of a plain scalar: https://yaml.org/spec/1.2.2/#rule-ns-plain */
const yamlIndicator = /^[!&*%@`|>'"#,[\]{}]|^[-?:](?:\s|$)|^\s|\s$/
const yamlInside = /:(?:\s|$)|\s#|[\r\n\t]/
const yamlNull = /^(?:~|null|Null|NULL|)$/

const needsQuotesInYaml = (text: string, flow: boolean): boolean =>
  yamlIndicator.test(text) || yamlInside.test(text) || yamlNull.test(text) || (flow && /[,[\]{}]/.test(text))

const escapeDouble = (text: string): string => JSON.stringify(text).slice(1, -1)

/** What stands between the quotes of a style. */
export const escapeFor = (text: string, style: ScalarStyle, language: Language): string => {
  if (style === 'double') {
    const escaped = escapeDouble(text)
    return language === 'hcl' ? escaped.replace(/[$%](?=\{)/g, '$&$&') : escaped
  }
  if (style === 'single')
    return language === 'yaml'
      ? text.replaceAll("'", "''")
      : escapeDouble(text).replaceAll('\\"', '"').replaceAll("'", "\\'")
  if (style === 'template') return text.replace(/[\\`]|\$(?=\{)/g, '\\$&')
  return text
}

/** The style a text is written in where nothing, or nothing in quotes, stands yet. */
const styleFor = (text: string, { language, flow }: ScalarPlace): 'plain' | 'single' | 'double' => {
  if (language === 'yaml') return needsQuotesInYaml(text, flow) ? 'double' : 'plain'
  return language === 'typescript' ? 'single' : 'double'
}

const quotes: Readonly<Record<ScalarStyle, string>> = {
  plain: '',
  empty: '',
  block: '',
  single: "'",
  double: '"',
  template: '`',
}

export type Written = {
  /** Left and right of the text: quotes, where it has none yet. */
  readonly before: string
  readonly text: string
  readonly after: string
}

/** `open`: there is an opening quote, and no closing one. */
export const writeScalar = (text: string, place: ScalarPlace, open: boolean): Written => {
  const { style, language } = place
  if (style === 'single' || style === 'double' || style === 'template') {
    return { before: '', text: escapeFor(text, style, language), after: open ? quotes[style] : '' }
  }
  const chosen = styleFor(text, place)
  return { before: quotes[chosen], text: escapeFor(text, chosen, language), after: quotes[chosen] }
}
