/** `rolecall lint` over many files, against a process that only parses them. */
import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { writeRoleFiles } from './role-files.mjs'
import { median, megabytes, milliseconds, ratio, table } from './table.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const rolecall = join(root, 'provider/bin/rolecall.js')
const runs = 9
const rolesPerFile = 10

const bundleFloor = async (path) => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('only-parsing.ts', import.meta.url))],
    bundle: true,
    platform: 'node',
    format: 'esm',
    mainFields: ['module', 'main'],
    external: ['typescript'],
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    write: false,
    logLevel: 'warning',
  })
  await writeFile(path, outputFiles[0].contents)
}

/** Time and peak memory of one process. It says itself how much it had resident at most. */
const measure = async (args, cwd) => {
  const report = join(tmpdir(), `rolecall-bench-${process.pid}.json`)
  const hook = `data:text/javascript,import{writeFileSync}from'node:fs';process.on('exit',()=>writeFileSync(${JSON.stringify(report)},JSON.stringify(process.resourceUsage())))`
  const started = performance.now()
  await new Promise((/** @type {(value?: void) => void} */ resolve, reject) => {
    const child = spawn(process.execPath, ['--import', hook, ...args], { cwd, stdio: ['ignore', 'ignore', 'inherit'] })
    child
      .on('error', reject)
      .on('close', (code) => (code === 0 ? resolve() : reject(new Error(`${args.join(' ')} ended with ${code}`))))
  })
  const time = performance.now() - started
  const { maxRSS } = JSON.parse(await readFile(report, 'utf8'))
  await rm(report)
  return { time, memory: maxRSS * 1024 }
}

const compare = async (directory, floor) => {
  const lint = []
  const parse = []
  for (let run = 0; run < runs; run += 1) {
    lint.push(await measure([rolecall, 'lint'], directory))
    parse.push(await measure([floor], directory))
  }
  return {
    lint: { time: median(lint.map(({ time }) => time)), memory: median(lint.map(({ memory }) => memory)) },
    parse: { time: median(parse.map(({ time }) => time)), memory: median(parse.map(({ memory }) => memory)) },
  }
}

const timeLimit = 1.3
const bytesLimit = 200

export const lint = async () => {
  const directory = await mkdtemp(join(tmpdir(), 'rolecall-bench-'))
  try {
    const floor = join(directory, 'parse-only.mjs')
    await bundleFloor(floor)
    const results = []
    for (const files of [1, 1000, 10_000]) {
      const folder = join(directory, String(files))
      await writeRoleFiles(folder, { files, rolesPerFile })
      results.push({ files, ...(await compare(folder, floor)) })
    }
    const [, few, many] = results
    // One file alone is done before V8 has compiled anything, which takes the same memory for any number of them.
    const perRole = (many.lint.memory - few.lint.memory) / ((many.files - few.files) * rolesPerFile)
    const rows = results.map(({ files, lint: own, parse }) => [
      `${files} files, ${files * rolesPerFile} roles`,
      milliseconds(own.time),
      milliseconds(parse.time),
      ratio(own.time / parse.time),
      megabytes(own.memory),
      megabytes(parse.memory),
    ])
    const head = ['lint', 'rolecall lint', 'only parsing', 'ratio', 'peak memory', 'of only parsing']
    const said = `From 1,000 files on, each role takes ${Math.round(perRole)} bytes of memory. Limits: ${timeLimit}x at 10,000 files, ${bytesLimit} bytes.`
    return {
      title: `rolecall lint, medians of ${runs} runs`,
      text: `${table(head, rows)}\n\n${said}`,
      ok: many.lint.time / many.parse.time <= timeLimit && perRole <= bytesLimit,
    }
  } finally {
    await rm(directory, { recursive: true })
  }
}
