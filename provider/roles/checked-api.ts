/** Believes no answer about another role than the one that was asked for: a cache or gateway may mix them up. */
import { quoter } from '../http/redact.js'
import type { Answer, RemoteRole, RoleApi } from '../platforms/role-api.js'
import { lettersOf } from './canonical.js'
import { labelOf } from './role-attributes.js'
import type { Subject } from './subject.js'

const quote = quoter([])

type Asked = { readonly action: string; readonly about: string; readonly writes: boolean }

/** What an answer about another role is: none. */
export const aboutAnother = (
  { adapter }: Subject,
  { action, about, writes }: Asked,
  answered: string,
): Answer<never> => {
  const { title } = adapter.platform
  return {
    ok: false,
    failure: {
      kind: 'no-answer',
      status: null,
      ambiguous: writes,
      summary: `${title} could not ${action}: the answer is about another role`,
      detail:
        `${title} was asked about ${about} and answered about ${quote(answered)}, so ` +
        `nothing in the answer is believed. Something between this machine and ${title}, such as a cache or a gateway, ` +
        'may mix up answers. ' +
        (writes
          ? 'The request may have been carried out all the same. Look at what is there before you try again.'
          : 'Try again.'),
    },
  }
}

/** UUIDs are the same in capital letters. */
const isSameId = (a: string, b: string): boolean =>
  a === b || (/^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(a) && a.toLowerCase() === b.toLowerCase())

/** A platform may trim or fold the name of a role that it makes. */
const isSameLabel = (a: string, b: string): boolean => lettersOf(a) === lettersOf(b)

export const checkedApi = (api: RoleApi, subject: Subject): RoleApi => {
  const { roleType } = subject
  const about = (answer: Answer<RemoteRole>, id: string, asked: Omit<Asked, 'about'>): Answer<RemoteRole> =>
    !answer.ok || isSameId(answer.value.id, id)
      ? answer
      : aboutAnother(subject, { ...asked, about: id }, answer.value.id)
  return {
    ...api,
    get: async (parent, id, options) =>
      about(await api.get(parent, id, options), id, { action: `read the role ${id}`, writes: false }),
    update: async (parent, id, change, options) =>
      about(await api.update(parent, id, change, options), id, { action: `update the role ${id}`, writes: true }),
    create: async (parent, attributes, options) => {
      const answer = await api.create(parent, attributes, options)
      if (!answer.ok) return answer
      const [asked, answered] = [labelOf(attributes, roleType), labelOf(answer.value.attributes, roleType)]
      if (isSameLabel(asked, answered)) return answer
      const action = `create the role ${JSON.stringify(asked)}`
      return aboutAnother(subject, { action, about: JSON.stringify(asked), writes: true }, JSON.stringify(answered))
    },
  }
}
