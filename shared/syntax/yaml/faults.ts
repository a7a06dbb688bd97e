import type { ErrorCode } from 'yaml'

const quoteHint = 'Put the text in quotes if it is meant as it stands.'

const byCode: Partial<Record<ErrorCode, string>> = {
  ALIAS_PROPS: 'An alias cannot have an anchor or a tag. Remove one of the two.',
  BAD_ALIAS: `\`*\` and \`&\` need a name here. ${quoteHint}`,
  BAD_DQ_ESCAPE: 'This escape sequence does not exist. Write `\\\\` for a backslash, or use single quotes.',
  BAD_SCALAR_START: `A value cannot start with this character. ${quoteHint}`,
  BLOCK_AS_IMPLICIT_KEY: 'A second `: ` stands in this line. Put the text in quotes, or begin a new line.',
  MULTILINE_IMPLICIT_KEY: 'This key goes on over a line end. A colon is missing, or a quote.',
  MULTIPLE_ANCHORS: 'A value can have one anchor. Remove the others.',
  MULTIPLE_DOCS: 'A role file holds one document. Put the second one into its own file.',
  MULTIPLE_TAGS: 'A value can have one tag. Remove the others.',
  TAB_AS_INDENT: 'YAML does not allow tabs as indentation. Use spaces.',
  TAG_RESOLVE_FAILED: `A role file understands no tags but \`!!str\`, \`!!seq\` and \`!!map\`. ${quoteHint}`,
}

const byText: readonly (readonly [RegExp, string])[] = [
  [/^Missing closing/, 'The closing quote is missing.'],
  [/^Implicit map keys need to be followed/, 'A colon is missing after this key.'],
  [/^Flow sequence in block|^Expected flow sequence/, 'The list is not closed, or its `]` stands too far left.'],
  [/^Flow map in block|^Expected flow map/, 'The map is not closed, or its `}` stands too far left.'],
  [/^Missing ,/, 'A comma is missing here, or a closing bracket before.'],
  [/must start at the same column/, 'The indentation differs from that of the lines this belongs to.'],
  [/^Comments must be separated/, 'A comment needs a space before its `#`.'],
]

/** Whether the parser says this where the text goes on after something that should have ended. */
export const isSaidLate = (message: string): boolean =>
  /^(?:Flow (?:sequence|map) in block|Expected flow)/.test(message)

/** What a message of the parser means, and what to do. */
export const explainSyntax = (code: ErrorCode, message: string): string => {
  const known = (code !== 'TAB_AS_INDENT' && byText.find(([text]) => text.test(message))?.[1]) || byCode[code]
  return known ?? `${message.replace(/\.$/, '')}. ${quoteHint}`
}
