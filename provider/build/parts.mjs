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

/** The entry and all that it imports by statements, which is what runs before the handshake. */
const eagerNames = (outputs) => {
  const imported = new Set(Object.values(outputs).flatMap((output) => importsOf(output, 'dynamic-import')))
  const entry = Object.keys(outputs).find((path) => outputs[path].entryPoint && !imported.has(path)) ?? ''
  const found = new Set()
  const visit = (path) => {
    if (found.has(path)) return
    found.add(path)
    importsOf(outputs[path], 'import-statement').forEach(visit)
  }
  visit(entry)
  return { entry: basename(entry), eager: new Set([...found].map((path) => basename(path))) }
}

const asFunction = ({ name, text }) => [
  `parts[${JSON.stringify(`./${name}`)}] = function (exports, require, module) {`,
  ...linesOf(text),
  '}',
]

/** A chunk is found by its bytes, which are counted as characters. */
const asComment = (text) => {
  if (/[^\0-\x7f]/.test(text)) throw new Error('A part of the bundle is not ASCII.')
  return linesOf(text).map((line) => `//${line}\n`)
}

/**
 * Chunks as comments from a line on. `places` has where each stands: its line, and its bytes as seen from the end of
 * the file, which do not depend on how long the places are.
 */
const asComments = (chunks, offset) => {
  const comments = chunks.map(({ name, text }) => ({ name, lines: asComment(text) }))
  const places = {}
  let [line, fromEnd] = [offset, comments.flatMap(({ lines }) => lines).join('').length]
  for (const { name, lines } of comments) {
    const { length } = lines.join('')
    places[`./${name}`] = { line, fromEnd, length }
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
  const chunks = await Promise.all(
    outputFiles.map(async ({ path, text }) => ({ name: basename(path), text: (await transform(text, lowered)).code })),
  )
  const { entry, eager } = eagerNames(metafile.outputs)
  const guard = linesOf(await read('../plugin/node-guard.js'))
  const runtime = linesOf(await read('parts-runtime.js')).filter((line) => !line.startsWith('/* eslint'))
  const head = (places) => [
    '#!/usr/bin/env node',
    ...guard,
    `var parts = ${JSON.stringify(places)}`,
    ...runtime,
    ...chunks.filter(({ name }) => eager.has(name)).flatMap(asFunction),
    `requirePart(${JSON.stringify(`./${entry}`)})`,
  ]
  // The places take one line whatever they are, so they can be known before they are written.
  const { text, places } = asComments(
    chunks.filter(({ name }) => !eager.has(name)),
    head({}).length,
  )
  return `${head(places).join('\n')}\n${text}`
}
