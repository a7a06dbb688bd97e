/** Synth of many roles: the classes and role files beside as many plain bindings, each in a process of its own. */
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { writeRoleFiles } from './role-files.mjs'
import { median, megabytes, milliseconds, ratio, table } from './table.mjs'

const app = fileURLToPath(new URL('synth-app.mjs', import.meta.url))
const kinds = ['bindings', 'classes', 'role files']
const limit = 1.3
const rounds = 7

/** The whole process, which is what `cdktf synth` waits for. */
const run = async (kind, count, directory) => {
  const start = performance.now()
  const { stdout } = await promisify(execFile)(process.execPath, [app, kind, String(count), directory])
  return { milliseconds: performance.now() - start, peak: JSON.parse(stdout).peak }
}

const measure = async (count) => {
  const directory = await mkdtemp(join(tmpdir(), 'rolecall-synth-'))
  const runs = kinds.map((kind) => ({ kind, all: /** @type {{ milliseconds: number, peak: number }[]} */ ([]) }))
  try {
    await writeRoleFiles(directory, { files: count / 100, rolesPerFile: 100 })
    for (let round = 0; round < rounds; round += 1) {
      for (const { kind, all } of runs) all.push(await run(kind, count, directory))
    }
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
  return runs.map(({ kind, all }) => ({
    kind,
    count,
    time: median(all.map((one) => one.milliseconds)),
    peak: median(all.map((one) => one.peak)),
  }))
}

export const synth = async () => {
  const measured = []
  for (const count of [1000, 10_000]) measured.push(await measure(count))
  const rows = measured.flatMap(([base, ...others]) =>
    [base, ...others].map((one) => ({ ...one, slower: one.time / base.time, larger: one.peak / base.peak })),
  )
  const cells = rows.map(({ kind, count, time, peak, slower, larger }) => [
    `${kind}, ${count}`,
    milliseconds(time),
    ratio(slower),
    megabytes(peak),
    ratio(larger),
  ])
  const broken = rows.filter(({ slower, larger }) => slower > limit || larger > limit)
  const verdict =
    broken.length === 0
      ? `Limit: ${limit}x of both. It is kept.`
      : `Limit: ${limit}x of both. Broken by ${broken.map(({ kind, count }) => `${kind}, ${count}`).join('; ')}.`
  return {
    title: 'Synth',
    text: `${table(['synth, roles', 'time', 'to bindings', 'peak memory', 'to bindings'], cells)}\n\n${verdict}`,
    ok: broken.length === 0,
  }
}
