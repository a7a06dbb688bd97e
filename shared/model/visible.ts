/**
 * Text that somebody else wrote, where people see it. Control characters change what a terminal shows, those that
 * turn the direction of text reorder it (https://trojansource.codes), and those without a shape hide what differs.
 */

/** Joiners are left out: words and emoji are written with them. */
const classes = String.raw`\p{Cc}\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}`

const invisible = new RegExp(`[${classes}]`, 'gu')
const invisibleRun = new RegExp(`[${classes}]+`, 'gu')

const escaped = (character: string): string =>
  Array.from(
    { length: character.length },
    (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`,
  ).join('')

/** On one line, with what cannot be seen written out. */
export const visible = (text: string): string =>
  text.replace(invisible, (character) => (character === '\n' || character === '\t' ? ' ' : escaped(character)))

/** The same, of which the lines stay. */
export const visibleLines = (text: string): string => text.split('\n').map(visible).join('\n')

/** On one line, with a space for what cannot be seen. */
export const withoutInvisible = (text: string): string => text.replace(invisibleRun, ' ')

/** JSON that means the same, with nothing in it that cannot be seen. */
export const visibleJson = (value: unknown): string => JSON.stringify(value).replace(invisible, escaped)
