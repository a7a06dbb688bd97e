/** A platform that keeps something else than it was sent. */

import type { AttributeValue, AttributeValues } from '@rolecall/shared/model/role.js'
import type { Diagnostics } from '../framework/diagnostic.js'
import { warning } from '../framework/diagnostic.js'
import { quoter } from '../http/redact.js'
import type { RemoteRole } from '../platforms/role-api.js'
import { differences } from './normalise.js'
import { labelOf, storedOf } from './role-attributes.js'
import type { Subject } from './subject.js'

const quote = quoter([])

/** A line break at the end is no difference; other blanks at the ends are one, and easily overlooked. */
const remedy = (title: string, name: string, planned: AttributeValue, held: AttributeValue): string =>
  typeof planned === 'string' && planned.trim() === held
    ? `${title} takes the blanks off its ends: write ${name} = trimspace(…), and there is no difference.`
    : `Where ${title} does not take the value, put what it keeps into the configuration.`

const another = (name: string): string => `${name.endsWith('s') ? 'other' : 'another'} ${name}`

/** How it is known, with what follows for the plan. */
const evidence = {
  /** The next plan shows it, and why is said now. */
  write: (title: string, held: string) =>
    `The role was written as planned, and ${title} answered with ${held}. The next plan shows the difference.`,
  /** An answer may repeat what was sent, and only a read tells what was kept. */
  read: (title: string, held: string) =>
    `The role was written as planned, and by its date nobody has changed it since, but ${title} has ${held}. So every ` +
    'plan shows the difference, and to apply it does not end it.',
}

export const keptOtherwise = (
  { adapter, roleType }: Subject,
  planned: AttributeValues,
  remote: RemoteRole,
  seen: keyof typeof evidence,
): Diagnostics =>
  differences(planned, remote.attributes, storedOf(roleType)).map((name) => {
    const { title } = adapter.platform
    const held = remote.attributes[name] ?? null
    return warning(
      `${title} keeps ${another(name)} of the role ${JSON.stringify(labelOf(planned, roleType))}`,
      `${evidence[seen](title, `${name} = ${quote(JSON.stringify(held))}`)} ` +
        remedy(title, name, planned[name] ?? null, held),
      [name],
    )
  })
