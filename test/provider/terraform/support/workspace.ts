import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Options, Run } from './terraform.js'
import { terraform } from './terraform.js'

type Json = { readonly [name: string]: unknown }

/** A state as Terraform's JSON has it, attributes only. */
export type Attributes = { readonly [name: string]: unknown }

export type Workspace = {
  readonly directory: string
  /** Writes main.tf.json, provider requirement included. */
  write(configuration: Json): Promise<void>
  file(name: string, text: string): Promise<void>
  read(name: string): Promise<string>
  remove(name: string): Promise<void>
  run(args: readonly string[], options?: Partial<Options>): Promise<Run>
  /** Exit code 0: nothing to do; 2: changes. */
  plan(...args: readonly string[]): Promise<Run>
  apply(...args: readonly string[]): Promise<Run>
  destroy(...args: readonly string[]): Promise<Run>
  /** What the state file holds of a resource; undefined where it holds none. */
  attributes(address: string): Promise<Attributes | undefined>
  /** Values of a plan with -out=NAME, by address. */
  planned(
    name: string,
  ): Promise<Readonly<Record<string, { readonly after: Attributes | null; readonly unknown: Attributes }>>>
  close(): Promise<void>
}

const source = 'registry.terraform.io/rolecall/rolecall'

type Instance = { readonly attributes: Attributes; readonly status?: string }
type StateFile = {
  readonly resources: readonly {
    readonly type: string
    readonly name: string
    readonly instances: readonly Instance[]
  }[]
}

type PlanFile = {
  readonly resource_changes?: readonly {
    readonly address: string
    readonly change: { readonly after: Attributes | null; readonly after_unknown: Attributes }
  }[]
}

/** A directory for one configuration. `env` is terraform's, beside what every run has. */
export const createWorkspace = async (env: () => Readonly<Record<string, string>>): Promise<Workspace> => {
  const directory = await mkdtemp(join(tmpdir(), 'rolecall-terraform-'))
  const at = (name: string): string => join(directory, name)
  await writeFile(at('terraform.rc'), '')
  const run: Workspace['run'] = (args, options = {}) =>
    terraform(args, {
      cwd: directory,
      ...options,
      env: { TF_CLI_CONFIG_FILE: at('terraform.rc'), ...env(), ...options.env },
    })
  return {
    directory,
    write: (configuration) =>
      writeFile(
        at('main.tf.json'),
        JSON.stringify({ terraform: { required_providers: { rolecall: { source } } }, ...configuration }, null, 2),
      ),
    file: async (name, text) => {
      await mkdir(dirname(at(name)), { recursive: true })
      await writeFile(at(name), text)
    },
    read: (name) => readFile(at(name), 'utf8'),
    remove: (name) => rm(at(name)),
    run,
    plan: (...args) => run(['plan', '-json', '-detailed-exitcode', ...args]),
    apply: (...args) => run(['apply', '-json', '-auto-approve', ...args]),
    destroy: (...args) => run(['destroy', '-json', '-auto-approve', ...args]),
    attributes: async (address) => {
      const [type, name] = address.split('.')
      const text = await readFile(at('terraform.tfstate'), 'utf8').catch(() => '{"resources":[]}')
      const { resources } = JSON.parse(text) as StateFile
      return resources.find((one) => one.type === type && one.name === name)?.instances[0]?.attributes
    },
    planned: async (name) => {
      const shown = await run(['show', '-json', name])
      const { resource_changes: changes = [] } = JSON.parse(shown.stdout) as PlanFile
      return Object.fromEntries(
        changes.map(({ address, change }) => [address, { after: change.after, unknown: change.after_unknown }]),
      )
    },
    close: () => rm(directory, { recursive: true }),
  }
}
