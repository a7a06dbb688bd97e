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
  }
  const isUnchanged = async ({ inputs }: Rules): Promise<boolean> => {
    const now = await Promise.all(inputs.map(({ uri }) => files.stamp(uri)))
    return inputs.every(({ stamp }, index) => stamp === now[index])
  }
  const isUnderSameRoot = async ([directory, rules]: readonly [string, Promise<Rules>]): Promise<boolean> =>
    (await findRoot(files, directory)) === (await rules).root
  /** For clients that watch nothing: whether what was read is still what is there. */
  const recheck = async (): Promise<void> => {
    const [byDirectoryThen, byRootThen] = [byDirectory, byRoot]
    const same = await Promise.all([
      ...[...byRootThen.values()].map(async (rules) => isUnchanged(await rules)),
      ...[...byDirectoryThen].map(isUnderSameRoot),
    ])
    if (same.every(Boolean) || byRootThen !== byRoot) return
    forget()
    onChange()
  }

  let later: ReturnType<typeof setTimeout> | null = null
  const recheckNow = async (): Promise<void> => {
    checked = Date.now()
    await recheck()
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
      if (watched || later !== null) return
      const rest = checked + freshFor - Date.now()
      if (rest <= 0) return recheckNow()
      // The last of several saves counts, too.
      later = setTimeout(() => {
        later = null
        void recheckNow().catch(() => undefined)
      }, rest)
    },
  }
}
