import { findRoleType } from '@rolecall/shared/platforms/registry.js'
import { expect, test } from 'vitest'
import { northflank } from '../../../provider/platforms/northflank/adapter.js'
import type { Answer, ApiFailure, RoleApi } from '../../../provider/platforms/role-api.js'
import { createCauses } from '../../../provider/roles/causes.js'

const roleType = findRoleType('northflank_org_role')
if (!roleType) throw new Error('there is no such type')
const subject = { adapter: northflank, roleType }
const options = { signal: new AbortController().signal }

const cut = (ambiguous: boolean): ApiFailure => ({
  kind: 'no-answer',
  status: null,
  ambiguous,
  unreachable: true,
  summary: 'Northflank cannot be reached',
  detail: '',
})

const failing = (failures: { readonly update: ApiFailure; readonly create: ApiFailure }): RoleApi => {
  const fail = async (failure: ApiFailure): Promise<Answer<never>> => ({ ok: false, failure })
  const never = () => Promise.reject(new Error('not called'))
  return {
    get: never,
    list: never,
    delete: never,
    create: () => fail(failures.create),
    update: () => fail(failures.update),
  }
}

const change = { prior: {}, planned: {} }

const ambiguous = (answer: Answer<unknown>): boolean | null => (answer.ok ? null : answer.failure.ambiguous)

test('what was not sent for a cause that is known was surely not carried out', async () => {
  const api = createCauses().guard(failing({ update: cut(true), create: cut(true) }), subject)
  expect(ambiguous(await api.update(null, 'a', change, options))).toBe(true)
  expect(ambiguous(await api.create(null, {}, options))).toBe(false)
})

test('of calls side by side each may have been carried out or not, and one cause is told', async () => {
  const causes = createCauses()
  const api = causes.guard(failing({ update: cut(false), create: cut(true) }), subject)
  const answers = await Promise.all([api.update(null, 'a', change, options), api.create(null, {}, options)])
  expect(answers.map(ambiguous)).toEqual([false, true])
  const news = answers.map((answer) => !answer.ok && causes.isNews(answer.failure))
  expect(news).toEqual([true, false])
})
