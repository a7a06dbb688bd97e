import type { ProblemCode } from '@rolecall/shared/model/problem.js'
import { rulePage } from '@rolecall/shared/rules/rules.js'

/** The text of docs/problems, put in by the build. */
declare const ROLECALL_PROBLEM_PAGES: { readonly [Code in ProblemCode]: string }

/** Of the page on a problem: the first paragraph, and all of it but the title, in Markdown. */
export type ProblemPage = { readonly summary: string; readonly body: string }

/** The page stands in a directory with others, and what shows the report does not. */
const withWholeLinks = (text: string, address: string): string =>
  text.replace(/\]\((?!https?:)([^)]+)\)/g, (_, link: string) => `](${new URL(link, address).href})`)

export const problemPage = (code: ProblemCode): ProblemPage => {
  const body = withWholeLinks(ROLECALL_PROBLEM_PAGES[code].replace(/^# .*\n+/, ''), rulePage(code)).trim()
  return { summary: body.split('\n\n', 1)[0] ?? body, body }
}
