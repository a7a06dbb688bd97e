/**
 * Strings in Terraform's JSON are templates, and the core of CDKTF looks for its own markers in them. What
 * stands in a role file or on a platform is neither: escaped, it arrives as it was written.
 * https://developer.hashicorp.com/terraform/language/syntax/json#expression-mapping
 */
export const templateText = (text: string): string =>
  text
    .replaceAll('${', () => '$${')
    .replaceAll('%{', '%%{')
    // `${TfToken[…]}` and its like: the marker is broken by an expression that gives the bracket.
    .replaceAll('TfToken[', () => 'TfToken${"["}')
