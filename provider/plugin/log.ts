import type { Environment } from './environment.js'

const levels = ['trace', 'debug', 'info', 'warn', 'error'] as const

type Level = (typeof levels)[number]

export type Log = { readonly [level in Level]: (message: string, fields?: Record<string, unknown>) => void }

/** go-plugin cuts a longer line, and what is left is no JSON. */
const longestLine = 64 * 1024 - 1

/** Where even the message alone is too long, this much of it is kept: 4 bytes for each at most, before escapes. */
const shortMessage = 4 * 1024

/** The variable that is set decides, the most special first. Terraform takes an unknown level for trace. */
const thresholdOf = (name: string, environment: Environment): number => {
  const { [`TF_LOG_PROVIDER_${name.toUpperCase()}`]: ours, TF_LOG_PROVIDER: providers, TF_LOG: all } = environment
  const wanted = (ours || providers || all || 'off').toLowerCase()
  if (wanted === 'off') return levels.length
  const index = levels.findIndex((level) => level === wanted)
  return Math.max(index, 0)
}

const plain = (_key: string, value: unknown): unknown => {
  if (typeof value === 'bigint') return value.toString()
  if (value instanceof Error) return value.stack ?? value.message
  return value
}

const serialise = (entry: Record<string, unknown>): string | null => {
  try {
    return JSON.stringify(entry, plain)
  } catch {
    return null
  }
}

/**
 * One log line as hclog reads it. Terraform wants six digits of a second, and panics where level or
 * message is no string, so ours come last and win over fields of the same name.
 */
export const logLine = (
  name: string,
  level: Level,
  message: string,
  fields: Record<string, unknown>,
  now = new Date(),
): string => {
  const base = {
    '@level': level,
    '@message': message,
    '@module': name,
    '@timestamp': now.toISOString().replace('Z', '000Z'),
  }
  const line = serialise({ ...fields, ...base })
  if (line !== null && Buffer.byteLength(line) <= longestLine) return line
  const bare = JSON.stringify({ ...base, fields: line === null ? 'not JSON' : 'too long' })
  if (Buffer.byteLength(bare) <= longestLine) return bare
  return JSON.stringify({ ...base, '@message': message.slice(0, shortMessage), cut: true })
}

const writeToStderr = (line: string): void => {
  // Fails only where terraform is gone, and then there is nobody to tell.
  if (process.stderr.listenerCount('error') === 0) process.stderr.on('error', () => undefined)
  process.stderr.write(`${line}\n`)
}

/**
 * Logs to stderr, which Terraform reads and shows under TF_LOG. Costs nothing below the level that is
 * asked for.
 */
export const createLog = (name: string, environment: Environment, write = writeToStderr): Log => {
  const threshold = thresholdOf(name, environment)
  const at = (level: Level) =>
    levels.indexOf(level) < threshold
      ? () => undefined
      : (message: string, fields: Record<string, unknown> = {}) => write(logLine(name, level, message, fields))
  return { trace: at('trace'), debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}
