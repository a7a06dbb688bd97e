import type { TSchema } from 'typebox'
import Type from 'typebox'

/** Raised when an older sandbox could no longer read what this one writes. */
export const stateVersion = 1

/** What each platform keeps in the state, by its key. */
export type Parts = {
  readonly [platform: string]: { readonly state: TSchema; readonly newState: (now: number) => unknown }
}

/** All that the services know, as the state file holds it: no token, and nothing to make one from. */
export type State = { readonly [platform: string]: unknown }

/** A platform may be missing: the file may be older than it. */
export const stateSchema = (parts: Parts): TSchema =>
  Type.Object({
    about: Type.String(),
    version: Type.Literal(stateVersion),
    ...Object.fromEntries(Object.entries(parts).map(([platform, { state }]) => [platform, Type.Optional(state)])),
  })

const about = 'State of `rolecall sandbox`. Its tokens are made from the key in the file beside it that ends in .key.'

/** `known`, and what is new of the platforms that it lacks. */
export const completeState = (known: State, parts: Parts, now: number): State => ({
  about,
  version: stateVersion,
  ...known,
  ...Object.fromEntries(
    Object.entries(parts)
      .filter(([platform]) => known[platform] === undefined)
      .map(([platform, { newState }]) => [platform, newState(now)]),
  ),
})
