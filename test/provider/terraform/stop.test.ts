/** Signals to the whole process group, as a terminal, `timeout` and a pipeline that is cancelled send them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Sandbox } from '../../../provider/sandbox/contract.js'
import { startSandbox } from '../../../provider/sandbox/sandbox.js'
import type { Mirror } from './support/forms.js'
import { forms, mirrorOf } from './support/forms.js'
import { kindOf } from './support/kinds.js'
import type { Slow } from './support/slow.js'
import { startSlow } from './support/slow.js'
import type { Workspace } from './support/workspace.js'
import { createWorkspace } from './support/workspace.js'

let sandbox: Sandbox
let slow: Slow
let mirror: Mirror
let workspace: Workspace

describe.each(forms)('%s', (form) => {
  beforeAll(async () => {
    sandbox = await startSandbox()
    slow = await startSlow(sandbox.astro.origin, 2_000)
    mirror = await mirrorOf(form)
    workspace = await createWorkspace(() => ({
      ...sandbox.env,
      ASTRO_API_URL: `${slow.origin}/v1`,
      TF_CLI_CONFIG_FILE: mirror.terraformRc,
    }))
  })
  afterAll(async () => {
    await slow.close()
    await sandbox.close()
    await workspace.close()
    await mirror.close()
  })

  test.each(['SIGTERM', 'SIGINT'] as const)('%s to the group while a role is made loses no role', async (signal) => {
    const kind = kindOf('astro_role', sandbox)
    const address = `${kind.type}.x`
    await workspace.write({ resource: { [kind.type]: { x: kind.minimal(`Cut-${signal}`) } } })
    expect((await workspace.run(['init'])).code).toBe(0)
    const applied = await workspace.run(['apply', '-json', '-auto-approve'], {
      onLine: (line, { pid = 0 }) => {
        // The platform has the role by then, and the provider waits for the answer.
        if (line.includes('"apply_start"')) setTimeout(() => process.kill(-pid, signal), 500)
      },
    })
    expect(applied.stdout).toContain('Interrupt received')
    expect(applied.diagnostics.map(({ summary }) => summary)).not.toContain('Plugin did not respond')
    const remote = await kind.remote.find(`Cut-${signal}`)
    expect(remote).not.toBeNull()
    expect(await workspace.attributes(address)).toMatchObject({ name: `Cut-${signal}` })
    expect((await workspace.plan()).code).toBe(0)
    expect((await workspace.destroy()).code).toBe(0)
  })
})
