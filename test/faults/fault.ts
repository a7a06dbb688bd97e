/** A fault is what becomes of one request, and what is said of it. */
import type { Asked } from './asked.js'

export type Answer = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

export type Reply =
  | (Answer & {
      /** `slow`: in single bytes. `cut`: the connection ends in the middle. */
      readonly manner?: 'slow' | 'cut'
    })
  /** `silence` lasts until the caller gives up. */
  | { readonly gone: 'reset' | 'close' | 'silence' }
  /** Not HTTP at all. */
  | { readonly raw: string }

/** `late`: only after the caller has given up, looked for what became of it, and gone. */
export type Work = 'none' | 'done' | 'twice' | 'late'

export type Surroundings = {
  readonly asked: Asked
  /** Of which request of the case it is the answer. */
  readonly index: number
  /** The first answer to this very list; null before one. */
  readonly first: Answer | null
  /** What the platform says of a role that nobody asked for. */
  other(): Promise<Answer>
}

export type Fault = {
  readonly name: string
  /** Which requests it befalls; the others pass. */
  readonly on: 'any' | 'write' | 'list' | 'role'
  readonly work: Work
  /** Writes: the answer does not tell that the work was done. */
  readonly hides: boolean
  /** DELETE: the answer tells that it was done, and it was not. */
  readonly lies: boolean
  /** What is asked in its place. */
  readonly url?: (url: string) => string
  /** The answer of the platform is null where it was not asked. */
  readonly reply: (answer: Answer | null, around: Surroundings) => Reply | Promise<Reply>
}

export const befalls = ({ on }: Fault, { what }: Asked): boolean => {
  if (on === 'any') return true
  if (on === 'list') return what === 'list'
  return on === 'write' ? what !== 'list' && what !== 'read' : what !== 'list'
}
