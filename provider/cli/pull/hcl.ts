import { hclString } from '../../roles/hcl-string.js'
import type { Plain } from './configured.js'
import { configuredAttributes } from './configured.js'
import type { PulledRole, Writer } from './writer.js'

const isRecord = (value: Plain): value is { readonly [name: string]: Plain } =>
  typeof value === 'object' && !Array.isArray(value)

const list = (items: readonly Plain[], indent: string): string =>
  items.length === 0
    ? '[]'
    : `[\n${items.map((item) => `${indent}  ${expression(item, `${indent}  `)},\n`).join('')}${indent}]`

const expression = (value: Plain, indent: string): string => {
  if (typeof value === 'string') return hclString(value)
  if (typeof value === 'boolean') return String(value)
  return isRecord(value) ? `{\n${body(value, `${indent}  `)}${indent}}` : list(value as readonly Plain[], indent)
}

type Line = { readonly name: string; readonly value: string }

/** `terraform fmt` puts equal signs below each other, but a value of several lines stands alone. */
const runsOf = (lines: readonly Line[]): readonly (readonly Line[])[] => {
  const runs: Line[][] = []
  let open = false
  for (const line of lines) {
    const alone = line.value.includes('\n')
    if (open && !alone) runs.at(-1)?.push(line)
    else runs.push([line])
    open = !alone
  }
  return runs
}

const body = (values: { readonly [name: string]: Plain }, indent: string): string => {
  const lines = Object.entries(values).map(([name, value]) => ({ name, value: expression(value, indent) }))
  return runsOf(lines)
    .map((run) => {
      const width = Math.max(...run.map(({ name }) => name.length))
      return run.map(({ name, value }) => `${indent}${name.padEnd(width)} = ${value}\n`).join('')
    })
    .join('')
}

const takenOver = ({ key, importId, movedFrom }: PulledRole, type: string): string =>
  movedFrom === null
    ? `import {\n  to = ${type}.${key}\n  id = ${hclString(importId)}\n}\n`
    : `moved {\n  from = ${movedFrom}.${key}\n  to   = ${type}.${key}\n}\n`

const block = (role: PulledRole): string => {
  const { key, existing } = role
  const type = `rolecall_${existing.type.name}`
  return `${takenOver(role, type)}\nresource "${type}" "${key}" {\n${body(configuredAttributes(existing), '  ')}}\n`
}

/** A moved block whose `from` is nowhere does nothing: the role would be made anew, and the old resource destroyed. */
const addresses =
  '# Each `from` is made from the name of the role. Where `terraform state list` shows another address, write that one.\n\n'

/** Resources with an import block each, or a moved block. */
export const hcl: Writer = {
  file: ({ key }, number) => `${key}_roles${number === 1 ? '' : `_${number}`}.tf`,
  keysApart: 'type',
  write: (roles) =>
    `${roles.some(({ movedFrom }) => movedFrom !== null) ? addresses : ''}${roles.map(block).join('\n')}`,
}
