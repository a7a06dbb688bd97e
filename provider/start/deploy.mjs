/** Runs the real `cdktf deploy` and tells from its output what changes, without what says nothing. */
import { createWriteStream } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { spawnApart } from './apart.mjs'
import { withoutColours } from './terminal.mjs'

const require = createRequire(import.meta.url)

const commandPath = () => {
  const manifest = require.resolve('cdktf-cli/package.json')
  const { bin } = require(manifest)
  return join(dirname(manifest), typeof bin === 'string' ? bin : bin.cdktf)
}

/** `cdktf` puts the name of the stack, or spaces, before each line of Terraform's. */
const linesOf = (output) => output.split('\n').map((line) => line.replace(/^(?:roles {2}| {7})/, ''))

/** A block's inner lines: what it is of stands in its title. */
const bodyOf = (lines) => {
  const plain = lines.map((line) => withoutColours(line))
  const open = plain.findIndex((line) => / (?:resource|data) "/.test(line))
  const close = plain.findLastIndex((line) => /^ {4}\}/.test(line))
  return open < 0 || close < open ? [] : lines.slice(open + 1, close).map((line) => line.replace(/^ {4}/, ''))
}

/** The changes of a plan, one block each: its first line says to what and which. */
const changesOf = (lines) => {
  const plain = lines.map((line) => withoutColours(line))
  const start = plain.findIndex((line) => line.includes('will perform the following actions:'))
  const end = plain.findIndex((line) => line.startsWith('Plan:'))
  if (start < 0 || end < start) return []
  /** @type {{ address: string, action: string, lines: string[] }[]} */
  const changes = []
  for (let at = start + 1; at < end; at += 1) {
    const title = /^ *# (\S+).* (?:will|must) be (.+)$/.exec(plain[at])
    if (title) changes.push({ address: title[1], action: title[2], lines: [] })
    else if (plain[at].trim() !== '') changes.at(-1)?.lines.push(lines[at])
  }
  return changes.map(({ address, action, lines: block }) => ({ address, action, lines: bodyOf(block) }))
}

const countsOf = (text) => {
  const found = /Apply complete! Resources: (?:\d+ imported, )?(\d+) added, (\d+) changed, (\d+) destroyed/.exec(text)
  return found && { added: Number(found[1]), changed: Number(found[2]), destroyed: Number(found[3]) }
}

const annotationsOf = (text, level) => [
  ...new Set([...text.matchAll(new RegExp(`^${level} \\[[^\\]]*\\]: (.*)$`, 'gm'))].map(([, message]) => message)),
]

/** What it said last, where nothing is marked as the reason: of a terraform that does not start, for one. */
const lastWordsOf = (text) => {
  const lines = text.split('\n').map((line) => line.replace(/^\[[\d-]+T[\d:.]+\] \[\w+\] default - /, '').trim())
  return [...new Set(lines)].filter((line) => line !== '' && !line.startsWith('at ')).slice(-5)
}

/** Why it failed: what synth says of role files, or Terraform's errors without their frames. */
const reasonsOf = (text) => {
  const atSynth = annotationsOf(text, 'ERROR')
  if (atSynth.length > 0) return atSynth
  const framed = text.split('\n').flatMap((line) => /^\s*(?:roles\s+)?([│╷╵].*)$/.exec(line)?.[1] ?? [])
  const boxes = framed.join('\n').split('╷')
  const errors = boxes.filter((box) => /^\s*│\s*Error:/.test(box)).map((box) => box.replaceAll(/^[│╵] ?/gm, '').trim())
  return errors.length > 0 ? [...new Set(errors)].flatMap((error) => error.split('\n')) : lastWordsOf(text)
}

/** Resolves to what happened; `reasons` where it failed. The whole output stands in the log. */
export const deploy = (directory, env, logPath) =>
  new Promise((resolve, reject) => {
    const log = createWriteStream(logPath)
    const command = spawnApart([commandPath(), 'deploy', 'roles', '--auto-approve'], { cwd: directory, env })
    let output = ''
    for (const stream of [command.stdout, command.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output += text
        log.write(text)
      })
    }
    command.on('error', reject).on('close', (code, signal) => {
      log.end()
      // A Ctrl-C of the moment in which it starts still reaches it; it has done nothing yet.
      if (signal !== null && output === '') return resolve({ ok: false, reasons: ['it was stopped before it began'] })
      const plain = withoutColours(output)
      const counts = countsOf(plain)
      const warnings = annotationsOf(plain, 'WARN')
      if (code === 0 && counts) resolve({ ok: true, counts, warnings, changes: changesOf(linesOf(output)) })
      else resolve({ ok: false, reasons: reasonsOf(plain) })
    })
  })
