/** What every role's resource takes beside the role: how Terraform deals with it. Null where it is not set. */

import type { ResourceOption, WordOption } from '@rolecall/shared/model/resource-options.js'
import { resourceOptions, wordOptions } from '@rolecall/shared/model/resource-options.js'
import { error } from '../../framework/diagnostic.js'
import type { SchemaAttribute, Validator } from '../../framework/schema.js'
import type { ValueRecord } from '../../value/value.js'
import { asRecord, asText } from '../values.js'
import { goDuration } from './go-duration.js'

/** At the attribute as a whole: of what lies deeper Terraform finds no line. */
const durations: Validator = (value, path) =>
  Object.entries(asRecord(value) ?? {}).flatMap(([name, item]) => {
    const text = asText(item)
    if (text === null || goDuration(text) !== null) return []
    return [
      error(
        `timeouts.${name} must be a duration such as "30s", "5m" or "1h30m", not ${JSON.stringify(text)}`,
        'A duration is numbers with units, longer than nothing. Units are h, m, s, ms, us and ns.',
        path,
      ),
    ]
  })

/** `meaning` says what the word is for that is not the usual one. */
const oneOf =
  (name: WordOption, meaning: string): Validator =>
  (value, path) => {
    const words: readonly string[] = wordOptions[name].words
    if (words.some((word) => word === value)) return []
    const either = words.map((word) => JSON.stringify(word)).join(' or ')
    return [error(`${name} must be ${either}, not ${JSON.stringify(value)}`, meaning, path)]
  }

const duration = (description: string): SchemaAttribute => ({ type: 'string', description, optional: true })

export const optionAttributes: { readonly [Name in ResourceOption]: SchemaAttribute } = {
  deletion_protection: {
    type: 'bool',
    description:
      'Whether a plan that would destroy or replace the role is refused, and so is the deletion. The value in the state ' +
      'counts: to take the protection away, set it to `false` and apply that alone first. Default: `false`.',
    optional: true,
    local: true,
  },
  on_destroy: {
    type: 'string',
    description: wordOptions.on_destroy.description,
    optional: true,
    local: true,
    validate: [
      oneOf('on_destroy', 'With "forget" a destroy takes the role out of the state and leaves it where it is.'),
    ],
  },
  permissions_mode: {
    type: 'string',
    description: wordOptions.permissions_mode.description,
    optional: true,
    validate: [
      oneOf('permissions_mode', 'With "at_least" what others add to the role is neither a difference nor taken away.'),
    ],
  },
  timeouts: {
    type: {
      nesting: 'single',
      attributes: {
        create: duration('To make the role.'),
        read: duration('To read it in a refresh.'),
        update: duration('To change it.'),
        delete: duration('To delete it, with the wait for those who still have it.'),
      },
    },
    description:
      'How long an operation on the role may take, such as `30s`, `5m` or `1h30m`. A wait that goes beyond it is not ' +
      'begun: the operation fails at once and says so. A write that is under way is let finish. Of `read` and `delete` ' +
      'the value in the state counts. Default: `retry.max_wait_seconds` of the provider, for each wait.',
    optional: true,
    local: true,
    validate: [durations],
  },
}

/** The options in a resource's object, as they stand there. */
export const optionsIn = (record: ValueRecord): ValueRecord =>
  Object.fromEntries(resourceOptions.map((name) => [name, record[name] ?? null]))
