/** Parts of a page. */

/** What the tests do with the code of a page; the forms are in CONTRIBUTING.md. */
type Mark = `run in ${string}` | `run by ${string}` | 'shown' | `shown by ${string}`

export const fence = (mark: Mark, language: string, text: string): string =>
  `<!-- ${mark} -->\n\`\`\`${language}\n${text.trim()}\n\`\`\`\n`

/** What the registry shows of a page in its lists. `description` is one line of plain text. */
export const frontMatter = (title: string, description: string): string =>
  `---\npage_title: ${JSON.stringify(title)}\ndescription: |-\n  ${description}\n---\n`

export const firstSentence = (text: string): string => /^.*?[.:](?= |$)/s.exec(text)?.[0].replace(/:$/, '.') ?? text
