/** A sandbox in a process of its own, as the command runs it: `serve.ts [options]`. */
import { parseArgs } from 'node:util'
import { sandbox } from '../../../provider/cli/sandbox.js'
import { UsageError } from '../../../provider/cli/verb.js'

const { values, positionals } = parseArgs({ options: sandbox.options, allowPositionals: true })

try {
  process.exitCode = await sandbox.run(values, positionals, {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    interactive: false,
  })
} catch (error) {
  if (!(error instanceof UsageError)) throw error
  process.stderr.write(`rolecall: ${error.message}\n`)
  process.exitCode = 2
}
