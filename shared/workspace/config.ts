/** `.rolecall/config.yaml`: what the checks should say, and from which catalogs. */

import type { ProblemCode, Severity } from '../model/problem.js'
import { isProblemCode, problemCodes, sayCodes, severities } from '../model/problem.js'
import type { Risk } from '../model/risk.js'
import { risks } from '../model/risk.js'
import { nearestWords } from '../model/similar.js'
import { rules } from '../rules/rules.js'
import type { SeverityMap } from '../rules/severity.js'
import { findAnchors } from '../syntax/anchors.js'
import type { FormProblem } from '../syntax/form-problem.js'
import { maximumLength, misplaced, unreadable } from '../syntax/fragment.js'
import type { Chunk, Entry, Node, ScalarNode } from '../syntax/node.js'
import { isNull } from '../syntax/view.js'
import { parseYamlPiece } from '../syntax/yaml/parse.js'
import type { LocatedProblem } from '../text/located-problem.js'
import { createSource, spanRange } from '../text/source.js'

export type Config = {
  readonly severity: SeverityMap
  /** Null: no limit. */
  readonly maxBlastRadius: Risk | null
  /** Globs, relative to the directory that holds `.rolecall`. */
  readonly ignore: readonly string[]
  /** Paths of catalog files, relative to the configuration file. */
  readonly catalogs: readonly string[]
  /** Directories whose role files are deployed together, relative to the directory that holds `.rolecall`. */
  readonly modules: readonly string[]
}

/** A problem of the configuration file: RC013 where it cannot be read, RC008 where it means nothing. */
export type ConfigProblem = Omit<LocatedProblem, 'file' | 'role' | 'related'>

/** Bytes of the configuration file that are read. */
export const maximumConfig = maximumLength

export const defaultConfig: Config = { severity: {}, maxBlastRadius: null, ignore: [], catalogs: [], modules: [] }

const levels = [...severities, 'off'] as const

type Report = (at: Node, message: string, suggestions?: readonly string[]) => void

/** What stands at a node; null where nothing is said. */
type Reader<Value> = (node: Node, report: Report) => Value | null

const listed = (words: readonly string[]): string => words.map((word) => `\`${word}\``).join(', ')

const followed = (node: Node): Node => (node.kind === 'alias' && node.target ? node.target : node)

const isNothing = (node: Node): boolean => node.kind === 'scalar' && isNull(node)

const word =
  <Word extends string>(name: string, allowed: readonly Word[]): Reader<Word> =>
  (node, report) => {
    const text = node.kind === 'scalar' ? node.text : ''
    const found = allowed.find((candidate) => candidate === text)
    if (found === undefined) report(node, `\`${name}\` is one of ${listed(allowed)}.`, nearestWords(text, allowed))
    return found ?? null
  }

const texts =
  (name: string, says: string, isOne = (text: string): boolean => text !== ''): Reader<readonly string[]> =>
  (node, report) => {
    if (node.kind !== 'list') {
      report(node, `\`${name}\` is a list of ${says}.`)
      return null
    }
    return node.items.flatMap((item) => {
      const value = followed(item)
      if (value.kind === 'scalar' && isOne(value.text)) return [value.text]
      report(item, `\`${name}\` is a list of ${says}; this is none.`)
      return []
    })
  }

/** Other settings take globs: one here would silently name nothing. */
const isDirectoryBelow = (path: string): boolean =>
  path !== '' && !/[*?]|^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)/.test(path)

const directoriesBelow = texts('modules', 'directories below that of `.rolecall`, without wildcards', isDirectoryBelow)

const severity: Reader<SeverityMap> = (node, report) => {
  if (node.kind !== 'map') {
    report(node, '`severity` is a map from problem codes to severities, such as `RC001: warning`.')
    return null
  }
  const found: { [code in ProblemCode]?: Severity | 'off' } = {}
  for (const { key, value } of node.entries) {
    const code = key.text
    if (!isProblemCode(code)) {
      report(key, `\`${code}\` is no problem code. They are ${sayCodes}.`, nearestWords(code, problemCodes))
      continue
    }
    const level = word(code, levels)(followed(value), report)
    if (level !== null) found[code] = level
  }
  return found
}

