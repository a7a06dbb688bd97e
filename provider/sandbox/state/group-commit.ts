/** Changes made while a write is under way share the next one. */
export type GroupCommit = {
  /** Something changed: it is part of the next write. */
  changed(): void
  /** Resolves when everything that changed so far is written; rejects where that failed. */
  settled(): Promise<void>
}

const ignore = (): void => undefined

/**
 * A write that failed is tried again for whoever waits next: nobody is told of a change that is not
 * written, and a disk that was full for a while does no lasting harm.
 */
export const groupCommit = (write: () => Promise<void>): GroupCommit => {
  let current: Promise<void> = Promise.resolve()
  let next: Promise<void> | null = null
  let failed = false

  const schedule = (): Promise<void> => {
    const mine = current.catch(ignore).then(async () => {
      current = mine
      next = null
      try {
        await write()
        failed = false
      } catch (error) {
        failed = true
        throw error
      }
    })
    mine.catch(ignore)
    return mine
  }
  return {
    changed: () => {
      next ??= schedule()
    },
    settled: () => {
      if (failed) next ??= schedule()
      return next ?? current
    },
  }
}
