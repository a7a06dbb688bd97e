import type { ProblemCode, Severity } from '../model/problem.js'
import { problemCodes } from '../model/problem.js'

export type CodeInfo = {
  readonly code: ProblemCode
  readonly title: string
  /** The page with cause, example and fix. */
  readonly help: string
  readonly defaultSeverity: Severity
}

const pages = 'https://github.com/rolecall/rolecall/blob/main/provider/docs/problems'

const facts: Readonly<Record<ProblemCode, readonly [title: string, severity: Severity]>> = {
  RC001: ['Unknown permission', 'warning'],
  RC002: ['Duplicate permission', 'warning'],
  RC003: ['Permission of another scope', 'warning'],
  RC004: ['Deprecated or renamed permission', 'warning'],
  RC005: ['Malformed permission or pattern', 'error'],
  RC006: ['No permissions', 'error'],
  RC007: ['Text the platform does not accept', 'error'],
  RC008: ['Wrong attribute or resource type', 'error'],
  RC009: ['Blast radius above the limit', 'error'],
  RC010: ['Pattern without a match', 'warning'],
  RC011: ['Restriction without effect', 'warning'],
  RC012: ['Two roles with one key or name', 'error'],
  RC013: ['Unreadable file', 'error'],
  RC014: ['Permission covered by a pattern', 'info'],
}

const infoOf = (code: ProblemCode): CodeInfo => {
  const [title, defaultSeverity] = facts[code]
  return { code, title, help: `${pages}/${code}.md`, defaultSeverity }
}

/** By code, in the order of the codes. */
export const codes: Readonly<Record<ProblemCode, CodeInfo>> = Object.fromEntries(
  problemCodes.map((code) => [code, infoOf(code)]),
) as Record<ProblemCode, CodeInfo>