const version: Reader<never> = (node, report) => {
  if (node.kind !== 'scalar' || node.text !== '1') report(node, 'The version of the configuration format is 1.', ['1'])
  return null
}

const readers: { readonly [name: string]: (node: Node, report: Report) => Partial<Config> } = {
  version: (node, report) => version(node, report) ?? {},
  severity: (node, report) => ({ severity: severity(node, report) ?? {} }),
  max_blast_radius: (node, report) => ({ maxBlastRadius: word('max_blast_radius', risks)(node, report) }),
  ignore: (node, report) => ({ ignore: texts('ignore', 'globs, such as `legacy/**`')(node, report) ?? [] }),
  catalogs: (node, report) => ({ catalogs: texts('catalogs', 'paths of catalog files')(node, report) ?? [] }),
  modules: (node, report) => ({ modules: directoriesBelow(node, report) ?? [] }),
}

const names = Object.keys(readers)

/** For anchors and for editors, as in role files. */
const isForOthers = (key: string): boolean => key === '$schema' || key.startsWith('x-')

const readEntry = ({ key, value }: Entry, report: Report): Partial<Config> => {
  if (isForOthers(key.text)) return {}
  const read = Object.hasOwn(readers, key.text) ? readers[key.text] : undefined
  if (!read) {
    report(key, `There is no setting \`${key.text}\`. Known are ${listed(names)}.`, nearestWords(key.text, names))
    return {}
  }
  const node = followed(value)
  return isNothing(node) ? {} : read(node, report)
}

const stretchOf = (
  node: Node,
  key: ScalarNode | null,
): { readonly chunk: Chunk; readonly start: number; readonly end: number } =>
  node.kind === 'scalar' || !key ? node : key

const readRoot = (root: Node): { readonly config: Config; readonly problems: readonly FormProblem[] } => {
  const problems: FormProblem[] = []
  const reportFor =
    (key: ScalarNode | null): Report =>
    (node, message, suggestions = []) => {
      problems.push(misplaced(stretchOf(node, key), { message, suggestions }))
    }
  if (root.kind !== 'map') {
    if (!isNothing(root)) reportFor(null)(root, `The configuration is a map. Known are ${listed(names)}.`)
    return { config: defaultConfig, problems }
  }
  const parts = root.entries.map((entry) => readEntry(entry, reportFor(entry.key)))
  return { config: Object.assign({}, defaultConfig, ...parts) as Config, problems }
}

/** Never throws. What is wrong is left out of the configuration and reported. */
export const readConfig = (text: string): { readonly config: Config; readonly problems: readonly ConfigProblem[] } => {
  const source = createSource('config.yaml', text)
  const located = ({ code, message, suggestions, start, end }: FormProblem): ConfigProblem => ({
    code,
    severity: rules[code].severity,
    message,
    suggestions,
    range: spanRange({ source, start, end }),
  })
  const chunk: Chunk = { text }
  if (text.length > maximumLength) {
    const message = `The configuration has more than ${maximumLength} characters, so it is not read.`
    return { config: defaultConfig, problems: [located(unreadable({ chunk, start: 0, end: 0 }, { message }))] }
  }
  const fragment = parseYamlPiece(chunk, text, 0)
  const anchors = findAnchors([{ fragment }])
  const { config, problems } = fragment.root ? readRoot(fragment.root) : { config: defaultConfig, problems: [] }
  const form = [...fragment.problems, ...anchors.problems].map(located)
  // Where a line cannot be read, that says it all.
  const lines = new Set(form.map(({ range }) => range.start.line))
  return { config, problems: [...form, ...problems.map(located).filter(({ range }) => !lines.has(range.start.line))] }
}
