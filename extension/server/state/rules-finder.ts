import type { Files } from '../files.js'
import { parentUri } from '../uri.js'
import { findRoot } from './find-root.js'
import type { Rules } from './rules.js'
import { readRules, shippedRules } from './rules.js'
import { createSignal } from './signal.js'

/** Milliseconds for which files count as unchanged where the client does not watch them. */
const freshFor = 1000

type Options = {
  readonly files: Files
  readonly trusted: () => boolean
  /** The client tells of changed files. */
  readonly watched: boolean
  /** Called when files were found to have changed. */
  readonly onChange: () => void
}

/** Finds the rules of a file. They are read once for each root, and again after `forget`. */
export const createRulesFinder = ({ files, trusted, watched, onChange }: Options) => {
  const shipped = shippedRules()
  let byDirectory = new Map<string, Promise<Rules>>()
  let byRoot = new Map<string, Promise<Rules>>()
  let stamps: Promise<string> | null = null
  let checked = 0

  const read = createSignal<Rules>()
  const rulesOfRoot = (root: string): Promise<Rules> => {
    const known = byRoot.get(root)
    if (known) return known
    const rules = readRules(files, root)
    byRoot.set(root, rules)
    void rules.then(read.emit, () => undefined)
    return rules
  }
  const find = async (directory: string): Promise<Rules> => {
    const root = await findRoot(files, directory)
    return root === null ? shipped : rulesOfRoot(root)
  }
  const forget = (): void => {
    byDirectory = new Map()
    byRoot = new Map()
    stamps = null
  }
  const stampAll = async (): Promise<string> => {
    const rules = await Promise.all(byRoot.values())
    const inputs = rules.flatMap((one) => one.inputs)
    const found = await Promise.all(inputs.map((input) => files.stamp(input)))
    const directories = [...byDirectory.keys()].sort()
    const roots = await Promise.all(directories.map((directory) => findRoot(files, directory)))
    return JSON.stringify([inputs, found, directories, roots])
  }
  /** For clients that watch nothing: whether what was read is still what is there. */
  const recheck = async (): Promise<void> => {
    const before = await stamps
    const now = stampAll()
    stamps = now
    if (before === null || before === (await now)) return
    forget()
    onChange()
  }

  return {
    /** Some rules were read. */
    read,
    shipped,
    rulesFor: (file: string): Promise<Rules> => {
      const directory = parentUri(file)
      if (directory === null || !trusted()) return Promise.resolve(shipped)
      const rules = byDirectory.get(directory) ?? find(directory)
      byDirectory.set(directory, rules)
      return rules
    },
    /** Those in use, one for each root. */
    all: (): Promise<readonly Rules[]> => Promise.all(byRoot.values()),
    forget,
    /** To be called when the user does something. */
    touch: async (): Promise<void> => {
      if (watched || Date.now() - checked < freshFor) return
      checked = Date.now()
      await recheck()
    },
  }
}

export type RulesFinder = ReturnType<typeof createRulesFinder>
