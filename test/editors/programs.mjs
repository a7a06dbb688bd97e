import { spawnSync } from 'node:child_process'
import { test } from 'vitest'

const isThere = (program) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0

/** A test that needs a program of the system. Without it it is skipped and says how to get it; in CI it fails. */
export const testWith = (program, howToGetIt) => {
  if (isThere(program)) return test
  const message = `${program} is missing: ${howToGetIt}`
  if (process.env.ROLECALL_NO_SKIPS) return (name) => test(name, () => Promise.reject(new Error(message)))
  console.error(`test:editors: skipped, ${message}`)
  return test.skip
}
