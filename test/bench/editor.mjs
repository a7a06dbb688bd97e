/**
 * The language server against the YAML server of most editors, taking turns with the same files and the same
 * edits; then alone with Terraform and TypeScript. An answer counts when it is whole, exact and for the version sent.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startScenario } from './editor-scenario.mjs'
import { rolecall, yamlServer } from './editor-servers.mjs'
import { languages } from './editor-text.mjs'
import { median, megabytes, milliseconds, percentile, ratio, table } from './table.mjs'

/** A round starts the servers anew. */
const rounds = 4
const turns = { edit: 15, insert: 8, burst: 4, complete: 15 }
const sizes = [1000, 10_000, 50_000]

const seconds = (number) => `${number.toFixed(2)} s`

/** `better`: how many times better than the other server it must be at 10,000 lines. */
const measures = [
  { name: 'start', of: ({ start }) => median(start), unit: milliseconds, better: 3 },
  { name: 'edit', of: ({ edit }) => median(edit), unit: milliseconds, better: 5 },
  { name: 'edit, p95', of: ({ edit }) => percentile(edit, 95), unit: milliseconds },
  { name: 'inserted line', of: ({ insert }) => median(insert), unit: milliseconds, better: 5 },
  { name: 'burst of 20 edits', of: ({ burst }) => median(burst), unit: milliseconds, better: 5 },
  { name: 'completion while typing', of: ({ complete }) => median(complete), unit: milliseconds, better: 5 },
  { name: 'completion while typing, p95', of: ({ complete }) => percentile(complete, 95), unit: milliseconds },
  { name: 'processor time of a round', of: (taken) => median(taken.seconds), unit: seconds },
  { name: 'peak memory', of: ({ memory }) => median(memory), unit: megabytes, better: 1.5 },
]

const comparedAt = 10_000

/** Milliseconds at most, of ours. */
const bounds = [
  { lines: 10_000, name: 'edit, p95', limit: 50 },
  { lines: 50_000, name: 'completion while typing, p95', limit: 10 },
]

/** What the servers, taking turns, needed for one file: of each, by measure, every time taken. */
const measure = async (servers, language, lines) => {
  const taken = servers.map(() => ({
    start: [],
    edit: [],
    insert: [],
    burst: [],
    complete: [],
    seconds: [],
    memory: [],
  }))
  for (let round = 0; round < rounds; round += 1) {
    const directory = await mkdtemp(join(tmpdir(), 'rolecall-bench-'))
    const scenarios = []
    for (const server of servers)
      scenarios.push(await startScenario(server, { language, lines, seed: round + 1, directory }))
    scenarios.forEach(({ start }, index) => taken[index].start.push(start))
    for (const [name, count] of Object.entries(turns)) {
      for (let turn = 0; turn < count; turn += 1) {
        for (const [index, scenario] of scenarios.entries()) taken[index][name].push(await scenario[name]())
      }
    }
    for (const [index, scenario] of scenarios.entries()) {
      const usage = scenario.usage()
      taken[index].seconds.push(usage.seconds)
      taken[index].memory.push(usage.memory)
      await scenario.stop()
    }
    await rm(directory, { recursive: true })
  }
  return taken.map((times) => Object.fromEntries(measures.map(({ name, of }) => [name, of(times)])))
}

const linesOf = (lines) => `${lines.toLocaleString('en')} lines`

const compare = async () => {
  const rows = []
  const missed = []
  for (const lines of sizes) {
    const [ours, theirs] = await measure([rolecall, yamlServer], languages.yaml, lines)
    for (const { name, unit, better } of measures) {
      const times = theirs[name] / ours[name]
      rows.push([`${linesOf(lines)}: ${name}`, unit(ours[name]), unit(theirs[name]), ratio(times)])
      if (lines === comparedAt && better && times < better) missed.push(`${name} ${ratio(times)} of ${better}x`)
    }
    for (const { name, limit } of bounds.filter((bound) => bound.lines === lines)) {
      if (ours[name] >= limit) missed.push(`${name} at ${linesOf(lines)} ${milliseconds(ours[name])} of ${limit} ms`)
    }
  }
  return { text: table(['YAML', rolecall.name, yamlServer.name, 'better by'], rows), missed }
}

const alone = async (language) => {
  const columns = []
  for (const lines of sizes) columns.push((await measure([rolecall], language, lines))[0])
  const rows = measures.map(({ name, unit }) => [name, ...columns.map((column) => unit(column[name]))])
  return table([`${language.name}, ${rolecall.name} alone`, ...sizes.map(linesOf)], rows)
}

const limitsText = () => {
  const least = measures.filter(({ better }) => better).map(({ name, better }) => `${name} ${better}x`)
  const most = bounds.map(({ lines, name, limit }) => `${name} below ${limit} ms at ${linesOf(lines)}`)
  return `Limits at ${linesOf(comparedAt)}: ${least.join(', ')}; ${most.join(', ')}.`
}

export const editor = async () => {
  const { text, missed } = await compare()
  const others = [await alone(languages.terraform), await alone(languages.typescript)]
  const verdict = missed.length === 0 ? 'All are kept.' : `Missed: ${missed.join('; ')}.`
  return {
    title: `Language server, medians of ${rounds} rounds`,
    text: [text, `${limitsText()} ${verdict}`, ...others].join('\n\n'),
    ok: missed.length === 0,
  }
}
