/** What the types of permissions cost: `tsc` of a project beside the same one where a permission is any `string`, and completion. */
import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { startTsserverProcess } from '../provider/types/tsserver-client.mjs'
import { permissionsOf } from './role-files.mjs'
import { median, milliseconds, percentile, ratio, table } from './table.mjs'

const packages = fileURLToPath(new URL('../../node_modules', import.meta.url))
const tsc = join(packages, 'typescript/bin/tsc')

const [files, rolesPerFile, rounds, asked] = [10, 50, 5, 50]
const [slowest, longest] = [1.3, 100]

const compilerOptions = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  module: 'node16',
  target: 'es2022',
  lib: ['es2022'],
  types: [],
}

const role = (number) =>
  `  new AstroRole(stack, 'role_${number}', { name: 'Role_${number}', scopeType: 'DEPLOYMENT', permissions: ${JSON.stringify(permissionsOf(number, 8))} })\n`

const fileText = (first) =>
  `import { AstroRole } from '@rolecall/provider/cdktf'\nimport type { TerraformStack } from 'cdktf'\nexport const add${first} = (stack: TerraformStack): void => {\n` +
  `${Array.from({ length: rolesPerFile }, (_, index) => role(first + index)).join('')}}\n`

/** Our package as it is, but for `kind` string with that in place of each union of permissions. */
const install = async (directory, kind) => {
  const library = join(directory, '@rolecall/provider')
  await mkdir(library, { recursive: true })
  for (const name of ['cdktf', 'constructs']) await symlink(join(packages, name), join(directory, name))
  for (const part of ['package.json', 'dist/cdktf', 'dist/catalog'])
    await cp(join(packages, '@rolecall/provider', part), join(library, part), { recursive: true })
  if (kind === 'unions') return
  const catalog = join(library, 'dist/catalog/index.d.ts')
  const text = await readFile(catalog, 'utf8')
  const loose = text.replace(/(type PermissionOf<.*> =)[^]*?\n\n/, '$1 string\n\n')
  if (loose === text) throw new Error(`${catalog} has no type PermissionOf.`)
  await writeFile(catalog, loose)
}

const writeProject = async (directory, kind) => {
  await install(join(directory, 'node_modules'), kind)
  await writeFile(join(directory, 'tsconfig.json'), JSON.stringify({ compilerOptions }))
  for (let file = 0; file < files; file += 1)
    await writeFile(join(directory, `roles-${file}.ts`), fileText(file * rolesPerFile))
}

const timed = async (work) => {
  const start = performance.now()
  await work()
  return performance.now() - start
}

const compile = (directory) => timed(() => promisify(execFile)(process.execPath, [tsc, '-p', '.'], { cwd: directory }))

/** Milliseconds from a permission's opening quote to the offers, each at another role, once the project is loaded. */
const complete = async (file, text) => {
  const { request, stop } = startTsserverProcess()
  const lines = text.split('\n')
  const roleLines = lines.flatMap((line, index) => (line.includes('permissions: [') ? [index] : []))
  const ask = async (at) => {
    const changed = lines.with(at, lines[at].replace('permissions: [', "permissions: ['', "))
    const offset = changed[at].indexOf("['', ") + 3
    await request('updateOpen', { openFiles: [{ file, fileContent: changed.join('\n') }] })
    const answer = /** @type {{ entries?: unknown[] } | undefined} */ (
      await request('completionInfo', { file, line: at + 1, offset })
    )
    if (!answer?.entries?.length) throw new Error(`tsserver offers nothing in line ${at + 1}.`)
  }
  const load = await timed(() => ask(roleLines[0]))
  const times = []
  for (let number = 0; number < asked; number += 1)
    times.push(await timed(() => ask(roleLines[number % roleLines.length])))
  stop()
  return { load, times }
}

export const types = async () => {
  const base = await mkdtemp(join(tmpdir(), 'rolecall-types-'))
  try {
    const kinds = ['string', 'unions']
    for (const kind of kinds) await writeProject(join(base, kind), kind)
    const runs = kinds.map(() => /** @type {number[]} */ ([]))
    for (let round = 0; round < rounds; round += 1)
      for (const [index, kind] of kinds.entries()) runs[index].push(await compile(join(base, kind)))
    const [string, unions] = runs.map(median)
    const first = join(base, 'unions/roles-0.ts')
    const { load, times } = await complete(first, fileText(0))
    const p95 = percentile(times, 95)
    const rows = [
      ['tsc, `string`', milliseconds(string), ratio(1)],
      ['tsc, unions', milliseconds(unions), ratio(unions / string)],
      ['tsserver: first completion, which loads the project', milliseconds(load), ''],
      ['tsserver: completion', milliseconds(median(times)), ''],
      ['tsserver: completion, p95', milliseconds(p95), ''],
    ]
    const broken = [...(unions / string > slowest ? ['tsc'] : []), ...(p95 > longest ? ['completion'] : [])]
    const limits = `Limits: tsc ${slowest}x, completion, p95 ${longest} ms. ${broken.length === 0 ? 'Both are kept.' : `Broken: ${broken.join(', ')}.`}`
    return {
      title: 'Types',
      text: `${table([`${files * rolesPerFile} roles`, 'time', 'to string'], rows)}\n\n${limits}`,
      ok: broken.length === 0,
    }
  } finally {
    await rm(base, { recursive: true, force: true })
  }
}
