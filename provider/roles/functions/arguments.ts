/** What the functions have in common: a platform by its key, a list of permissions. */

import type { Platform } from '@rolecall/shared/platforms/platform.js'
import { findPlatform, platforms } from '@rolecall/shared/platforms/registry.js'
import type { FunctionParameter } from '../../framework/provider.js'
import type { Type } from '../../value/type.js'
import type { Value } from '../../value/value.js'

/** Why a call cannot be answered, and the argument it is about. */
export type Wrong = { readonly error: string; readonly argument: number }

export const texts = { kind: 'list', element: 'string' } as const satisfies Type

const keys = platforms.map(({ key }) => key)

export const platformParameter: FunctionParameter = {
  name: 'platform',
  type: 'string',
  description: `Key of the platform: ${keys.map((key) => `\`${key}\``).join(', ')}.`,
}

export const readPlatform = (value: Value | undefined): Platform | Wrong =>
  (typeof value === 'string' ? findPlatform(value) : null) ?? {
    error: `There is no platform ${JSON.stringify(value)}. There are ${keys.join(', ')}.`,
    argument: 0,
  }

export const isWrong = (read: object): read is Wrong => 'error' in read

export const readTexts = (value: Value | undefined): readonly string[] =>
  Array.isArray(value) ? (value as readonly Value[]).filter((item) => typeof item === 'string') : []
