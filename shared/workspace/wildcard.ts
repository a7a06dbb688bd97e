/** Wildcards as `.gitignore` has them, within one name and over the names of a path. */

/** Whether `items` are what `pattern` says, of which some parts stand for any number of items. */
type Sequence<Part, Item> = {
  readonly isAny: (part: Part) => boolean
  readonly fits: (part: Part, item: Item) => boolean
}

/**
 * Steps at most the product of both lengths: where it does not go on, only the last `any` takes one item more. A
 * regular expression tries all of them, 2^n for n stars, and text from a repository must not decide how long we think.
 */
const matches = <Part, Item>(
  pattern: readonly Part[],
  items: ArrayLike<Item>,
  { isAny, fits }: Sequence<Part, Item>,
): boolean => {
  let [at, part, any, taken] = [0, 0, -1, 0]
  while (at < items.length) {
    const wanted = pattern[part]
    if (wanted !== undefined && isAny(wanted)) {
      any = part
      taken = at
      part += 1
    } else if (wanted !== undefined && fits(wanted, items[at] as Item)) {
      at += 1
      part += 1
    } else {
      if (any < 0) return false
      taken += 1
      at = taken
      part = any + 1
    }
  }
  return pattern.slice(part).every(isAny)
}

/** One character of a name: itself, any, or of some ranges. */
type Part = { readonly kind: 'character'; readonly text: string } | { readonly kind: 'one' | 'any' } | CharacterClass

type CharacterClass = {
  readonly kind: 'class'
  readonly negated: boolean
  readonly ranges: readonly (readonly [string, string])[]
}

/** Names are compared without case, as most file systems do. */
const folded = (text: string): string => text.toLowerCase()

const isIn = ({ negated, ranges }: CharacterClass, character: string): boolean => {
  const forms = [character, character.toUpperCase()]
  return ranges.some(([from, to]) => forms.some((form) => from <= form && form <= to)) !== negated
}

const inName: Sequence<Part, string> = {
  isAny: ({ kind }) => kind === 'any',
  fits: (part, character) => {
    if (part.kind === 'character') return part.text === character
    return part.kind === 'class' ? isIn(part, character) : true
  },
}

type Read<Value> = { readonly value: Value; readonly end: number }

/** A character that may be escaped; null where the text ends. */
const readCharacter = (text: string, at: number): Read<string> | null => {
  const start = text[at] === '\\' ? at + 1 : at
  const value = text[start]
  return value === undefined ? null : { value, end: start + 1 }
}

/** From behind the `[` to behind the `]`; null without one. */
const readClass = (text: string, start: number): Read<CharacterClass> | null => {
  const negated = text[start] === '!' || text[start] === '^'
  const first = negated ? start + 1 : start
  const ranges: (readonly [string, string])[] = []
  for (let at = first; ; ) {
    if (text[at] === ']' && at > first) return { value: { kind: 'class', negated, ranges }, end: at + 1 }
    const from = readCharacter(text, at)
    if (!from) return null
    const isRange = text[from.end] === '-' && text[from.end + 1] !== undefined && text[from.end + 1] !== ']'
    const to = isRange ? readCharacter(text, from.end + 1) : from
    if (!to) return null
    ranges.push([from.value, to.value])
    at = to.end
  }
}

const readPart = (text: string, at: number): Read<Part> | null => {
  if (text[at] === '*') return { value: { kind: 'any' }, end: at + 1 }
  if (text[at] === '?') return { value: { kind: 'one' }, end: at + 1 }
  if (text[at] === '[') return readClass(text, at + 1)
  const read = readCharacter(text, at)
  return read && { value: { kind: 'character', text: folded(read.value) }, end: read.end }
}

/** What a name must be. */
type Name = readonly Part[]

/** Null where it can never match: a class or an escape without an end. */
const readName = (text: string): Name | null => {
  const parts: Part[] = []
  for (let at = 0; at < text.length; ) {
    const read = readPart(text, at)
    if (!read) return null
    parts.push(read.value)
    at = read.end
  }
  return parts
}

/** Any number of names, none among them. */
const anyNames = 'any names'

/** What the names of a path must be. */
export type PathPattern = readonly (Name | typeof anyNames)[]

const inPath: Sequence<PathPattern[number], string> = {
  isAny: (part) => part === anyNames,
  fits: (part, name) => part !== anyNames && matches(part, name, inName),
}

/** An escaped slash is one like any other. */
const withPlainSlashes = (text: string): string =>
  text.replace(/\\(.)/g, (pair: string, escaped: string) => (escaped === '/' ? '/' : pair))

/** `**` is any number of names, at the end at least one; all else is one name. Null where it can never match. */
export const readPathPattern = (text: string): PathPattern | null => {
  const names = withPlainSlashes(text).split('/')
  const parts = names.flatMap((name, index): readonly (PathPattern[number] | null)[] => {
    if (name !== '**') return [readName(name)]
    return index < names.length - 1 ? [anyNames] : [anyNames, readName('*')]
  })
  return parts.every((part) => part !== null) ? parts : null
}

export const matchesPath = (pattern: PathPattern, path: string): boolean =>
  matches(pattern, folded(path).split('/'), inPath)
