/** The directories that the fences of a page make up, on the disk. */
import { mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Fence } from './fences.js'
import { fences, placeOf, root } from './fences.js'

/** A command, or what the commands before it print. */
export type Step = { readonly fence: Fence; readonly does: 'run' | 'show' }

export type Directory = {
  /** The page and what the page calls it. */
  readonly name: string
  readonly path: string
  /** What is in it, by file name. */
  readonly files: ReadonlyMap<string, Fence>
  readonly steps: readonly Step[]
}

const commands = new Set(['sh', 'console'])

const firstNames: Readonly<Record<string, string>> = {
  hcl: 'main.tf',
  json: 'main.json',
  ts: 'main.ts',
  yaml: 'main.roles.yaml',
}

/** `# roles/astro.roles.yaml` as the first line names the file. */
const namedIn = ({ text }: Fence): string | undefined => /^(?:#|\/\/) ([\w./-]+\.[\w.]+)\n/.exec(text)?.[1]

/** The second file without a name is `main-2.tf`. */
const nameFor = (fence: Fence, taken: ReadonlyMap<string, Fence>): string => {
  const { mark, language } = fence
  const given = (mark?.kind === 'run' && 'file' in mark ? mark.file : undefined) ?? namedIn(fence)
  if (given !== undefined) return given
  const name = firstNames[language]
  if (name === undefined) throw new Error(`${placeOf(fence)}: it is not known how to run ${language}`)
  const names = [name, ...Array.from(taken, (_, index) => name.replace('.', `-${index + 2}.`))]
  return names.find((each) => !taken.has(each)) ?? name
}

type Parts = { readonly files: Map<string, Fence>; readonly steps: Step[] }

const partsByName = (): ReadonlyMap<string, Parts> => {
  const directories = new Map<string, Parts>()
  let last: Parts | undefined
  for (const fence of fences) {
    const { page, language, mark } = fence
    if (mark?.kind === 'shown' && !('test' in mark)) last?.steps.push({ fence, does: 'show' })
    if (mark?.kind !== 'run' || !('directories' in mark)) continue
    for (const each of mark.directories) {
      const name = `${page.replace(/\.md$/, '')}/${each}`
      last = directories.get(name) ?? { files: new Map(), steps: [] }
      directories.set(name, last)
      if (commands.has(language)) last.steps.push({ fence, does: 'run' })
      else last.files.set(nameFor(fence, last.files), fence)
    }
  }
  return directories
}

/** Writes all of them below a new directory, in which packages of the checkout are found. */
export const writeDirectories = async (): Promise<{
  readonly base: string
  readonly directories: readonly Directory[]
}> => {
  const base = await mkdtemp(join(tmpdir(), 'rolecall-docs-'))
  await symlink(join(root, 'node_modules'), join(base, 'node_modules'))
  const directories = Array.from(partsByName(), ([name, parts]) => ({ name, path: join(base, name), ...parts }))
  for (const { path, files, steps } of directories) {
    await mkdir(path, { recursive: true })
    // Else npm would install into the nearest directory above that has packages.
    if (steps.length > 0) await writeFile(join(path, 'package.json'), '{ "private": true }\n')
    for (const [name, { text }] of files) {
      await mkdir(dirname(join(path, name)), { recursive: true })
      await writeFile(join(path, name), text)
    }
  }
  return { base, directories }
}
