/** Runs tasks of one key one after the other, and tasks of different keys side by side. */
export type KeyedLock = { run<Result>(key: string, task: () => Promise<Result>): Promise<Result> }

export const createKeyedLock = (): KeyedLock => {
  const tails = new Map<string, Promise<unknown>>()
  return {
    run: (key, task) => {
      const before = tails.get(key) ?? Promise.resolve()
      const result = before.then(task)
      const tail = result
        .catch(() => undefined)
        .then(() => {
          if (tails.get(key) === tail) tails.delete(key)
        })
      tails.set(key, tail)
      return result
    },
  }
}
