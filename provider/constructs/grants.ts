/** What a role grants, as far as it is known before Terraform plans. */
export interface Grants {
  /** Each once, in the order of the role; patterns are expanded. */
  readonly permissions: readonly string[]
  /** Whether that is all. Not where a list comes from a variable, a function or another resource, or others may add to it. */
  readonly complete: boolean
}
