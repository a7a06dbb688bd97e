import { templateText } from '@rolecall/shared/text/template-text.js'
import type { Plain } from './configured.js'
import { configuredAttributes } from './configured.js'
import type { PulledRole, Writer } from './writer.js'

const camel = (name: string): string => name.replace(/_([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase())

const className = (type: string): string => {
  const name = camel(type)
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`
}

/** Terraform's JSON takes strings for templates. */
const string = (value: string): string =>
  `'${JSON.stringify(templateText(value)).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`

const expression = (value: Plain, indent: string): string => {
  if (typeof value === 'string') return string(value)
  if (typeof value === 'boolean') return String(value)
  const inner = `${indent}  `
  if (Array.isArray(value)) {
    return value.length === 0
      ? '[]'
      : `[\n${value.map((item: Plain) => `${inner}${expression(item, inner)},\n`).join('')}${indent}]`
  }
  const entries = Object.entries(value)
  return entries.length === 0
    ? '{}'
    : `{\n${entries.map(([name, item]) => `${inner}${camel(name)}: ${expression(item, inner)},\n`).join('')}${indent}}`
}

const statement = ({ key, existing, importId }: PulledRole): string =>
  `  new ${className(existing.type.name)}(scope, ${string(key)}, ${expression(configuredAttributes(existing), '  ')}).importFrom(${string(importId)})\n`

/** A function that adds the roles to a stack. */
export const cdktf: Writer = {
  file: ({ key }, number) => `${key}-roles${number === 1 ? '' : `-${number}`}.ts`,
  keysApart: 'all',
  write: (roles) => {
    const classes = [...new Set(roles.map(({ existing }) => className(existing.type.name)))].sort()
    return (
      `import { ${classes.join(', ')} } from '@rolecall/provider/cdktf'\n` +
      `import type { Construct } from 'constructs'\n\n` +
      `export const addRoles = (scope: Construct): void => {\n${roles.map(statement).join('\n')}}\n`
    )
  },
}
