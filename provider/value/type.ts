/** A cty type. Terraform sends and wants these as compact JSON. */
export type Type =
  | 'string'
  | 'number'
  | 'bool'
  | 'dynamic'
  | { readonly kind: 'list' | 'set' | 'map'; readonly element: Type }
  | { readonly kind: 'object'; readonly attributes: { readonly [name: string]: Type } }
  | { readonly kind: 'tuple'; readonly elements: readonly Type[] }
