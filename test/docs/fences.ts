/** The fenced code of every page that is written for users, each with its mark. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import MarkdownIt from 'markdown-it'
import type { Mark } from './mark.js'
import { parseMark } from './mark.js'

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..')

export type Fence = {
  /** Path of the page in the repository. */
  readonly page: string
  /** One-based. */
  readonly line: number
  readonly language: string
  readonly text: string
  /** What the comment above the fence says; null where there is none. */
  readonly mark: Mark | null
}

/** How the project is built, and how it was: nothing in them is for a user to type. */
const notForUsers = ['ARCHITECTURE.md', 'CHANGELOG.md']

/** New pages count before they are committed. */
export const pages: readonly string[] = execFileSync(
  'git',
  ['ls-files', '--cached', '--others', '--exclude-standard', '--deduplicate', '*.md'],
  { cwd: root, encoding: 'utf8' },
)
  .split('\n')
  .filter((page) => page !== '' && !page.startsWith('test/') && !notForUsers.includes(page))

export const readPage = (page: string): string => readFileSync(join(root, page), 'utf8')

const markdown = new MarkdownIt({ html: true })

export const fencesOf = (page: string): readonly Fence[] => {
  const tokens = markdown.parse(readPage(page), {})
  return tokens.flatMap((token, index) => {
    if (token.type !== 'fence') return []
    const before = tokens[index - 1]
    const comment = before?.type === 'html_block' ? before.content : ''
    return [
      {
        page,
        line: (token.map?.[0] ?? 0) + 1,
        language: token.info.trim(),
        text: token.content,
        mark: parseMark(comment),
      },
    ]
  })
}

export const fences: readonly Fence[] = pages.flatMap(fencesOf)

export const placeOf = ({ page, line }: Fence): string => `${page}:${line}`

/** The fences that a test elsewhere runs: `test` is its path in the repository. */
export const fencesRunBy = (test: string): readonly Fence[] =>
  fences.filter(({ mark }) => mark !== null && 'test' in mark && mark.test === test)
