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

/** Milliseconds that a client may take to say its settings. One that does not know the question never answers. */
const patience = 2000

const after = (milliseconds: number): Promise<null> =>
  new Promise((resolve) => setTimeout(() => resolve(null), milliseconds))

export const createSettings = (connection: Connection, client: Client) => {
  let known = new Map<string, Promise<EditorSettings>>()
  let sent = defaultSettings
  let isSilent = false
  /** What comes too late counts from the next question on. */
  const ask = async (uri: string): Promise<EditorSettings> => {
    const asking = known
    const asked: Promise<unknown> = connection.workspace.getConfiguration({ scopeUri: uri, section: 'rolecall' })
    const answer = asked.then(
      (value) => {
        isSilent = false
        return { settings: readSettings(value) }
      },
      () => ({ settings: defaultSettings }),
    )
    const first = await Promise.race([answer, after(isSilent ? 0 : patience)])
    if (first !== null) return first.settings
    isSilent = true
    void answer.then(({ settings }) => asking.set(uri, Promise.resolve(settings)))
    return defaultSettings
  }
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
