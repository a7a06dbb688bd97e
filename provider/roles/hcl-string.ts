/**
 * A string as HCL has it. The replacements are functions, since `$$` in a replacement text means `$`.
 * https://developer.hashicorp.com/terraform/language/expressions/strings#escape-sequences
 */
export const hclString = (text: string): string =>
  JSON.stringify(text)
    .replaceAll('${', () => '$${')
    .replaceAll('%{', () => '%%{')
