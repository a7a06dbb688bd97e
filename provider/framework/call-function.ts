import { unknown } from '@rolecall/shared/model/unknown.js'
import { conform } from '../value/conform.js'
import type { Value } from '../value/value.js'
import { isWhollyKnown } from '../value/value.js'
import type { Engine } from './engine.js'
import { guarded, reportBug } from './engine.js'
import type { FunctionAnswer, ProviderFunction } from './provider.js'

const bugIn = (name: string, problem: string): FunctionAnswer => ({
  error: `${name}: ${problem}\n\nThis is a bug in the provider. ${reportBug}`,
})

/** Terraform checks these too; a function need not rely on it. */
const argumentProblem = (called: ProviderFunction, args: readonly Value[]): FunctionAnswer | null => {
  const { parameters, variadic } = called
  if (args.length < parameters.length || (!variadic && args.length > parameters.length)) {
    const wanted = `${variadic ? 'at least ' : ''}${parameters.length}`
    return { error: `${called.name} takes ${wanted} arguments (${args.length} given).` }
  }
  const bad = args.findIndex((arg, index) => arg === null && !(parameters[index] ?? variadic)?.allowNull)
  if (bad < 0) return null
  return { error: `${(parameters[bad] ?? variadic)?.name} must not be null.`, argument: bad }
}

const result = async (called: ProviderFunction, args: readonly Value[]): Promise<FunctionAnswer> => {
  const { parameters, variadic, returns } = called
  const hidden = args.some((arg, index) => !isWhollyKnown(arg) && !(parameters[index] ?? variadic)?.allowUnknown)
  if (hidden) return { value: unknown }
  const answer = await called.call(args)
  if ('error' in answer) return answer
  const { value, problems } = conform(answer.value, returns)
  return problems.length === 0 ? { value } : bugIn(called.name, problems.join('; '))
}

/** Terraform ends what it shows of a function's error with a full stop of its own. */
const unended = (answer: FunctionAnswer): FunctionAnswer =>
  'error' in answer ? { ...answer, error: answer.error.replace(/\.$/, '') } : answer

/** CallFunction: pure, and needs no configured provider. */
export const callFunction = async <Client>(
  { provider, log }: Engine<Client>,
  { name, args }: { readonly name: string; readonly args: readonly Value[] },
): Promise<FunctionAnswer> => {
  const called = provider.functions.find((candidate) => candidate.name === name)
  if (!called) return unended(bugIn(name, 'there is no such function'))
  const answer = await guarded<FunctionAnswer>(
    log,
    `calling ${name}`,
    async () => argumentProblem(called, args) ?? result(called, args),
    ([problem]) => ({ error: `${problem?.summary}: ${problem?.detail}` }),
  )
  return unended(answer)
}
