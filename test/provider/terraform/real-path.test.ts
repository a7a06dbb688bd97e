/** As users have it: the built provider, started by terraform from a mirror, over mutual TLS. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Sandbox } from '../../../provider/sandbox/contract.js'
import { startSandbox } from '../../../provider/sandbox/sandbox.js'
import type { Mirror } from './support/forms.js'
import { forms, mirrorOf } from './support/forms.js'
import { kindNames, kindOf } from './support/kinds.js'
import type { Workspace } from './support/workspace.js'
import { createWorkspace } from './support/workspace.js'

let sandbox: Sandbox
let mirror: Mirror
let workspace: Workspace

describe.each(forms)('%s', (form) => {
  beforeAll(async () => {
    sandbox = await startSandbox()
    mirror = await mirrorOf(form)
    workspace = await createWorkspace(() => ({ ...sandbox.env, TF_CLI_CONFIG_FILE: mirror.terraformRc }))
  })
  afterAll(async () => {
    await sandbox.close()
    await workspace.close()
    await mirror.close()
  })

  const roles = (description: string): Record<string, Record<string, object>> =>
    Object.fromEntries(
      kindNames.map((name) => {
        const kind = kindOf(name, sandbox)
        return [
          kind.type,
          {
            x: { ...kind.full('Real'), description },
            late: kind.withPermission('Late', '${terraform_data.late.output}'),
          },
        ]
      }),
    )

  test('init, plan, apply, nothing to do, change, two organizations at once, destroy', async () => {
    const [, other] = sandbox.astro.organizations
    const configuration = (description: string) => ({
      provider: {
        rolecall: [{}, { alias: 'other', astro: { organization_id: other?.id, token: other?.token } }],
      },
      resource: {
        ...roles(description),
        terraform_data: { late: { input: 'deployment.logs.get' } },
      },
    })
    const { resource, provider } = configuration('First.')
    await workspace.write({
      provider,
      resource: {
        ...resource,
        rolecall_astro_role: {
          ...roles('First.')['rolecall_astro_role'],
          elsewhere: {
            provider: 'rolecall.other',
            name: 'Real',
            permissions: ['deployment.get'],
            scope_type: 'DEPLOYMENT',
          },
        },
      },
    })
    const init = await workspace.run(['init', '-no-color'])
    expect({ code: init.code, stderr: init.stderr }).toEqual({ code: 0, stderr: '' })
    expect((await workspace.run(['validate', '-no-color'])).stdout).toContain('The configuration is valid')
    const plan = await workspace.plan('-out=one.plan')
    expect({ code: plan.code, diagnostics: plan.diagnostics }).toEqual({ code: 2, diagnostics: [] })
    expect(plan.changes).toHaveLength(2 * kindNames.length + 2)
    expect((await workspace.run(['apply', '-json', 'one.plan'])).diagnostics).toEqual([])
    expect(await workspace.plan()).toMatchObject({ code: 0, changes: [], diagnostics: [] })
    expect(await workspace.attributes('rolecall_astro_role.elsewhere')).toMatchObject({ organization_id: other?.id })

    await workspace.write(configuration('Second.'))
    const changed = await workspace.apply()
    expect(changed.code).toBe(0)
    expect(changed.changes.map(({ action }) => action).sort()).toEqual([
      'delete',
      'update',
      'update',
      'update',
      'update',
    ])
    expect(await workspace.plan()).toMatchObject({ code: 0, changes: [] })
    expect((await workspace.destroy()).code).toBe(0)
  })

  test('a trace says what the provider did and no credential', async () => {
    const log = join(workspace.directory, 'trace.log')
    const options = { env: { TF_LOG: 'trace', TF_LOG_PATH: log } }
    await workspace.write({
      resource: { ...roles('Traced.'), terraform_data: { late: { input: 'deployment.logs.get' } } },
    })
    expect((await workspace.run(['apply', '-auto-approve'], options)).code).toBe(0)
    expect((await workspace.run(['destroy', '-auto-approve'], options)).code).toBe(0)
    const text = await readFile(log, 'utf8')
    expect(text).toMatch(/terraform-provider-rolecall.*organizations/)
    const { env } = sandbox
    for (const credential of [env.ASTRO_API_TOKEN, env.NORTHFLANK_API_TOKEN, env.JITSUDO_TOKEN, env.JITSUDO_API_KEY]) {
      expect(text.includes(credential)).toBe(false)
    }
  })

  test('Ctrl-C reaches terraform and the provider, and the state holds what exists', async () => {
    const kind = kindOf('astro_role', sandbox)
    const many = Array.from({ length: 40 }, (_, index) => [`r${index}`, kind.minimal(`Cut-${index}`)] as const)
    await workspace.write({ resource: { [kind.type]: Object.fromEntries(many) } })
    let isCut = false
    const applied = await workspace.run(['apply', '-json', '-auto-approve'], {
      onLine: (line, child) => {
        if (isCut || !line.includes('"apply_complete"') || child.pid === undefined) return
        isCut = true
        // The group, as a terminal does.
        process.kill(-child.pid, 'SIGINT')
      },
    })
    expect(applied.code).not.toBe(0)
    const inState = (await workspace.run(['state', 'list'])).stdout
      .trim()
      .split('\n')
      .filter((line) => line !== '')
    const existing = await Promise.all(
      many.map(async ([key]) =>
        (await kind.remote.find(`Cut-${key.slice(1)}`)) === null ? [] : [`${kind.type}.${key}`],
      ),
    )
    expect(inState.sort()).toEqual(existing.flat().sort())
    expect((await workspace.destroy()).code).toBe(0)
  })
})
