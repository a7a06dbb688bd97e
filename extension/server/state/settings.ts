/** Editor settings, by resource. They choose what is shown, never what is wrong. */
import type { Connection } from 'vscode-languageserver'
import type { Client } from '../client.js'

export type EditorSettings = {
  readonly enable: boolean
  readonly diagnostics: boolean
  readonly codeLens: boolean
  readonly inlayHints: boolean
}

const defaultSettings: EditorSettings = { enable: true, diagnostics: true, codeLens: true, inlayHints: true }

/** Takes what is of the right type; all else keeps its default. */
const readSettings = (value: unknown): EditorSettings => {
  const data = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  const flag = (name: keyof EditorSettings): boolean => {
    const own = data[name]
    const enabled = typeof own === 'object' && own !== null && 'enabled' in own ? own.enabled : own
    return typeof enabled === 'boolean' ? enabled : defaultSettings[name]
  }
  return {
    enable: flag('enable'),
    diagnostics: flag('diagnostics'),
    codeLens: flag('codeLens'),
    inlayHints: flag('inlayHints'),
  }
}

const sectionOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'rolecall' in value ? value.rolecall : null

export const createSettings = (connection: Connection, client: Client) => {
  let known = new Map<string, Promise<EditorSettings>>()
  let sent = defaultSettings
  const ask = async (uri: string): Promise<EditorSettings> =>
    readSettings(await connection.workspace.getConfiguration({ scopeUri: uri, section: 'rolecall' }).catch(() => null))
  return {
    of: (uri: string): Promise<EditorSettings> => {
      if (!client.configuration) return Promise.resolve(sent)
      const settings = known.get(uri) ?? ask(uri)
      known.set(uri, settings)
      return settings
    },
    /** `pushed`: what clients send that cannot be asked. */
    change: (pushed: unknown): void => {
      known = new Map()
      const section = sectionOf(pushed)
      if (section !== null) sent = readSettings(section)
    },
    forget: (uri: string): void => {
      known.delete(uri)
    },
  }
}
