/**
 * Attributes for the core's HCL output. The core would write objects as blocks, which ours never are;
 * `any` makes it write each as an expression.
 */
export const hclAttributes = (attributes: { readonly [name: string]: unknown }): { [name: string]: unknown } =>
  Object.fromEntries(
    Object.entries(attributes)
      .filter(([, value]) => value !== undefined && value !== null)
      .map(([name, value]) => [name, { value, isBlock: false, type: 'any', storageClassType: 'any' }]),
  )
