/** How long each part of a provider's life takes, as Terraform's own log tells. */
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { median } from './table.mjs'
import { execute } from './terraform.mjs'

const line = /^\d{4}-\d\d-\d\dT(\d\d):(\d\d):([\d.]+)\S*\s+(.*)$/gm

/** In the order in which they come; what comes between is the provider's only up to the next of them. */
const marks = {
  started: /provider: starting plugin:/,
  shaken: /provider: using plugin:/,
  called: /GRPCProvider\.v6: (?!Close)/,
  closed: /GRPCProvider\.v6: Close/,
  exited: /provider: plugin process exited:/,
}

/** Of each process: milliseconds of the day at each mark, the first time it comes. */
const livesIn = (log) => {
  const lives = []
  for (const [, hours, minutes, seconds, text] of log.matchAll(line)) {
    const at = Number(hours) * 3_600_000 + Number(minutes) * 60_000 + Number(seconds) * 1_000
    const mark = Object.keys(marks).find((name) => marks[name].test(text ?? ''))
    if (mark === 'started') lives.push({})
    const life = lives.at(-1)
    if (mark && life) life[mark] ??= at
  }
  return lives
}

/** Milliseconds of the parts of a process's life, medians over those that a command starts. */
export const partsOfLives = async (args, { cwd, env }) => {
  const path = join(cwd, 'trace.log')
  await execute('terraform', args, { cwd, env: { ...env, TF_LOG: 'trace', TF_LOG_PATH: path } })
  const lives = livesIn(await readFile(path, 'utf8'))
  await rm(path)
  const part = (from, to) => median(lives.map((life) => life[to] - life[from]))
  return {
    handshake: part('started', 'shaken'),
    connected: part('shaken', 'called'),
    exit: part('closed', 'exited'),
  }
}
