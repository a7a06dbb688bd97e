import type { Static } from 'typebox'
import Type from 'typebox'
import { AstroState, newAstroState } from '../astro/state.js'
import { JitsudoState, newJitsudoState } from '../jitsudo/state.js'
import { NorthflankState, newNorthflankState } from '../northflank/state.js'

/** Raised when an older sandbox could no longer read what this one writes. */
export const stateVersion = 1

/** All that the three services know, as the state file holds it: no token, and nothing to make one from. */
export const State = Type.Object({
  about: Type.String(),
  version: Type.Literal(stateVersion),
  astro: AstroState,
  northflank: NorthflankState,
  jitsudo: JitsudoState,
})

export type State = Static<typeof State>

export const newState = (now: number): State => ({
  about: 'State of `rolecall sandbox`. Its tokens are made from the key in the file beside it that ends in .key.',
  version: stateVersion,
  astro: newAstroState(),
  northflank: newNorthflankState(now),
  jitsudo: newJitsudoState(now),
})
