/**
 * The same with a real newer Terraform, by hand: ROLECALL_TERRAFORM_NEW names a binary of 1.14 or later, which may be
 * built from its source (`go build` in a checkout of hashicorp/terraform, five minutes).
 */
import { spawnSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { kindNames, kindOf, roleTypeOf } from '../terraform/support/kinds.js'
import type { Session } from '../terraform/support/session.js'
import { startSession } from '../terraform/support/session.js'
import type { Workspace } from '../terraform/support/workspace.js'

const program = process.env['ROLECALL_TERRAFORM_NEW']

describe.skipIf(!program)(
  program ? spawnSync(program, ['version'], { encoding: 'utf8' }).stdout : 'newer',
  () => {
    let session: Session
    beforeAll(async () => {
      session = await startSession()
    })
    afterAll(() => session.close())

    const run = (workspace: Workspace, ...args: readonly string[]) => workspace.run(args, program ? { program } : {})

    const succeed = async (workspace: Workspace, ...args: readonly string[]) => {
      const done = await run(workspace, ...args)
      expect(done.stdout + done.stderr).not.toMatch(/Error:|"@level":"error"/)
      expect(done.code).toBe(0)
      return done
    }

    describe.each(kindNames)('%s', (name) => {
      const roleType = roleTypeOf(name)

      test('finds roles, writes them down and imports them by identity, and then nothing changes', async () => {
        const kind = kindOf(name, session.sandbox)
        const workspace = await session.workspace()
        const labels = ['queried-0', 'queried-1']
        for (const label of labels)
          await kind.remote.create(label, { ...kind.rich, ...(kind.label === 'slug' && { name: label }) })
        await workspace.write({})
        const isRequired = kind.parent && roleType.attributes[kind.parent.attribute]?.presence === 'required'
        const parent = isRequired ? `${kind.parent?.attribute} = "${kind.parent?.value}"` : ''
        await workspace.file(
          'roles.tfquery.hcl',
          `list "${kind.type}" "all" {\n  provider = rolecall\n  config {\n    ${parent}\n    name_regex = "^queried-"\n  }\n}\n`,
        )
        const shown = await succeed(workspace, 'query', '-no-color', '-generate-config-out=generated.tf')
        for (const label of labels) expect(shown.stdout).toContain(label)
        const plan = await succeed(workspace, 'plan', '-json')
        expect(plan.changes.map(({ action }) => action)).toEqual(['import', 'import'])
        await succeed(workspace, 'apply', '-json', '-auto-approve')
        const after = await run(workspace, 'plan', '-json', '-detailed-exitcode')
        expect({ code: after.code, diagnostics: after.diagnostics }).toEqual({ code: 0, diagnostics: [] })
        const state = JSON.parse(await workspace.read('terraform.tfstate')) as {
          resources: { instances: { identity: object; attributes: Record<string, unknown> }[] }[]
        }
        for (const { instances } of state.resources)
          for (const { identity, attributes } of instances)
            expect(identity).toEqual({
              ...(kind.parent && { [kind.parent.attribute]: kind.parent.value }),
              [roleType.pathId]: attributes[roleType.pathId],
            })
        await succeed(workspace, 'destroy', '-json', '-auto-approve')
      })

      test('makes, changes, replaces and destroys a role, with its identity in the state', async () => {
        const kind = kindOf(name, session.sandbox)
        const workspace = await session.workspace()
        const write = (attributes: object) => workspace.write({ resource: { [kind.type]: { x: attributes } } })
        await write(kind.full('whole-life'))
        await succeed(workspace, 'apply', '-json', '-auto-approve')
        let current = kind.full('whole-life')
        for (const { attribute, value } of kind.edits) {
          current = { ...current, [attribute]: value }
          await write(current)
          await succeed(workspace, 'apply', '-json', '-auto-approve')
          await succeed(workspace, 'plan', '-json', '-detailed-exitcode')
        }
        await succeed(workspace, 'destroy', '-json', '-auto-approve')
      })
    })
  },
  300_000,
)
