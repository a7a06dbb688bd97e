/** The guide's pieces of an app, run. */
import * as library from '@rolecall/provider/cdktf'
import * as core from 'cdktf'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { fencesRunBy, placeOf } from '../../docs/fences.js'
import { messageOf } from '../constructs/workspace.js'

const run = (text: string): string => {
  const stack = new core.TerraformStack(core.Testing.app(), 'stack')
  new library.RolecallProvider(stack, 'rolecall')
  const names = { ...core, ...library, stack }
  const code = ts.transpile(text, { target: ts.ScriptTarget.ES2022 })
  return messageOf(() => {
    new Function(...Object.keys(names), code)(...Object.values(names))
    core.Testing.synth(stack, true)
  })
}

test.each(fencesRunBy('test/provider/types/guide.test.ts').map((fence) => [placeOf(fence), fence] as const))(
  '%s runs',
  (_, { text }) => expect(run(text)).toBe(''),
)
