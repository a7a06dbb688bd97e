import type { PlatformKey } from '@rolecall/shared/platforms/registry.js'
import type { Sandbox, SandboxTenant } from './contract.js'
import type { SandboxOptions } from './options.js'
import { first } from './platform.js'
import { sandboxPlatforms } from './platforms.js'
import type { Listening } from './service/listen.js'
import { open } from './service/listen.js'
import type { ServiceOptions } from './service/service.js'
import { createService } from './service/service.js'
import { openStore } from './state/store.js'

const keys = Object.keys(sandboxPlatforms) as readonly PlatformKey[]

/**
 * Starts the role APIs on 127.0.0.1. Rejects with a SandboxError where a port or the state file cannot
 * be had; a state file that was there is then as it was.
 */
export const startSandbox = async (options: SandboxOptions = {}): Promise<Sandbox> => {
  const clock = options.clock ?? Date.now
  const store = await openStore(options.stateFile, clock(), sandboxPlatforms)
  const listening: Listening[] = []

  const openNext = async (service: ServiceOptions): Promise<string> => {
    const previous = listening.at(-1)
    const port = options.port ? (previous?.port ?? options.port - 1) + 1 : 0
    const opened = await open(() => createService(service), port, previous !== undefined)
    listening.push(opened)
    return opened.origin
  }
  const openPlatform = async (platform: PlatformKey) => {
    const given = { tokenFor: store.tokenFor, options }
    const { access, service, tenants } = sandboxPlatforms[platform].open(store.state[platform], given)
    const origin = await openNext({ ...service, platform, store, clock, intercept: options.intercept })
    return { service: { origin, ...access }, tenants: tenants(origin).map((tenant) => ({ platform, ...tenant })) }
  }
  const close = async (): Promise<void> => {
    await Promise.all(listening.map(({ service }) => service.close()))
    await store.close()
  }
  try {
    const services: Record<string, object> = {}
    const env: Record<string, string> = {}
    let tenants: readonly SandboxTenant[] = []
    for (const key of keys) {
      const opened = await openPlatform(key)
      services[key] = opened.service
      tenants = [...tenants, ...opened.tenants]
      Object.assign(env, first(opened.tenants).env)
    }
    return { ...services, env, tenants, notices: store.notices, close } as Sandbox
  } catch (error) {
    await close()
    throw error
  }
}
