/** Wrong inputs, and who finds them: what the guide's table says of each is what synth does. */
import type { AstroRoleConfig } from '@rolecall/provider/cdktf'
import { AstroRole, NorthflankOrgRole, RolecallProvider, RoleFiles } from '@rolecall/provider/cdktf'
import { AstroRole as Binding } from '@rolecall/provider/cdktf/bindings/astro-role'
import type { TerraformStack } from 'cdktf'
import { Fn, TerraformVariable } from 'cdktf'
import { describe, expect, test } from 'vitest'
import { readPage } from '../../docs/fences.js'
import { createWorkspace, messageOf, synthesize } from './workspace.js'

const page = 'provider/docs/guides/role-files-in-code.md'

type Row = { readonly wrong: string; readonly finder: string }

/** The rows of the table under "What is found when". */
const rows: readonly Row[] = readPage(page)
  .split('\n')
  .flatMap((line) => {
    const [, wrong, finder] = /^\| (.+?) +\| ((?:synth|the plan|the platform)\b.*?) +\|$/.exec(line) ?? []
    return wrong !== undefined && finder !== undefined ? [{ wrong, finder }] : []
  })

type Input = {
  /** How the row of the guide begins. */
  readonly row: string
  readonly name: string
  readonly build: (stack: TerraformStack) => void
  readonly settings?: object
  /** What synth says; null where another one finds it. */
  readonly says: RegExp | null
}

/** As JavaScript gives it, which no compiler looks at. */
const astro =
  (change: object, id = 'role') =>
  (stack: TerraformStack): AstroRole =>
    new AstroRole(stack, id, {
      name: 'Role',
      scopeType: 'DEPLOYMENT',
      permissions: ['deployment.get'],
      ...change,
    } as AstroRoleConfig<'DEPLOYMENT'>)

const permissions = (...list: readonly string[]) => astro({ permissions: list })

const token = (stack: TerraformStack): string => new TerraformVariable(stack, 'part', { type: 'string' }).stringValue

const list = (stack: TerraformStack): string[] => new TerraformVariable(stack, 'all', { type: 'set(string)' }).listValue

const roleFile = 'astro_role:\n  role: { name: Role, scope_type: DEPLOYMENT, permissions: [deployment.get] }\n'

const malformed = 'a malformed permission'
const unknown = 'a permission that no catalog knows'
const pattern = 'a pattern in `Fn.concat`'
const oneName = 'two roles of one name or slug'
const later = 'the same where a token'
const elsewhere = 'a permission in a variable'

