/** The provider in this process, whose waits pass at once. */
import { createProviderServer } from '../../provider/framework/server.js'
import { startReattached } from '../../provider/plugin/reattach.js'
import { createRolecallProvider } from '../../provider/roles/provider.js'
import { providerService } from '../../provider/rpc/provider-service.js'
import type { Workspace } from '../provider/terraform/support/workspace.js'
import { createWorkspace } from '../provider/terraform/support/workspace.js'

export type Attached = {
  workspace(): Promise<Workspace>
  /** Milliseconds that one try of a request may take. */
  patience: number
  close(): Promise<void>
}

const silent = (): void => undefined
const log = { trace: silent, debug: silent, info: silent, warn: silent, error: silent }

export const patient = 20_000

/** Waits take no time, yet time passes: what waits until some time is not kept waiting for ever. */
export const attach = async (environment: Record<string, string | undefined>): Promise<Attached> => {
  let waited = 0
  const workspaces: Workspace[] = []
  const attached: Attached = {
    patience: patient,
    workspace: async () => {
      const workspace = await createWorkspace(() => reattached.environment)
      workspaces.push(workspace)
      return workspace
    },
    close: async () => {
      await reattached.close()
      await Promise.all(workspaces.map((workspace) => workspace.close()))
    },
  }
  const provider = createRolecallProvider({
    environment,
    directory: () => '/nowhere',
    patience: { total: 300, between: 50 },
    timing: {
      now: () => Date.now() + waited,
      sleep: async (milliseconds) => {
        waited += milliseconds
      },
      random: () => 0.5,
      get attemptMilliseconds() {
        return attached.patience
      },
    },
  })
  const reattached = await startReattached({
    sources: ['registry.terraform.io/rolecall/rolecall'],
    services: [providerService(createProviderServer(provider, { log }), log)],
    log,
  })
  return attached
}
