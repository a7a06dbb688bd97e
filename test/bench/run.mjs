/** `npm run bench [NAME...] [-- --peer FILE]`: prints every benchmark as a table, with the machine. Fails where a limit is broken. */
import { cpus, version as kernel, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { artefacts } from './artefacts.mjs'
import { commands } from './commands.mjs'
import { editor } from './editor.mjs'
import { handshake } from './handshake.mjs'
import { lint } from './lint.mjs'
import { manyRoles } from './many-roles.mjs'
import { synth } from './synth.mjs'
import { megabytes } from './table.mjs'
import { terraform } from './terraform.mjs'
import { types } from './types.mjs'

const usual = { handshake, terraform, lint, editor }
// These run where they are named, since they take long.
const benches = { ...usual, artefacts, commands, 'many-roles': manyRoles, synth, types }

// Where it is set, node reads it at every start, some 55 ms: a matter of the machine, not of what is measured.
delete process.env.NODE_EXTRA_CA_CERTS

const { values, positionals } = parseArgs({ options: { peer: { type: 'string' } }, allowPositionals: true })
const names = positionals.length > 0 ? positionals : Object.keys(usual)
const unknown = names.filter((name) => !Object.hasOwn(benches, name))
if (unknown.length > 0) {
  console.error(
    `npm run bench: there is no benchmark ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}`,
  )
  process.exit(2)
}

console.log(
  `${cpus().length} x ${cpus()[0]?.model.trim()}, ${megabytes(totalmem())}, node ${process.version}, ${kernel()}\n`,
)
for (const name of names) {
  const { title, text, ok } = await benches[name](values)
  console.log(`### ${title}\n\n${text}\n`)
  if (!ok) process.exitCode = 1
}