const inputs: readonly Input[] = [
  {
    row: malformed,
    name: 'a malformed permission',
    build: permissions('deployment.get', 'deployment..get'),
    says: /permissions\[1\]: RC005/,
  },
  { row: malformed, name: 'a malformed pattern', build: permissions('deployment.air*.get'), says: /RC005/ },
  { row: malformed, name: 'a pattern without a match', build: permissions('deployment.nothing.*'), says: /RC010/ },
  { row: malformed, name: 'no permission', build: permissions(), says: /RC006/ },
  { row: malformed, name: 'a bad name', build: astro({ name: '' }), says: /name: RC007/ },
  { row: malformed, name: 'no name', build: astro({ name: undefined }), says: /RC008/ },
  {
    row: malformed,
    name: 'a scope that there is not',
    build: astro({ scopeType: 'WORKSPACE' }),
    says: /scope_type: RC008/,
  },
  {
    row: malformed,
    name: 'a permission that is no text',
    build: (stack) => new NorthflankOrgRole(stack, 'org', { name: 'Dev', permissions: { orgScope: [''] } }),
    says: /permissions\.org_scope\[0\]: RC005/,
  },
  {
    row: unknown,
    name: 'an unknown permission',
    build: permissions('deployment.gett'),
    says: /permissions\[0\]: RC001/,
  },
  { row: unknown, name: 'one of another scope', build: permissions('dag.airflow.dag.get'), says: /RC003/ },
  { row: unknown, name: 'a permission twice', build: permissions('deployment.get', 'deployment.get'), says: /RC002/ },
  {
    row: unknown,
    name: 'a restriction without effect',
    build: (stack) =>
      new NorthflankOrgRole(stack, 'org', {
        name: 'Dev',
        permissions: { orgScope: ['Label'] },
        restrictions: { enabled: false, teams: [{ teamId: 'payments' }] },
      }),
    says: /RC011/,
  },
  {
    row: 'a list token that was spread',
    name: 'a spread list token',
    build: (stack) => permissions('deployment.get', ...list(stack))(stack),
    says: /permissions: RC008 .*Fn\.concat/,
  },
  {
    row: '`deploy ment.${token}`',
    name: 'a partly known permission',
    build: (stack) => permissions(`deploy ment.${token(stack)}`)(stack),
    says: /permissions\[0\]: RC005 `deploy ment\.\$\{…\}` is not a permission/,
  },
  {
    row: pattern,
    name: 'a partly known pattern',
    build: (stack) => permissions(`deployment.${token(stack)}.*`)(stack),
    says: /permissions\[0\]: RC005 `deployment\.\$\{…\}\.\*` is a pattern of which part/,
  },
  {
    row: pattern,
    name: 'a pattern in Fn.concat',
    build: (stack) => astro({ permissions: Fn.concat([['deployment.*'], list(stack)]) })(stack),
    says: /permissions\[0\]: RC005 A pattern cannot stand here/,
  },
  {
    row: pattern,
    name: 'a pattern in an override',
    build: (stack) => astro({})(stack).addOverride('permissions', ['deployment.*']),
    says: /permissions\[1\]: RC005 A pattern cannot stand here/,
  },
  {
    row: 'two roles of one address',
    name: 'one address',
    build: (stack) => astro({ name: 'Other' }, 'other')(stack).overrideLogicalId(astro({})(stack).friendlyUniqueId),
    says: /RC012 The construct .* has the address/,
  },
  {
    row: oneName,
    name: 'two constructs of one name',
    build: (stack) => [astro({}, 'one')(stack), astro({}, 'two')(stack)],
    says: /RC012 .*`Role` too/,
  },
  {
    row: oneName,
    name: 'a construct beside a role file',
    build: (stack) => {
      const directory = createWorkspace({ 'a.roles.yaml': roleFile })
      return [astro({}, 'code')(stack), new RoleFiles(stack, 'files', { paths: ['*.roles.yaml'], directory })]
    },
    says: /RC012 .*`Role` too/,
  },
  {
    row: 'a blast radius above the limit',
    name: 'the limit of the provider',
    build: permissions('deployment.delete'),
    settings: { maxBlastRadius: 'low' },
    says: /RC009/,
  },
  {
    row: later,
    name: 'one name by a token',
    build: (stack) => {
      const name = token(stack)
      return [astro({ name }, 'one')(stack), astro({ name }, 'two')(stack)]
    },
    says: null,
  },
  {
    row: elsewhere,
    name: 'a permission in a variable',
    build: (stack) => astro({ permissions: list(stack) })(stack),
    says: null,
  },
  {
    row: 'anything in the plain bindings',
    name: 'a plain binding',
    build: (stack) => new Binding(stack, 'raw', { name: '', scopeType: 'PLANET', permissions: ['deployment..get'] }),
    says: null,
  },
  {
    row: 'a severity of the provider construct',
    name: 'a code that there is not',
    build: permissions('deployment.get'),
    settings: { severity: { RC999: 'error' } },
    says: null,
  },
  {
    row: 'a permission that the catalog has',
    name: 'a permission that an organization has not',
    build: permissions('deployment.get'),
    says: null,
  },
]

/** Errors as they are thrown, then warnings as they are annotated. */
const synth = ({ build, settings = {} }: Input): { readonly error: string; readonly warnings: string } => {
  const stacks: TerraformStack[] = []
  const error = messageOf(() =>
    synthesize((stack) => {
      stacks.push(stack)
      new RolecallProvider(stack, 'rolecall', settings)
      build(stack)
    }),
  )
  const metadata = stacks.flatMap(({ node }) => node.findAll().flatMap((each) => each.node.metadata))
  return { error, warnings: metadata.flatMap(({ type, data }) => (type === '@cdktf/warn' ? [data] : [])).join('\n') }
}

describe.each(rows)('$wrong', ({ wrong, finder }) => {
  const own = inputs.filter(({ row }) => wrong.startsWith(row))

  test('has an input that shows it', () => expect(own.length).toBeGreaterThan(0))

  test.each(own)('$name', (input) => {
    const { error, warnings } = synth(input)
    if (input.says === null) {
      expect(finder).toMatch(/^the /)
      expect([error, warnings]).toEqual(['', ''])
      return
    }
    const [said, other] = finder.startsWith('synth: warning') ? [warnings, error] : [error, '']
    expect(said).toMatch(input.says)
    expect(other).toBe('')
  })
})

test('every input is in the table', () => {
  expect(inputs.filter(({ row }) => !rows.some(({ wrong }) => wrong.startsWith(row)))).toEqual([])
})
