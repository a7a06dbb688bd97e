/** Tells whoever asked to be told. */
export const createSignal = <Value = void>() => {
  const listeners: ((value: Value) => void)[] = []
  return {
    on: (listener: (value: Value) => void): void => {
      listeners.push(listener)
    },
    emit: (value: Value): void => {
      for (const listener of listeners) listener(value)
    },
  }
}
