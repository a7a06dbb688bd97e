import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { build, transform } from 'esbuild'

/** Syntax is lowered so far that a node which is too old still parses the file and reaches the guard. */
/** @type {import('esbuild').TransformOptions} */
const lowered = {
  format: 'cjs',
  platform: 'node',
  target: 'node12',
  supported: { 'dynamic-import': false },
  // Compiling takes as long as there is text.
  minify: true,
}

const read = (name) => readFile(new URL(name, import.meta.url), 'utf8')

const linesOf = (text) => text.trimEnd().split('\n')

const importsOf = ({ imports }, kind) =>
  imports.filter((each) => each.kind === kind && !each.external).map(({ path }) => path)

/** A chunk and all that it imports by statements, less what was found before. */
const closureOf = (outputs, path, found) => {
  if (found.has(path)) return []
  found.add(path)
  return [path, ...importsOf(outputs[path], 'import-statement').flatMap((each) => closureOf(outputs, each, found))]
}

/**
 * The chunks that run together, the entry and what it needs before the handshake first, then those of each `import()`
 * in the order in which they are met. Compiling a group takes less time than its chunks one by one.
 */
const groupsOf = (outputs) => {
  const imported = new Set(Object.values(outputs).flatMap((output) => importsOf(output, 'dynamic-import')))
  const entry = Object.keys(outputs).find((path) => outputs[path].entryPoint && !imported.has(path)) ?? ''
  const found = new Set()
  const groups = []
  const waiting = [entry]
  for (const path of waiting) {
    const group = closureOf(outputs, path, found)
    if (group.length > 0) groups.push(group)
    waiting.push(...group.flatMap((each) => importsOf(outputs[each], 'dynamic-import')))
  }
  return groups.map((group) => group.map((path) => basename(path)))
}

/** In parentheses, so that V8 compiles it with what is around it: it runs right then. */
const asFunction = ({ name, text }) => [
  `parts[${JSON.stringify(`./${name}`)}] = (function (exports, require, module) {`,
  ...linesOf(text),
  '})',
]

/** A group is found by its bytes, which are counted as characters. */
const asComment = (lines) => {
  if (lines.some((line) => /[^\0-\x7f]/.test(line))) throw new Error('A part of the bundle is not ASCII.')
  return lines.map((line) => `//${line}\n`)
}

/**
 * Groups of chunks as comments from a line on. `places` has where the group of each chunk stands: its line, and its
 * bytes as seen from the end of the file, which do not depend on how long the places are.
 */
const asComments = (groups, offset) => {
  const comments = groups.map((chunks) => ({ chunks, lines: asComment(chunks.flatMap(asFunction)) }))
  const places = {}
  let [line, fromEnd] = [offset, comments.flatMap(({ lines }) => lines).join('').length]
  for (const { chunks, lines } of comments) {
    const { length } = lines.join('')
    for (const { name } of chunks) places[`./${name}`] = { line, fromEnd, length }
    line += lines.length
    fromEnd -= length
  }
  return { text: comments.flatMap(({ lines }) => lines).join(''), places }
}

/**
 * A plugin as one CommonJS file that starts by its shebang. What is behind an `import()` is a part of its
 * own: a comment to node until it is imported. Start-up then costs the same however much a provider can do.
 */
export const bundlePlugin = async (options) => {
  /** @satisfies {import('esbuild').BuildOptions} */
  const esm = {
    bundle: true,
    format: /** @type {const} */ ('esm'),
    platform: /** @type {const} */ ('node'),
    splitting: true,
    outdir: 'parts',
    write: /** @type {const} */ (false),
    metafile: /** @type {const} */ (true),
  }
  /** @type {import('esbuild').BuildResult<typeof esm>} */
  const { outputFiles, metafile } = await build({ ...options, ...esm })
  const texts = Object.fromEntries(
    await Promise.all(
      outputFiles.map(async ({ path, text }) => [basename(path), (await transform(text, lowered)).code]),
    ),
  )
  const chunksOf = (names) => names.map((name) => ({ name, text: texts[name] }))
  const [eager = [], ...later] = groupsOf(metafile.outputs).map(chunksOf)
  const guard = linesOf(await read('../plugin/node-guard.js'))
  const runtime = linesOf(await read('parts-runtime.js')).filter((line) => !line.startsWith('/* eslint'))
  const head = (places) => [
    '#!/usr/bin/env node',
    ...guard,
    `var parts = ${JSON.stringify(places)}`,
    ...runtime,
    ...eager.flatMap(asFunction),
    `requirePart(${JSON.stringify(`./${eager[0]?.name}`)})`,
  ]
  // The places take one line whatever they are, so they can be known before they are written.
  const { text, places } = asComments(later, head({}).length)
  return `${head(places).join('\n')}\n${text}`
}
