import { spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { platforms } from '@rolecall/shared/platforms/registry.js'
import { describe, expect, test } from 'vitest'
import { optionName } from '../../../provider/cli/help.js'
import { verbs } from '../../../provider/cli/verbs.js'
import { rolecall, run } from './command.js'

const here = tmpdir()

const colour = '\u001b['

const unsaid = { NO_COLOR: undefined, NODE_DISABLE_COLORS: undefined, FORCE_COLOR: undefined, CI: undefined }

/**
 * In a terminal of its own: util-linux' `script`, on every Linux. What this test itself runs under must not
 * tell how many colours it has: node takes a CI that it does not know by name for one without any.
 */
const onTerminal = (args: readonly string[], env: NodeJS.ProcessEnv = {}) => {
  const command = [process.execPath, rolecall, ...args].map((word) => `'${word}'`).join(' ')
  return spawnSync('script', ['-qefc', command, '/dev/null'], {
    encoding: 'utf8',
    env: { ...process.env, ...unsaid, TERM: 'xterm', ...env },
  })
}

describe('help', () => {
  test('names every verb and platform', () => {
    const { code, stdout, stderr } = run(here, ['help'])
    expect([code, stderr]).toEqual([0, ''])
    for (const { name, summary } of verbs) {
      expect(stdout).toContain(`  ${name} `)
      expect(stdout.replace(/\n +/g, ' ')).toContain(summary)
    }
    for (const { title } of platforms) expect(stdout).toContain(title)
    for (const args of [['--help'], ['help', '--help'], ['-h']]) expect(run(here, args).stdout).toBe(stdout)
    // Who says nothing is told the same, and that it was not enough.
    expect(run(here, [])).toEqual({ code: 2, stdout, stderr: '' })
  })
  test.each(verbs.map((verb) => [verb.name, verb] as const))('of %s names all that it takes', (name, verb) => {
    const { code, stdout, stderr } = run(here, ['help', name])
    expect([code, stderr]).toEqual([0, ''])
    for (const [argument] of verb.arguments) expect(stdout).toContain(`  ${argument} `)
    for (const [option, described] of Object.entries(verb.options))
      expect(stdout).toContain(`  ${optionName(option, described)} `)
    expect(stdout.split('\n').every((line) => line.length <= 100)).toBe(true)
    expect(run(here, [name, '--help']).stdout).toBe(stdout)
  })
})

describe('colours', () => {
  test('are for a terminal', () => {
    expect(run(here, ['help', 'lint']).stdout).not.toContain(colour)
    const { status, stdout, error } = onTerminal(['help', 'lint'])
    if (error) throw new Error('script is missing: apt-get install bsdutils', { cause: error })
    expect(status).toBe(0)
    expect(stdout).toContain(`${colour}36m--strict${colour}39m`)
  })
  test.each([{ NO_COLOR: '1' }, { TERM: 'dumb' }])('and not where %o says so', (env) => {
    expect(onTerminal(['help', 'lint'], env).stdout).not.toContain(colour)
  })
})

describe('what there is not', () => {
  test.each([
    [['lnt'], 'there is no verb "lnt". Did you mean `lint`?'],
    [['help', 'cataloge'], 'there is no verb "cataloge". Did you mean `catalog`?'],
    [['--verison'], 'there is no verb "--verison". Did you mean `--version`?'],
    [['deploy'], `there is no verb "deploy". There are ${verbs.map(({ name }) => name).join(', ')}; `],
    [['report', '--outt', 'x'], "Unknown option '--outt'\nDid you mean `--out`?"],
    [['report', '--zzz'], "Unknown option '--zzz'\n`rolecall help report` lists the options."],
    [
      ['catalog', 'refesh', 'astro'],
      'catalog is followed by refresh or show and a platform, or by types. Did you mean `refresh`?',
    ],
    [['\u001b[31mred'], 'there is no verb "\\u001b[31mred".'],
  ])('%j', (args, message) => {
    const { code, stdout, stderr } = run(here, args)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain(`rolecall: ${message}`)
  })
})

test('--version prints the version alone', () => {
  expect(run(here, ['--version'])).toEqual({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/), stderr: '' })
})
