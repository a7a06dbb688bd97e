/** A directory of role files, and the stack that deploys them. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { RoleFiles } from '@rolecall/provider/cdktf'
import { TerraformStack, Testing } from 'cdktf'
import type { Construct } from 'constructs'
import { onTestFinished } from 'vitest'

/** Writes files below a directory that lives as long as the test. */
export const createWorkspace = (files: Readonly<Record<string, string>>): string => {
  const directory = mkdtempSync(join(tmpdir(), 'rolecall-constructs-'))
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  for (const [name, text] of Object.entries(files)) {
    const path = join(directory, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  }
  return directory
}

export type Synthesized = {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>
  readonly provider?: Readonly<Record<string, readonly unknown[]>>
  readonly import?: readonly unknown[]
  readonly moved?: readonly unknown[]
  readonly output?: unknown
}

/** The stack as Terraform gets it. Validations run as in `cdktf synth`. */
export const synthesize = (build: (stack: TerraformStack) => void): Synthesized => {
  const stack = new TerraformStack(Testing.app(), 'stack')
  build(stack)
  return JSON.parse(Testing.synth(stack, true)) as Synthesized
}

export const paths = ['**/*.roles.*']

export const addRoleFiles = (scope: Construct, directory: string, id = 'roles'): RoleFiles =>
  new RoleFiles(scope, id, { paths, directory })

/** Synthesizes the role files alone. */
export const synthesizeFiles = (files: Readonly<Record<string, string>>): Synthesized => {
  const directory = createWorkspace(files)
  return synthesize((stack) => void addRoleFiles(stack, directory))
}

export const messageOf = (work: () => unknown): string => {
  try {
    work()
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  return ''
}
