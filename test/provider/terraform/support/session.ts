import { createProviderServer } from '../../../../provider/framework/server.js'
import type { HttpEnvironment } from '../../../../provider/platforms/role-api.js'
import type { Reattachable, Reattached } from '../../../../provider/plugin/reattach.js'
import { startReattached } from '../../../../provider/plugin/reattach.js'
import { createRolecallProvider } from '../../../../provider/roles/provider.js'
import { providerService } from '../../../../provider/rpc/provider-service.js'
import type { Sandbox, SandboxOptions } from '../../../../provider/sandbox/contract.js'
import { startSandbox } from '../../../../provider/sandbox/sandbox.js'
import type { Interference, SandboxRequest } from '../../../../provider/sandbox/service/interference.js'
import type { Workspace } from './workspace.js'
import { createWorkspace } from './workspace.js'

/** The role APIs and the provider, both in this process, and real terraforms that use them. */
export type Session = {
  readonly sandbox: Sandbox
  /** The provider's environment. Tests may change it. */
  readonly environment: Record<string, string | undefined>
  /** Requests since the last look. */
  requests(): readonly SandboxRequest[]
  /** Breaks requests until it is called with nothing. */
  interfere(how?: (request: SandboxRequest) => Interference | undefined): void
  /** Where the provider looks for `.rolecall`. */
  directory: string
  workspace(): Promise<Workspace>
  /** Serves another provider beside ours. */
  attach(provider: Reattachable): Promise<void>
  close(): Promise<void>
}

const silent = (): void => undefined
const log = { trace: silent, debug: silent, info: silent, warn: silent, error: silent }

/** A wait takes no time, so that retries do not slow the tests. */
export const hurried: NonNullable<HttpEnvironment['timing']> = {
  now: Date.now,
  sleep: async () => undefined,
  random: Math.random,
  attemptMilliseconds: 60_000,
}

const environmentOf = (attached: readonly Reattached[]): Reattached['environment'] => {
  const all = attached.map(({ environment }) => JSON.parse(environment.TF_REATTACH_PROVIDERS))
  return { TF_REATTACH_PROVIDERS: JSON.stringify(Object.assign({}, ...all)) }
}

type Given = { readonly sandbox?: SandboxOptions; readonly timing?: HttpEnvironment['timing'] }

export const startSession = async (given: Given = {}): Promise<Session> => {
  let interfere: ((request: SandboxRequest) => Interference | undefined) | undefined
  let requests: SandboxRequest[] = []
  const sandbox = await startSandbox({
    ...given.sandbox,
    intercept: (request) => {
      requests.push(request)
      return interfere?.(request)
    },
  })
  const workspaces: Workspace[] = []
  const attached: Reattached[] = []
  const environment: Record<string, string | undefined> = { ...sandbox.env }
  const session: Session = {
    sandbox,
    environment,
    requests: () => {
      const seen = requests
      requests = []
      return seen
    },
    interfere: (how) => {
      interfere = how
    },
    directory: '/nowhere',
    workspace: async () => {
      const workspace = await createWorkspace(() => environmentOf(attached))
      workspaces.push(workspace)
      return workspace
    },
    attach: async (provider) => {
      attached.push(await startReattached(provider))
    },
    close: async () => {
      await Promise.all(attached.map((each) => each.close()))
      await sandbox.close()
      await Promise.all(workspaces.map((workspace) => workspace.close()))
    },
  }
  const provider = createRolecallProvider({
    environment,
    directory: () => session.directory,
    patience: { total: 300, between: 50 },
    timing: given.timing ?? hurried,
  })
  await session.attach({
    sources: ['registry.terraform.io/rolecall/rolecall', 'registry.opentofu.org/rolecall/rolecall'],
    services: [providerService(createProviderServer(provider, { log }), log)],
    log,
  })
  return session
}
