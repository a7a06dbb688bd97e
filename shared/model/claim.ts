/** What a role claims for itself alone: the name is equal where two roles cannot both be. */
export type Claim = { readonly kind: 'key' | 'label'; readonly name: string }
