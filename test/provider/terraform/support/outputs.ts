import { expect } from 'vitest'
import { errorsOf } from './errors.js'
import type { Workspace } from './workspace.js'

/** Applies, and gives the values of all outputs. */
export const outputsOf = async (workspace: Workspace): Promise<Readonly<Record<string, unknown>>> => {
  const applied = await workspace.apply()
  expect({ code: applied.code, errors: errorsOf(applied) }).toEqual({ code: 0, errors: [] })
  const { stdout } = await workspace.run(['output', '-json'])
  const outputs = JSON.parse(stdout) as Record<string, { readonly value: unknown }>
  return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]))
}
