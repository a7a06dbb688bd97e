import { describe, expect, test } from 'vitest'
import { createLog, logLine } from '../../../provider/plugin/log.js'

const collect = (environment: Record<string, string>) => {
  const lines: string[] = []
  const log = createLog('rolecall', environment, (line) => lines.push(line))
  return { log, lines, all: () => lines.map((line) => JSON.parse(line)) }
}

const levels = ['trace', 'debug', 'info', 'warn', 'error'] as const

const seen = (environment: Record<string, string>): readonly string[] => {
  const { log, all } = collect(environment)
  for (const level of levels) log[level]('x')
  return all().map((entry) => entry['@level'])
}

describe('the level', () => {
  test.each([
    [{}, []],
    [{ TF_LOG: '' }, []],
    [{ TF_LOG: 'off' }, []],
    [{ TF_LOG: 'WARN' }, ['warn', 'error']],
    [{ TF_LOG: 'JSON' }, levels],
    [{ TF_LOG: 'nonsense' }, levels],
    [{ TF_LOG: 'trace', TF_LOG_PROVIDER: 'error' }, ['error']],
    [{ TF_LOG: 'trace', TF_LOG_PROVIDER: 'off' }, []],
    [{ TF_LOG_PROVIDER: 'error', TF_LOG_PROVIDER_ROLECALL: 'info' }, ['info', 'warn', 'error']],
  ])('of %j lets pass %j', (environment, expected) => {
    expect(seen(environment)).toEqual(expected)
  })

  test('is looked at before a line is made', () => {
    const { log } = collect({ TF_LOG: 'info' })
    const fields = {
      get costly(): string {
        throw new Error('formatted for nobody')
      },
    }
    expect(() => log.debug('x', fields)).not.toThrow()
  })
})

describe('a line', () => {
  test('has what hclog reads, the time with six digits', () => {
    const { log, all } = collect({ TF_LOG: 'info' })
    log.info('read', { status: 200 })
    expect(all()).toEqual([
      {
        '@level': 'info',
        '@message': 'read',
        '@module': 'rolecall',
        '@timestamp': expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/),
        status: 200,
      },
    ])
  })

  test('keeps its own fields whatever is added, since another kind of value would end terraform', () => {
    const line = JSON.parse(
      logLine('rolecall', 'warn', 'kept', { '@message': 1, '@level': null, '@timestamp': {}, '@module': [] }),
    )
    expect(line).toMatchObject({ '@message': 'kept', '@level': 'warn', '@module': 'rolecall' })
  })

  test('is one line, whatever it says', () => {
    expect(logLine('rolecall', 'info', 'a\nb\r\u2028', { error: new Error('c\nd') })).not.toContain('\n')
  })

  test('takes what JSON does not', () => {
    const cycle: Record<string, unknown> = {}
    cycle['self'] = cycle
    expect(JSON.parse(logLine('rolecall', 'info', 'x', { big: 10n ** 30n }))).toMatchObject({
      big: '1000000000000000000000000000000',
    })
    expect(JSON.parse(logLine('rolecall', 'info', 'x', cycle))).toMatchObject({ '@message': 'x', fields: 'not JSON' })
  })

  test.each([
    ['fields', 'short', { body: 'x'.repeat(100_000) }],
    ['a message', '\u0001é'.repeat(100_000), {}],
  ])('is never longer than go-plugin reads, for all of %s', (_name, message, fields) => {
    const line = logLine('rolecall', 'info', message, fields)
    expect(Buffer.byteLength(line)).toBeLessThan(64 * 1024)
    expect(message.startsWith(JSON.parse(line)['@message'])).toBe(true)
  })
})
