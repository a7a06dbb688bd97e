import type { Sandbox, SandboxEnvironment, SandboxOptions } from '../sandbox/contract.js'
import { SandboxError } from '../sandbox/contract.js'
import type { Terminal, Values, Verb } from './verb.js'
import { UsageError } from './verb.js'

const readPort = (value: Values[string]): { port?: number } => {
  if (value === undefined) return {}
  const port = Number(value)
  if (typeof value !== 'string' || !/^\d+$/.test(value) || port > 65_535) {
    throw new UsageError(`--port takes a number from 0 to 65535, not ${JSON.stringify(value)}`)
  }
  return { port }
}

const readStateFile = (value: Values[string]): { stateFile?: string } => {
  if (value === undefined) return {}
  if (typeof value !== 'string' || value === '') throw new UsageError('--state takes the name of a file')
  return { stateFile: value }
}

const exportLines = (env: SandboxEnvironment): string =>
  Object.entries(env)
    .map(([name, value]) => `export ${name}='${value}'\n`)
    .join('')

const announce = ({ env, tenants, notices }: Sandbox, json: boolean, terminal: Terminal): void => {
  terminal.out(json ? `${JSON.stringify({ env, tenants })}\n` : exportLines(env))
  for (const notice of notices) terminal.err(`rolecall: ${notice}\n`)
  if (terminal.interactive) terminal.err('The sandbox serves until Ctrl-C.\n')
}

/** A second signal is not caught, so it ends a shutdown that hangs. */
const signalled = (): Promise<void> =>
  new Promise((resolve) => {
    const stop = (): void => {
      process.off('SIGINT', stop).off('SIGTERM', stop)
      resolve()
    }
    process.on('SIGINT', stop).on('SIGTERM', stop)
  })

const serve = async (options: SandboxOptions, json: boolean, terminal: Terminal): Promise<void> => {
  const stopped = signalled()
  // Fastify is loaded by this verb alone.
  const { startSandbox } = await import('../sandbox/sandbox.js')
  const running = await startSandbox(options)
  announce(running, json, terminal)
  await stopped
  await running.close()
}

export const sandbox: Verb = {
  name: 'sandbox',
  summary: 'Serve the role APIs of all platforms on loopback until stopped.',
  synopsis: '',
  arguments: [],
  options: {
    port: {
      type: 'string',
      value: 'N',
      text: 'the first platform on N, the others on the next free ports; without it the system chooses',
    },
    state: {
      type: 'string',
      value: 'FILE',
      text: 'keep roles in FILE and the key that tokens are made from in FILE.key; without it all is in memory',
    },
    json: {
      type: 'boolean',
      text: 'one line {"env": {...}, "tenants": [...]} in place of export lines; tenants are all organizations and tenants, each with its platform, id, name, tokens and the variables of its provider block',
    },
  },
  notes: [],
  run: async (values, args, terminal) => {
    if (args.length > 0) throw new UsageError(`sandbox takes no argument, but there is ${JSON.stringify(args[0])}`)
    const options = { ...readPort(values['port']), ...readStateFile(values['state']) }
    try {
      await serve(options, values['json'] === true, terminal)
    } catch (error) {
      throw error instanceof SandboxError ? new UsageError(error.message, { cause: error }) : error
    }
    return 0
  },
}
