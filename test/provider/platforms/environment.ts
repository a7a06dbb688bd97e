import type { Answer, ApiFailure, CallOptions, HttpEnvironment } from '../../../provider/platforms/role-api.js'

export type LogLine = { readonly message: string; readonly fields: Record<string, unknown> }

/** An environment whose waits are only written down, and the clock of which moves by them alone. */
export const stillEnvironment = (more: { maxAttempts?: number; attemptMilliseconds?: number } = {}) => {
  const waits: number[] = []
  const log: LogLine[] = []
  let elapsed = 0
  const environment: HttpEnvironment = {
    retry: { maxAttempts: more.maxAttempts ?? 3, maxWaitSeconds: 120 },
    userAgent: 'terraform-provider-rolecall/test',
    log: { debug: (message, fields = {}) => void log.push({ message, fields }) },
    timing: {
      now: () => Date.now() + elapsed,
      random: () => 0.5,
      sleep: async (milliseconds) => {
        waits.push(milliseconds)
        elapsed += milliseconds
      },
      attemptMilliseconds: more.attemptMilliseconds ?? 10_000,
    },
    variables: {},
  }
  return { environment, waits, log }
}

export const never: CallOptions = { signal: new AbortController().signal }

export const valueOf = <Value>(answer: Answer<Value>): Value => {
  if (answer.ok) return answer.value
  throw new Error(`${answer.failure.summary}\n${answer.failure.detail}`)
}

export const failureOf = (answer: Answer<unknown>): ApiFailure => {
  if (!answer.ok) return answer.failure
  throw new Error(`A failure was expected, not ${JSON.stringify(answer.value)}`)
}
