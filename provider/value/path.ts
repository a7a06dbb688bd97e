/** A step into a value: an attribute name, a list index, or a map key. Sets cannot be stepped into. */
export type PathStep = string | number | { readonly key: string }

export type AttributePath = readonly PathStep[]

const stepText = (step: PathStep): string => {
  if (typeof step === 'string') return `.${step}`
  return typeof step === 'number' ? `[${step}]` : `[${JSON.stringify(step.key)}]`
}

/** As Terraform writes it: `teams[0].names["a"]`. */
export const pathText = (path: AttributePath): string => path.map(stepText).join('').replace(/^\./, '')
