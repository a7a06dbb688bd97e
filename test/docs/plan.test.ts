/** What the README shows of plans. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Session } from '../provider/terraform/support/session.js'
import { startSession } from '../provider/terraform/support/session.js'
import type { Workspace } from '../provider/terraform/support/workspace.js'
import { fencesRunBy } from './fences.js'
import { shows } from './output.js'

const [change, warning] = fencesRunBy('test/docs/plan.test.ts')

let session: Session

beforeAll(async () => {
  session = await startSession()
})
afterAll(() => session.close())

const role = (name: string, permissions: readonly string[]): string =>
  `resource "rolecall_astro_role" "${name}" {\n  name        = "Deployment_Viewer"\n  scope_type  = "DEPLOYMENT"\n` +
  `  permissions = ${JSON.stringify(permissions).replaceAll(',', ', ')}\n}\n`

const newWorkspace = async (): Promise<Workspace> => {
  const workspace = await session.workspace()
  await workspace.write({})
  return workspace
}

const planOf = async (workspace: Workspace, text: string): Promise<string> => {
  await workspace.file('main.tf', text)
  const { stdout, stderr } = await workspace.run(['plan', '-no-color'])
  return stdout + stderr
}

const expectShown = (text: string | undefined, printed: string): void => {
  if (!shows(`…\n${text}…\n`, printed)) expect(printed).toBe(text)
}

test('a change shows what it grants and how much more it can do', async () => {
  const before = ['deployment.get', 'deployment.airflow.dag.get', 'deployment.logs.get']
  const workspace = await newWorkspace()
  await workspace.file('main.tf', role('deployment_viewer', before))
  expect((await workspace.apply()).code).toBe(0)
  expectShown(change?.text, await planOf(workspace, role('deployment_viewer', [...before, 'deployment.update'])))
})

test('a permission that looks wrong is one warning', async () => {
  expectShown(
    warning?.text,
    await planOf(await newWorkspace(), role('viewer', ['deployment.get', 'deployment.airflow.dags.get'])),
  )
})
