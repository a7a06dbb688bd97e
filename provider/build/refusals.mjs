/** What an app loads in place of the library where there is none for it: one sentence that says what to do. */

/** The packages of which one is the core of an app, each with its own build of the library, and what they are called. */
const titles = { cdktf: 'CDKTF', cdktn: 'CDK Terrain' }

export const cores = Object.keys(titles)

const entryOf = (core) => `'@rolecall/provider/${core}'`

const everyEntry = `${cores.map((core) => `${entryOf(core)} for ${titles[core]}`).join(', or ')}; the matchers for tests are in '@rolecall/provider/testing'`

/**
 * For the package's bare name. It has the names of the library and its matchers, since an import of a name that is not there
 * fails before anything of ours is run.
 */
export const bareEntry = (names) =>
  [
    ...names.map((name) => `exports.${name} = undefined`),
    `throw new Error(${JSON.stringify(`@rolecall/provider has a library for each core: import from ${everyEntry}.`)})`,
    '',
  ].join('\n')

export const bareDeclarations = `/** Import from ${everyEntry}. */\nexport {}\n`

/** Loaded before the core: where that is missing, node would only name a file of ours that asks for it. */
export const coreCheck = (core) => {
  const others = cores.filter((other) => other !== core)
  const needs = `${entryOf(core)} needs the packages ${core} and constructs`
  return `const isThere = (name) => {
  try {
    return require.resolve(name) !== ''
  } catch {
    return false
  }
}
if (!isThere('${core}') || !isThere('constructs')) {
  const other = isThere('${core}') ? undefined : ${JSON.stringify(others)}.find(isThere)
  throw new Error(
    other
      ? ${JSON.stringify(`${needs}, and here is `)} + other + ": import from '@rolecall/provider/" + other + "'."
      : ${JSON.stringify(`${needs}: npm install ${core} constructs`)},
  )
}
`
}
