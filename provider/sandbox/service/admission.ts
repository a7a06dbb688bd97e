import type { Answer } from './answer.js'
import type { Call } from './call.js'

/** Who asks and what for, or the answer for someone who may not. */
export type Admission<Subject> = { readonly subject: Subject } | { readonly refusal: Answer }

/** Lets a handler see only calls that are admitted. */
export const withAdmission =
  <Subject>(admit: (call: Call) => Admission<Subject>, handle: (call: Call, subject: Subject) => Answer) =>
  (call: Call): Answer => {
    const admission = admit(call)
    return 'refusal' in admission ? admission.refusal : handle(call, admission.subject)
  }
