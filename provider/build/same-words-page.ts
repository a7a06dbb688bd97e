/** One wrong permission after the other, in the words of every program that says so. The rules say them; a test asks the programs. */
import { shippedCatalog } from '@rolecall/shared/catalog/catalog.js'
import { checkRole } from '@rolecall/shared/check/check-role.js'
import type { Problem } from '@rolecall/shared/model/problem.js'
import { findRoleType, platformOf } from '@rolecall/shared/platforms/registry.js'
import { rules } from '@rolecall/shared/rules/rules.js'
import { fence, frontMatter } from './markdown.js'

const type = 'astro_role'

const scope = 'DEPLOYMENT'

/** Misspelt, of another scope, malformed. */
const wrong = ['deployment.airflow.dags.get', 'dag.airflow.dag.get', 'deployment..get']

const problemOf = (permission: string): Problem => {
  const roleType = findRoleType(type)
  const attributes = { name: 'Viewer', scope_type: scope, permissions: [permission] }
  const catalog = roleType && shippedCatalog(platformOf(roleType))
  const options = { limit: null, patterns: true, partial: false }
  const [problem] = catalog ? checkRole({ type, key: 'viewer', attributes }, { ...options, catalog }) : []
  if (!problem) throw new Error(`Nothing is wrong with ${permission}.`)
  return problem
}

const capitalized = (word: string): string => `${word.charAt(0).toUpperCase()}${word.slice(1)}`

const said = (permission: string): string => {
  const { code, severity, message } = problemOf(permission)
  const programs = [
    ['editor', `${message} rolecall(${code})`],
    ['lint', `viewer.roles.yaml:… ${severity} ${code} ${message}`],
    ['synth', `[stack/viewer] permissions[0]: ${code} ${message} (main.ts:…)`],
    ['plan', `${capitalized(severity)}: ${message} (${code})`],
    ['tsc', `main.ts(…): error TS… Type '"${permission}"' is not assignable to type '…'.`],
  ] as const
  const text = programs.map(([name, words]) => `${name.padEnd(8)}${words}`).join('\n')
  return `## ${rules[code].title}: \`${permission}\`\n\n${fence('shown by test/docs/same-words.test.ts', 'text', text)}`
}

export const sameWordsPage = {
  path: 'guides/same-words.md',
  text: [
    frontMatter('The same words everywhere', 'What editor, lint, synth, plan and tsc say of one wrong permission.'),
    '# The same words everywhere\n',
    `There is one check behind the editor, \`rolecall lint\`, synth and the plan, so a wrong permission is said in the same words wherever it is met first. Here it is the only permission of a role whose \`scope_type\` is \`${scope}\`. ` +
      'The last line is the compiler’s own, with the types that [`rolecall catalog types --closed`](typed-permissions.md) writes; without them only the scope is checked when you compile.\n',
    ...wrong.map(said),
  ].join('\n'),
}
