import { firstLine, maximumLength, tooLongMessage } from '../syntax/fragment.js'
import type { RoleFileLanguage } from '../text/language.js'
import type { Source } from '../text/source.js'
import type { RoleFile } from './assemble.js'
import { assemble } from './assemble.js'
import { readJson } from './json/document.js'
import { readYaml } from './yaml/document.js'

/**
 * Reads a role file of any of its languages. Never fails: what cannot be read is a problem of the
 * document. `before` is the version before of the same file; what an edit left alone is taken from it.
 */
export const readRoleFile = (source: Source, language: RoleFileLanguage, before: RoleFile | null = null): RoleFile => {
  const { text } = source
  if (text.length > maximumLength) {
    const problem = { ...firstLine(text), message: tooLongMessage }
    const rest = { conflicts: [], regular: false, before: null, head: 0, tail: 0 }
    return assemble({ source, language, parts: [], problems: [problem], ...rest })
  }
  if (language !== 'yaml') return readJson(source, language)
  return readYaml(source, before?.language === language ? before : null)
}
