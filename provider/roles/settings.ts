/** What the provider block and the environment say about reaching a platform. */

import { parentNoun } from '@rolecall/shared/model/role.js'
import type { Unknown } from '@rolecall/shared/model/unknown.js'
import { unknown } from '@rolecall/shared/model/unknown.js'
import type { Diagnostic, Diagnostics } from '../framework/diagnostic.js'
import { error } from '../framework/diagnostic.js'
import type { PlatformAdapter, Setting, Settings } from '../platforms/role-api.js'
import type { Value, ValueRecord } from '../value/value.js'
import type { Subject } from './subject.js'
import { asRecord, asText } from './values.js'

export type EnvironmentVariables = { readonly [name: string]: string | undefined }

/** Settings of one platform, some of them perhaps known only after apply. */
export type GivenSettings = { readonly [name: string]: string | null | Unknown }

const given = (
  value: Value | undefined,
  setting: Setting,
  environment: EnvironmentVariables,
): string | null | Unknown => {
  if (value === unknown) return unknown
  if (setting.kind === 'flag') return value === true ? 'true' : null
  const text = asText(value)
  if (text) return text
  const variable = setting.environment === undefined ? undefined : environment[setting.environment]
  return variable || (setting.default ?? null)
}

/** The configuration, filled from the environment where it leaves a setting out. Empty text is no setting. */
export const settingsOf = (
  config: ValueRecord,
  { platform, settings }: PlatformAdapter,
  environment: EnvironmentVariables,
): GivenSettings => {
  const block = config[platform.key]
  const values = asRecord(block)
  return Object.fromEntries(
    Object.entries(settings).map(([name, setting]) => [
      name,
      block === unknown ? unknown : given(values?.[name], setting, environment),
    ]),
  )
}

/** Only a choice is shown as it was written: other settings may hold a secret, as a URL does with a password in it. */
const wrongIn = (said: string, text: string, { allowed, problem }: Setting, others: Settings): Diagnostics => {
  if (allowed && !allowed.includes(text)) {
    const detail = `Set it to one of ${allowed.map((one) => JSON.stringify(one)).join(', ')}, or leave it out.`
    return [error(`${said} cannot be ${JSON.stringify(text)}`, detail)]
  }
  const wrong = problem?.(text, others) ?? null
  return wrong === null ? [] : [error(`${said} cannot be used`, `It ${wrong}.`)]
}

/** The flags of a block. One that is not known yet may be set. */
const flagsIn = (values: ValueRecord | null, settings: PlatformAdapter['settings']): Settings =>
  Object.fromEntries(
    Object.entries(settings)
      .filter(([name, { kind }]) => kind === 'flag' && (values?.[name] === true || values?.[name] === unknown))
      .map(([name]) => [name, 'true']),
  )

/** Values outside what a setting allows. Runs before the environment is looked at. */
export const settingProblems = (config: ValueRecord, { platform, settings }: PlatformAdapter): Diagnostics => {
  const values = asRecord(config[platform.key])
  const flags = flagsIn(values, settings)
  return Object.entries(settings).flatMap(([name, setting]) => {
    const text = asText(values?.[name])
    const found = text ? wrongIn(`${platform.key}.${name}`, text, setting, flags) : []
    return found.map((problem) => ({ ...problem, path: [platform.key, name] }))
  })
}

const said = (adapter: PlatformAdapter, name: string): string => {
  const variable = adapter.settings[name]?.environment
  return variable === undefined
    ? `${adapter.platform.key}.${name}`
    : `${adapter.platform.key}.${name} (or ${variable} in the environment)`
}

/** `late`: it may be reached once values are known that are not known yet. */
export type SettingsProblem = { readonly problem: Diagnostic; readonly late: boolean }

const notKnownYet = ({ platform }: PlatformAdapter, names: string): Diagnostic =>
  error(
    `${platform.title} cannot be reached before ${names} is known`,
    `The provider block sets ${names} to a value that is known only after apply, and this operation needs ` +
      `${platform.title} now. Apply what the value comes from first, for example with -target, or set a value that is known.`,
  )

const notConfigured = (
  adapter: PlatformAdapter,
  groups: readonly (readonly string[])[],
  parent: readonly string[],
): Diagnostic => {
  const { title } = adapter.platform
  const lines = [
    ...groups.map((group) => `- ${group.map((name) => said(adapter, name)).join(', or ')}`),
    ...parent.map((name) => `- ${said(adapter, name)}, unless each role says its own`),
  ]
  return error(
    `${title} is not configured`,
    `A role of ${title} needs these settings of the provider block:\n${lines.join('\n')}`,
  )
}

/** Why it cannot be told what holds a role whose state does not say it. */
export const parentProblem = ({ adapter, roleType }: Subject, settings: GivenSettings): SettingsProblem => {
  const name = adapter.parentSetting ?? ''
  if (settings[name] === unknown)
    return { problem: notKnownYet(adapter, `${adapter.platform.key}.${name}`), late: true }
  const noun = parentNoun(roleType)
  const problem = error(
    `The ${noun} of a role is not known`,
    `The state of the role does not say it, as after a move from another provider. Set ${said(adapter, name)} to the ` +
      `${noun} that holds the role.`,
  )
  return { problem, late: false }
}

/** What is wrong with values of the environment, which nobody has looked at before; null where nothing is. */
const notUsable = (adapter: PlatformAdapter, settings: Settings): Diagnostic | null => {
  const problems = Object.entries(adapter.settings).flatMap(([name, setting]) => {
    const text = settings[name] ?? null
    return text === null ? [] : wrongIn(said(adapter, name), text, setting, settings)
  })
  return problems[0] ?? null
}

/** Why a platform cannot be reached with these settings; null where it can. Roles bring their own parent. */
export const settingsProblem = (adapter: PlatformAdapter, settings: GivenSettings): SettingsProblem | null => {
  const needed = Object.keys(settings).filter((name) => name !== adapter.parentSetting)
  const late = needed.filter((name) => settings[name] === unknown).map((name) => `${adapter.platform.key}.${name}`)
  if (late.length > 0) return { problem: notKnownYet(adapter, late.join(', ')), late: true }
  const lacking = adapter.required
    .map((group) => group.filter((name) => name !== adapter.parentSetting))
    .filter((group) => group.length > 0 && group.every((name) => (settings[name] ?? null) === null))
  const parent = [adapter.parentSetting]
    .filter((name) => name !== null)
    .filter((name) => (settings[name] ?? null) === null)
  if (lacking.length > 0) return { problem: notConfigured(adapter, lacking, parent), late: false }
  const problem = notUsable(adapter, knownSettings(settings))
  return problem && { problem, late: false }
}

/** Settings without a gap, for `connect`. The parent may be unknown: roles bring their own then. */
export const knownSettings = (settings: GivenSettings): Settings =>
  Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, value === unknown ? null : value]))
