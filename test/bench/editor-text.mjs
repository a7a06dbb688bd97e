/**
 * A long text of roles that is edited, and that knows by itself which of its permissions are wrong: what a
 * language server says of it can be held against that. A wrong permission is a right one with an `x` in it.
 */
import { deploymentPermissions, permissionsOf } from './role-files.mjs'

const permissionsPerRole = 8
const linesPerWrong = 200

const yaml = {
  name: 'YAML',
  languageId: 'yaml',
  file: 'bench.roles.yaml',
  head: ['version: 1', 'astro_role:'],
  before: (number) => [
    `  role_${number}:`,
    `    name: Role_${number}`,
    `    description: What role ${number} is for.`,
    '    scope_type: DEPLOYMENT',
    '    permissions:',
  ],
  item: ['      - ', ''],
  after: [],
}

const terraform = {
  name: 'Terraform',
  languageId: 'terraform',
  file: 'bench.tf',
  head: [],
  before: (number) => [
    `resource "rolecall_astro_role" "role_${number}" {`,
    `  name        = "Role_${number}"`,
    `  description = "What role ${number} is for."`,
    '  scope_type  = "DEPLOYMENT"',
    '  permissions = [',
  ],
  item: ['    "', '",'],
  after: ['  ]', '}', ''],
}

const typescript = {
  name: 'TypeScript',
  languageId: 'typescript',
  file: 'bench.ts',
  head: ["import { AstroRole } from '@rolecall/provider/cdktf'", "import type { Construct } from 'constructs'", ''],
  before: (number) => [
    `export const makeRole${number} = (scope: Construct): AstroRole =>`,
    `  new AstroRole(scope, 'role_${number}', {`,
    `    name: 'Role_${number}',`,
    `    description: 'What role ${number} is for.',`,
    "    scopeType: 'DEPLOYMENT',",
    '    permissions: [',
  ],
  item: ["      '", "',"],
  after: ['    ],', '  })', ''],
}

export const languages = { yaml, terraform, typescript }

/** Numbers from 0 to below 1 that look random and are the same in every run. (mulberry32) */
export const createRandom = (seed) => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const spoiled = (value, at) => `${value.slice(0, at)}x${value.slice(at)}`

const layOut = (language, lineCount) => {
  const lines = [...language.head]
  const permissions = []
  const [open, close] = language.item
  for (let number = 0; lines.length < lineCount; number += 1) {
    lines.push(...language.before(number))
    for (const value of permissionsOf(number, permissionsPerRole)) {
      permissions.push({ line: lines.length, value, x: -1 })
      lines.push(`${open}${value}${close}`)
    }
    lines.push(...language.after)
  }
  return { lines, permissions }
}

/** Every edit is given back as the change of a client, `{ range, text }`, and is made here too. */
export const createEditedText = (language, lineCount, seed) => {
  const random = createRandom(seed)
  const [open, close] = language.item
  const { lines, permissions } = layOut(language, lineCount)
  const any = (list) => list[Math.floor(random() * list.length)]
  /** Where in a permission its x is; -1 while it is right. */
  const spoil = (permission) => {
    permission.x = Math.floor(random() * permission.value.length)
    permission.value = spoiled(permission.value, permission.x)
  }
  const write = (permission) => (lines[permission.line] = `${open}${permission.value}${close}`)
  for (let wrong = 0; wrong < Math.round(lineCount / linesPerWrong); wrong += 1) {
    const permission = any(permissions.filter(({ x }) => x < 0))
    spoil(permission)
    write(permission)
  }

  const rangeIn = (line, start, end) => ({ start: { line, character: start }, end: { line, character: end } })
  const letter = (permission, index, text) => {
    const at = open.length + index
    return { range: rangeIn(permission.line, at, text === '' ? at + 1 : at), text }
  }
  const move = (from, by) => {
    for (const permission of permissions) if (permission.line >= from) permission.line += by
  }
  return {
    language,
    text: () => lines.join('\n') + '\n',
    /** The places that are wrong, in the order of the text, as one string that two can be compared by. */
    expected: () =>
      permissions
        .filter(({ x }) => x >= 0)
        .map(({ line, value }) => `${line}:${open.length}-${open.length + value.length}`)
        .join(' '),
    /** One letter: a right permission becomes wrong, or a wrong one right. */
    toggle: () => {
      const wrong = permissions.filter(({ x }) => x >= 0)
      const target = wrong.length * linesPerWrong > lineCount ? any(wrong) : any(permissions.filter(({ x }) => x < 0))
      if (target.x < 0) {
        spoil(target)
        write(target)
        return letter(target, target.x, 'x')
      }
      const change = letter(target, target.x, '')
      target.value = target.value.slice(0, target.x) + target.value.slice(target.x + 1)
      target.x = -1
      write(target)
      return change
    },
    /** A new line with a wrong permission. */
    insert: () => {
      const index = Math.floor(random() * permissions.length)
      const line = permissions[index].line + 1
      const permission = { line, value: any(deploymentPermissions), x: -1 }
      move(line, 1)
      spoil(permission)
      permissions.splice(index + 1, 0, permission)
      lines.splice(line, 0, '')
      write(permission)
      const change = { range: rangeIn(line, 0, 0), text: `${lines[line]}\n` }
      const remove = () => {
        permissions.splice(permissions.indexOf(permission), 1)
        lines.splice(permission.line, 1)
        move(permission.line, -1)
        const { line: at } = permission
        return { range: { start: { line: at, character: 0 }, end: { line: at + 1, character: 0 } }, text: '' }
      }
      return { change, remove }
    },
    /** The last letter of a right permission goes, and comes back. `other` is one that could stand there as well. */
    retype: () => {
      const target = any(
        permissions.filter(({ x, value }) => x < 0 && !deploymentPermissions.includes(value.slice(0, -1))),
      )
      const { value } = target
      const last = value.length - 1
      target.value = value.slice(0, -1)
      target.x = last
      write(target)
      const change = letter(target, last, '')
      const back = () => {
        Object.assign(target, { value, x: -1 })
        write(target)
        return letter(target, last, value.at(-1))
      }
      const end = open.length + value.length
      const index = permissions.indexOf(target)
      const near = permissions.slice(Math.max(0, index - 2 * permissionsPerRole), index + 2 * permissionsPerRole)
      const other = deploymentPermissions.find((known) => known !== value && !near.some((held) => held.value === known))
      return {
        change,
        back,
        other,
        position: { line: target.line, character: end },
        range: rangeIn(target.line, open.length, end),
      }
    },
  }
}
