import { readFileSync } from 'node:fs'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'

const guard = readFileSync(new URL('../../../provider/plugin/node-guard.js', import.meta.url), 'utf8')

const runUnder = (node: string) => {
  const written: string[] = []
  const codes: number[] = []
  const process = {
    versions: { node },
    execPath: '/usr/bin/node',
    stdout: { write: (text: string) => written.push(text) },
    exit: (code: number) => codes.push(code),
  }
  runInNewContext(guard, { process })
  return { written, codes }
}

test.each(['20.19.0', '20.20.1', '22.0.0', '100.0.0'])('lets node %s pass', (version) => {
  expect(runUnder(version)).toEqual({ written: [], codes: [] })
})

test.each(['0.12.18', '8.17.0', '18.20.8', '20.18.3', '9.20.0'])('ends node %s with one line', (version) => {
  const { written, codes } = runUnder(version)
  expect(codes).toEqual([1])
  expect(written).toEqual([expect.stringMatching(/^[^\n]*Node\.js 20\.19 or newer[^\n]*\n$/)])
  expect(written[0]).toContain(version)
})

test('is ES5 and needs nothing', () => {
  expect(guard).not.toMatch(/=>|\b(const|let|import|require|class)\b|`/)
})
