import type { RoleFile } from '@rolecall/shared/documents/assemble.js'
import { readRoleFile } from '@rolecall/shared/documents/read.js'
import type { FormProblem } from '@rolecall/shared/syntax/form-problem.js'
import { roleFileLanguage } from '@rolecall/shared/text/language.js'
import type { Range } from '@rolecall/shared/text/range.js'
import { createSource } from '@rolecall/shared/text/source.js'

export const read = (text: string, file = 'a.roles.yaml', before: RoleFile | null = null): RoleFile => {
  const language = roleFileLanguage(file)
  if (!language) throw new Error(`${file} is no role file`)
  return readRoleFile(createSource(file, text), language, before)
}

/** What a problem underlines. */
export const underlined = (document: RoleFile, { chunk, start, end }: FormProblem): string => {
  const { source, offset } = document.place(chunk)
  return source.text.slice(offset + start, offset + end)
}

/** Code, underlined text and message of each problem, in the order of the text. */
export const problemsOf = (document: RoleFile): readonly (readonly [string, string, string])[] =>
  [...document.problems()]
    .sort(
      (one, other) => document.place(one.chunk).offset + one.start - document.place(other.chunk).offset - other.start,
    )
    .map((problem) => [problem.code, underlined(document, problem), problem.message])

export const textAt = ({ source }: RoleFile, { start, end }: Range): string =>
  source.text.slice(source.offsetAt(start), source.offsetAt(end))
