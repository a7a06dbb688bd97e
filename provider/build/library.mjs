/**
 * Compiles the library to CommonJS with declarations, as apps of every module kind can load it, once for
 * each core: bindings of one do not work in a stack of the other, though no type tells them apart.
 */
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { build, transform } from 'esbuild'
import ts from 'typescript'
import { recordPackages } from '../../.ci/bundled.mjs'
import { bareDeclarations, bareEntry, coreCheck, cores } from './refusals.mjs'

/** The folders of dist that are the library; `catalog` has the types of permissions, which know no core. */
export const libraryParts = [...cores, 'catalog', 'testing', 'bare']

/** The generated declarations that both cores share, so that an app adds to one module whatever its core is. */
const catalog = 'bindings/catalog.d.ts'

const write = async (path, text) => {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, text)
}

/** The text as it is for another core: both export the same names, and we import them from one place each. */
const forCore = (text, core) => text.replaceAll(/\b(require\(|from |import\()(['"])cdktf\2/g, `$1$2${core}$2`)

const foldersOf = async (directory) =>
  (await readdir(directory, { withFileTypes: true })).filter((entry) => entry.isDirectory()).map(({ name }) => name)

/**
 * A binding is loaded on its own as well as by the constructs, and must be one class to both; and so must be what
 * both load.
 */
const keepApart = {
  name: 'apart',
  setup: ({ onResolve }) => {
    onResolve({ filter: /^\.\.?\/(?:bindings\/)?[a-z-]+\/index\.js$/ }, ({ path }) => ({
      path: `./bindings/${path.replace(/^\.\.?\/(?:bindings\/)?/, '')}`,
      external: true,
    }))
    onResolve({ filter: /^\.\.?\/foreign-core\.js$/ }, () => ({ path: './foreign-core.js', external: true }))
  },
}

const bundled = {
  bundle: true,
  platform: /** @type {const} */ ('node'),
  format: /** @type {const} */ ('cjs'),
  target: 'node20.19',
  external: ['cdktf', 'constructs'],
  // jsonc-parser's main file is UMD, whose requires no bundler sees.
  mainFields: ['module', 'main'],
  define: { 'import.meta.url': 'moduleUrl' },
  tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
  legalComments: /** @type {const} */ ('none'),
  logLevel: /** @type {const} */ ('warning'),
  outdir: '.',
  write: /** @type {const} */ (false),
}

const moduleUrl = "const moduleUrl = require('node:url').pathToFileURL(__filename).href;"

/** Loads the library and the core that a test uses, so it is one for both. */
const bundleTesting = async (sources, dist, out) => {
  const entryPoints = ['testing/index.ts']
  const { outputFiles } = await build({
    ...bundled,
    absWorkingDir: sources,
    entryPoints,
    outbase: '.',
    plugins: [recordPackages(dist, 'testing')],
    banner: { js: moduleUrl },
  })
  await out('testing/index.js', outputFiles[0].text)
  await out('testing/package.json', '{ "type": "commonjs" }\n')
}

const bundleConstructs = async (sources, dist, out) => {
  const { outputFiles } = await build({
    ...bundled,
    absWorkingDir: sources,
    entryPoints: ['index.ts', 'foreign-core.ts'],
    banner: { js: `require('./core-check.js'); ${moduleUrl}` },
    plugins: [keepApart, recordPackages(dist, 'constructs')],
  })
  const named = outputFiles.map(({ path, text }) => [relative(sources, path), text])
  await Promise.all(named.map(([name, text]) => out(name === 'index.js' ? 'library.js' : name, text)))
}

/**
 * What apps load: the names alone. Node reads a CommonJS file for the names in it before an ES module may import it,
 * and of the library itself that takes longer than to run it.
 */
const entryOf = (names) =>
  [
    "const library = require('./library.js')",
    "Object.defineProperty(exports, '__esModule', { value: true })",
    ...names.map((name) => `exports.${name} = library.${name}`),
    '',
  ].join('\n')

const compileBinding = async (sources, out, folder) => {
  const text = await readFile(join(sources, 'bindings', folder, 'index.ts'), 'utf8')
  const { code } = await transform(text, {
    loader: 'ts',
    banner: "require('../../core-check.js');",
    format: 'cjs',
    platform: 'node',
    target: 'node20.19',
    tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
  })
  await out(join('bindings', folder, 'index.js'), code)
}

/** In dist the catalog lies beside the folders of the cores, and beside `testing`. */
const withSharedCatalog = (text, folder) =>
  text.replaceAll(/from '\.\.?\/(?:bindings\/)?catalog\.js'/g, () => {
    const path = relative(join(folder === 'testing' ? '/' : '/core', folder), '/catalog/index.js')
    return `from '${path.split(sep).join('/')}'`
  })

/**
 * Of what the entry points lead to; never of what is bundled, which a test holds. Returns what the library and its
 * matchers export that is there at run time.
 */
const declare = async (sources, out, folders) => {
  const [library, matchers] = ['index.ts', 'testing/index.ts'].map((entry) => join(sources, entry))
  const roots = [library, matchers, ...folders.map((folder) => join(sources, 'bindings', folder, 'index.ts'))]
  const texts = new Map()
  const program = ts.createProgram(roots, {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    types: ['node'],
    strict: true,
    skipLibCheck: true,
    resolveJsonModule: true,
    declaration: true,
    emitDeclarationOnly: true,
    stripInternal: true,
    noEmitOnError: false,
  })
  program.emit(undefined, (path, text) => texts.set(path, text))
  const wanted = roots.map((path) => path.replace(/\.ts$/, '.d.ts'))
  for (const path of wanted) {
    const text = texts.get(path)
    if (text === undefined) throw new Error(`TypeScript gave no declarations for ${path}`)
    await out(relative(sources, path), withSharedCatalog(text, relative(sources, dirname(path))))
    for (const [, specifier] of text.matchAll(/from '(\.[^']+)\.js'/g)) {
      const next = join(dirname(path), `${specifier}.d.ts`)
      if (!wanted.includes(next) && next !== join(sources, catalog)) wanted.push(next)
    }
  }
  const checker = program.getTypeChecker()
  const isValue = (symbol) => {
    const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
    return (target.flags & ts.SymbolFlags.Value) !== 0
  }
  const exportsOf = (entry) => {
    const file = program.getSourceFile(entry)
    const symbol = file && checker.getSymbolAtLocation(file)
    return symbol
      ? checker
          .getExportsOfModule(symbol)
          .filter(isValue)
          .map(({ name }) => name)
      : []
  }
  return { library: exportsOf(library), matchers: exportsOf(matchers) }
}

const writeCatalog = async (sources, directory) => {
  await write(join(directory, 'index.d.ts'), await readFile(join(sources, catalog), 'utf8'))
  // Above stands a package of ES modules, whose types CommonJS code may not import.
  await write(join(directory, 'package.json'), `${JSON.stringify({ private: true, type: 'commonjs' }, null, 2)}\n`)
}

/** As prebuilt providers say it, to either command. */
const manifest = (version) => {
  const about = { isDeprecated: false, provider: { name: 'registry.terraform.io/rolecall/rolecall', version } }
  // Above stands a package of ES modules.
  return { private: true, type: 'commonjs', stability: 'experimental', cdktf: about, cdktn: about }
}

/** Compiles beside the targets and swaps, so that an app that starts meanwhile finds one or the other. */
export const compileLibrary = async (sources, dist, version) => {
  const temporary = join(dist, `.library-${process.pid}`)
  const folders = await foldersOf(join(sources, 'bindings'))
  const out = async (path, text) => {
    if (path.startsWith('testing/')) return write(join(temporary, path), text)
    for (const core of cores) await write(join(temporary, core, path), forCore(text, core))
  }
  const writeEntries = async ({ library, matchers }) => {
    await out('index.js', entryOf(library))
    await write(join(temporary, 'bare', 'index.cjs'), bareEntry([...new Set([...library, ...matchers])]))
    await write(join(temporary, 'bare', 'index.d.cts'), bareDeclarations)
  }
  try {
    // All of them, as one that still writes would keep the folder from being removed, and hide why another failed.
    const ended = await Promise.allSettled([
      bundleConstructs(sources, dist, out),
      bundleTesting(sources, dist, out),
      declare(sources, out, folders).then(writeEntries),
      ...cores.map((core) => write(join(temporary, core, 'core-check.js'), coreCheck(core))),
      out('package.json', `${JSON.stringify(manifest(version), null, 2)}\n`),
      writeCatalog(sources, join(temporary, 'catalog')),
      ...folders.map((folder) => compileBinding(sources, out, folder)),
    ])
    for (const one of ended) if (one.status === 'rejected') throw one.reason
    for (const part of libraryParts) {
      await rm(join(dist, part), { recursive: true, force: true })
      await rename(join(temporary, part), join(dist, part))
    }
  } finally {
    await rm(temporary, { recursive: true, force: true })
  }
}
