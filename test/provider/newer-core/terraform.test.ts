/**
 * The same with a real newer Terraform or OpenTofu, by hand: TERRAFORM_BINARY_NAME is the path of one, which may be
 * built from its source (`go build` in a checkout of hashicorp/terraform, `go build ./cmd/tofu` in one of
 * opentofu/opentofu, five minutes).
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { forms, mirrorOf } from '../terraform/support/forms.js'
import type { Kind } from '../terraform/support/kinds.js'
import { kindNames, kindOf, roleTypeOf } from '../terraform/support/kinds.js'
import { product } from '../terraform/support/product.js'
import type { Session } from '../terraform/support/session.js'
import { startSession } from '../terraform/support/session.js'
import type { Workspace } from '../terraform/support/workspace.js'
import { createWorkspace } from '../terraform/support/workspace.js'

const { title, isOpenTofu, minor } = product
const hasIdentities = minor >= 12
const hasQueries = !isOpenTofu && minor >= 14

if (!hasIdentities) console.warn(`Not run: the tests with identities, which ${title} does not have.`)
if (!hasQueries) console.warn(`Not run: the tests with lists, which ${title} does not have.`)

type State = {
  readonly resources: readonly {
    readonly instances: readonly { readonly identity: object; readonly attributes: Record<string, unknown> }[]
  }[]
}

describe(title, () => {
  let session: Session
  beforeAll(async () => {
    session = await startSession()
  })
  afterAll(() => session.close())

  const succeed = async (workspace: Workspace, ...args: readonly string[]) => {
    const done = await workspace.run(args)
    expect(done.stdout + done.stderr).not.toMatch(/Error:|"@level":"error"/)
    expect(done.code).toBe(0)
    return done
  }

  const expectNothingToDo = async (workspace: Workspace) => {
    const { code, diagnostics } = await workspace.plan()
    expect({ code, diagnostics }).toEqual({ code: 0, diagnostics: [] })
  }

  describe.each(kindNames)('%s', (name) => {
    const roleType = roleTypeOf(name)

    const identityOf = (kind: Kind, attributes: Record<string, unknown>) => ({
      ...(kind.parent && { [kind.parent.attribute]: kind.parent.value }),
      [roleType.pathId]: attributes[roleType.pathId],
    })

    /** Each role in the state is told from all others. */
    const expectIdentities = async (kind: Kind, workspace: Workspace) => {
      const { resources } = JSON.parse(await workspace.read('terraform.tfstate')) as State
      const instances = resources.flatMap((resource) => resource.instances)
      expect(instances.length).toBeGreaterThan(0)
      for (const { identity, attributes } of instances) expect(identity).toEqual(identityOf(kind, attributes))
    }

    test.runIf(hasQueries)(
      'finds roles, writes them down and imports them by identity, and then nothing changes',
      async () => {
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
        await expectNothingToDo(workspace)
        await expectIdentities(kind, workspace)
        await succeed(workspace, 'destroy', '-json', '-auto-approve')
      },
    )

    test.runIf(hasIdentities)(
      'is imported by its identity, with a configuration that is generated, and then nothing changes',
      async () => {
        const kind = kindOf(name, session.sandbox)
        const workspace = await session.workspace()
        const id = await kind.remote.create('identified', kind.rich)
        const identity = identityOf(kind, { [roleType.pathId]: id })
        const lines = Object.entries(identity).map(([attribute, value]) => `${attribute} = "${value}"`)
        await workspace.write({})
        await workspace.file(
          'import.tf',
          `import {\n  to = ${kind.type}.x\n  identity = {\n${lines.join('\n')}\n  }\n}\n`,
        )
        await succeed(workspace, 'plan', '-json', '-generate-config-out=generated.tf')
        const applied = await succeed(workspace, 'apply', '-json', '-auto-approve')
        expect(applied.changes.map(({ action }) => action)).toEqual(['import'])
        await expectNothingToDo(workspace)
        await expectIdentities(kind, workspace)
        await succeed(workspace, 'destroy', '-json', '-auto-approve')
        expect(await kind.remote.find('identified')).toBeNull()
      },
    )

    test('makes, changes, replaces and destroys a role, with its identity in the state', async () => {
      const kind = kindOf(name, session.sandbox)
      const workspace = await session.workspace()
      const write = (attributes: object) => workspace.write({ resource: { [kind.type]: { x: attributes } } })
      await write(kind.full('whole-life'))
      await succeed(workspace, 'apply', '-json', '-auto-approve')
      if (hasIdentities) await expectIdentities(kind, workspace)
      let current = kind.full('whole-life')
      for (const { attribute, value } of kind.edits) {
        current = { ...current, [attribute]: value }
        await write(current)
        await succeed(workspace, 'apply', '-json', '-auto-approve')
        await expectNothingToDo(workspace)
        if (hasIdentities) await expectIdentities(kind, workspace)
      }
      await succeed(workspace, 'destroy', '-json', '-auto-approve')
    })
  })

  // https://opentofu.org/docs/language/providers/configuration/#for_each-multiple-instances-of-a-provider-configuration
  describe.runIf(isOpenTofu).each(forms)(
    'one provider block serves several organizations, by a process each',
    (form) => {
      test(form, async () => {
        const { sandbox } = session
        const mirror = await mirrorOf(form)
        const workspace = await createWorkspace(() => ({ ...sandbox.env, TF_CLI_CONFIG_FILE: mirror.terraformRc }))
        const places = sandbox.astro.organizations.map(({ id, token }, index) => [`org-${index}`, { id, token }])
        const kind = kindOf('astro_role', sandbox)
        const astro = { organization_id: '${each.value.id}', token: '${each.value.token}' }
        await workspace.write({
          variable: { places: { default: Object.fromEntries(places) } },
          provider: { rolecall: { alias: 'by_place', for_each: '${var.places}', astro } },
          resource: {
            [kind.type]: {
              x: { ...kind.minimal('Everywhere'), for_each: '${var.places}', provider: 'rolecall.by_place[each.key]' },
            },
          },
        })
        await succeed(workspace, 'init')
        const applied = await succeed(workspace, 'apply', '-json', '-auto-approve')
        expect(applied.changes.map(({ action }) => action)).toEqual(places.map(() => 'create'))
        await expectNothingToDo(workspace)
        const { resources } = JSON.parse(await workspace.read('terraform.tfstate')) as State
        const held = resources.flatMap(({ instances }) =>
          instances.map(({ attributes }) => attributes['organization_id']),
        )
        expect(held.sort()).toEqual(sandbox.astro.organizations.map(({ id }) => id).sort())
        await succeed(workspace, 'destroy', '-json', '-auto-approve')
        await workspace.close()
        await mirror.close()
      })
    },
  )
})
