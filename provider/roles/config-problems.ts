/** Values outside what the provider block allows. */

import type { Diagnostics } from '../framework/diagnostic.js'
import { error } from '../framework/diagnostic.js'
import type { SchemaAttribute } from '../framework/schema.js'
import type { PlatformAdapter } from '../platforms/role-api.js'
import { Decimal } from '../value/decimal.js'
import type { Value, ValueRecord } from '../value/value.js'
import { commonSettings } from './provider-schema.js'
import { settingProblems } from './settings.js'
import { severityProblems } from './severity.js'
import { asRecord, asText } from './values.js'

const largest = 1_000_000

const wholeNumber = (value: Value | undefined, name: string, least: number): Diagnostics => {
  if (!(value instanceof Decimal)) return []
  const number = value.toNumber()
  if (Number.isInteger(number) && number >= least && number <= largest) return []
  return [
    error(`retry.${name} cannot be ${value.text}`, `Set it to a whole number from ${least} to ${largest}.`, ['retry']),
  ]
}

const wrongWord = (config: ValueRecord, name: string, { type, words }: SchemaAttribute): Diagnostics => {
  const text = asText(config[name])
  if (type !== 'string' || !words || text === null || words.includes(text)) return []
  const detail = `Set it to one of ${words.map((one) => JSON.stringify(one)).join(', ')}, or leave it out.`
  return [error(`${name} cannot be ${JSON.stringify(text)}`, detail, [name])]
}

/** Needs nothing but the block. */
export const configProblems = (config: ValueRecord, adapters: readonly PlatformAdapter[]): Diagnostics => [
  ...adapters.flatMap((adapter) => settingProblems(config, adapter)),
  ...Object.entries(commonSettings).flatMap(([name, attribute]) => wrongWord(config, name, attribute)),
  ...severityProblems(config['severity']),
  ...wholeNumber(asRecord(config['retry'])?.['max_attempts'], 'max_attempts', 1),
  ...wholeNumber(asRecord(config['retry'])?.['max_wait_seconds'], 'max_wait_seconds', 0),
]
