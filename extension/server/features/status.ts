import { visible } from '@rolecall/shared/model/visible.js'
import { platforms } from '@rolecall/shared/platforms/registry.js'
import type { Feature, Server } from '../feature.js'
import type { ServerStatus } from '../requests.js'
import { statusNotification } from '../requests.js'
import type { OpenDocument } from '../state/documents.js'

const statusFor = async ({ workspace, indexer }: Server, file: string | null): Promise<ServerStatus> => {
  const rules = file === null ? workspace.rules.shipped : await workspace.rules.rulesFor(file)
  return {
    catalogs: platforms.map(({ key, title }) => {
      const { coverage, retrieved, permissions } = rules.catalogOf(key)
      return { key, platform: title, coverage, retrieved, permissions: permissions.length }
    }),
    limits: [...indexer.limits(), ...rules.notices, ...rules.problems.map(({ message }) => message)].map(visible),
  }
}

/** Tells our own client how old the catalogs are and what is limited; of limits the log of every client. */
export const status: Feature = {
  capability: () => ({}),
  start: (server) => {
    const { connection, client, indexer, workspace, report } = server
    const logged = new Set<string>()
    const logLimits = (): void => {
      const limits = indexer.limits().map(visible)
      for (const limit of limits.filter((one) => !logged.has(one))) connection.console.warn(limit)
      for (const limit of limits) logged.add(limit)
    }
    workspace.changed.on(logLimits)
    let last = ''
    let current: string | null = null
    const send = async (): Promise<void> => {
      const now = await statusFor(server, current)
      const text = JSON.stringify(now)
      if (text === last) return
      last = text
      await connection.sendNotification(statusNotification, now)
    }
    const refresh = (document: OpenDocument | null): void => {
      current = document?.source.file ?? current
      send().catch((error: unknown) => report('status', error))
    }
    // Other clients would log a notification that they do not know.
    if (client.commands.size === 0) return
    workspace.started.on(() => refresh(null))
    workspace.diagnosed.on(refresh)
    workspace.changed.on(() => refresh(null))
  },
}
