/** What a configured provider gives its resources. */

import type { Catalog } from '@rolecall/shared/catalog/catalog.js'
import { shippedCatalog } from '@rolecall/shared/catalog/catalog.js'
import type { Risk } from '@rolecall/shared/model/risk.js'
import type { Unknown } from '@rolecall/shared/model/unknown.js'
import { unknown } from '@rolecall/shared/model/unknown.js'
import type { SeverityMap } from '@rolecall/shared/rules/severity.js'
import type { Answer, CatalogApi, HttpEnvironment, PlatformAdapter, RoleApi } from '../platforms/role-api.js'
import type { Causes } from './causes.js'
import { createCauses } from './causes.js'
import { checkedApi } from './checked-api.js'
import type { KeyedLock } from './keyed-lock.js'
import { createKeyedLock } from './keyed-lock.js'
import type { Patience } from './patience.js'
import type { Register } from './register.js'
import { createRegister } from './register.js'
import type { RoleLists } from './role-lists.js'
import { createRoleLists } from './role-lists.js'
import type { GivenSettings, SettingsProblem } from './settings.js'
import { knownSettings, parentProblem, settingsProblem } from './settings.js'
import type { Subject } from './subject.js'

export type Policy = {
  /** Null without a limit, or with one that is known only after apply. */
  readonly limit: Risk | null
  readonly severities: SeverityMap
  readonly refresh: 'list' | 'get'
  readonly patience: Patience
}

export type RoleClient = Policy & {
  /** The operations on a type of role, or why the platform cannot be asked now. */
  apiFor(subject: Subject): { readonly api: RoleApi } | SettingsProblem
  /** What a platform tells beside its roles, or why it cannot be asked now; null where it tells nothing. */
  catalogApiFor(adapter: PlatformAdapter): { readonly api: CatalogApi } | SettingsProblem | null
  /** Where a role goes that does not say it itself. */
  defaultParent(adapter: PlatformAdapter): string | null | Unknown
  /** Why it cannot be told what holds a role whose state does not say it; one problem for all of them. */
  parentProblem(subject: Subject): SettingsProblem
  catalog(adapter: PlatformAdapter): Catalog
  readonly lists: RoleLists
  /** Held while a role of one name is made in one parent. */
  readonly names: KeyedLock
  /** Held while a role is changed, of which several resources may have their parts. */
  readonly shares: KeyedLock
  /** Asks once what `key` names; all others who ask get the answer to that. */
  once<Value>(key: string, ask: () => Promise<Answer<Value>>): Promise<Answer<Value>>
  /** Who has which role. */
  readonly register: Register
  /** What fails for all roles alike. */
  readonly causes: Causes
}

export type ClientParts = Policy & {
  readonly settings: ReadonlyMap<PlatformAdapter, GivenSettings>
  readonly catalogs: ReadonlyMap<PlatformAdapter, Catalog>
  readonly http: HttpEnvironment
}

/** Connects to a platform when the first of its roles needs it. */
export const createRoleClient = ({ settings, catalogs, http, ...policy }: ClientParts): RoleClient => {
  const causes = createCauses()
  const problems = new Map<PlatformAdapter, SettingsProblem | null>()
  const problemOf = (adapter: PlatformAdapter, given: GivenSettings): SettingsProblem | null => {
    const known = problems.get(adapter)
    if (known !== undefined) return known
    const problem = settingsProblem(adapter, given)
    problems.set(adapter, problem)
    return problem
  }
  const unplaced = new Map<PlatformAdapter, SettingsProblem>()
  const asked = new Map<string, Promise<Answer<unknown>>>()
  const connected = new Map<PlatformAdapter, { readonly [roleType: string]: RoleApi }>()
  const connect = (adapter: PlatformAdapter, given: GivenSettings): { readonly [roleType: string]: RoleApi } => {
    const apis = connected.get(adapter) ?? adapter.connect(knownSettings(given), http)
    connected.set(adapter, apis)
    return apis
  }
  return {
    ...policy,
    apiFor: (subject) => {
      const { adapter, roleType } = subject
      const given = settings.get(adapter) ?? {}
      const problem = problemOf(adapter, given)
      if (problem) return problem
      const api = connect(adapter, given)[roleType.name]
      if (!api) throw new Error(`The adapter of ${adapter.platform.key} does not know ${roleType.name}.`)
      return { api: causes.guard(checkedApi(api, subject), subject) }
    },
    catalogApiFor: (adapter) => {
      if (!adapter.connectCatalog) return null
      const given = settings.get(adapter) ?? {}
      return problemOf(adapter, given) ?? { api: adapter.connectCatalog(knownSettings(given), http) }
    },
    defaultParent: (adapter) => {
      const parent = adapter.parentSetting === null ? null : (settings.get(adapter)?.[adapter.parentSetting] ?? null)
      return parent === unknown ? unknown : parent
    },
    parentProblem: (subject) => {
      const { adapter } = subject
      const problem = unplaced.get(adapter) ?? parentProblem(subject, settings.get(adapter) ?? {})
      unplaced.set(adapter, problem)
      return problem
    },
    catalog: (adapter) => catalogs.get(adapter) ?? shippedCatalog(adapter.platform),
    lists: createRoleLists(),
    names: createKeyedLock(),
    shares: createKeyedLock(),
    once: <Value>(key: string, ask: () => Promise<Answer<Value>>) => {
      const answer = asked.get(key) ?? ask()
      asked.set(key, answer)
      // A key names one question, and so one type of answer.
      return answer as Promise<Answer<Value>>
    },
    register: createRegister(),
    causes,
  }
}
