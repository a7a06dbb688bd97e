/** The documents that are deployed together with a file that is to be written: what they hold already is not written again. */
import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import type { RoleDocument } from '@rolecall/shared/documents/document.js'
import { documentLanguage, isTypescript } from '@rolecall/shared/text/language.js'
import { modulesOf } from '@rolecall/shared/workspace/modules.js'
import { companionsOf } from '../files/companions.js'
import { createNamedFiles } from '../files/named-files.js'
import { createProjectFinder } from '../files/project.js'
import { createFileReader, readTarget, shownPath } from '../files/read.js'
import { isReplaced } from '../files/replaced.js'
import { createRulesFinder } from '../files/rules-finder.js'
import { filesBelow } from '../files/targets.js'
import { UsageError } from '../verb.js'

/** Which stack a construct stands in is not seen, so all code of a project counts. */
const codeAround = async (path: string): Promise<readonly string[]> => {
  const directory = createProjectFinder()(dirname(path)) ?? dirname(path)
  return (await filesBelow(directory).catch(() => [])).filter(isTypescript)
}

/** A file that cannot be read whole may hide what is looked for. */
const checked = (document: RoleDocument): RoleDocument => {
  if (!document.problems().some(({ code }) => code === 'RC013')) return document
  const shown = shownPath(document.source.file)
  throw new UsageError(
    `${shown} cannot be read whole, so which roles it has is not known; rolecall lint ${shown} says where`,
  )
}

/** `path`: absolute, of a file that may not be there yet; what is there is the first of the answer. */
export const documentsWith = async (path: string): Promise<readonly RoleDocument[]> => {
  const { rulesFor } = createRulesFinder({ trust: false })
  const named = createNamedFiles()
  const targets = [{ path, alone: true }]
  await named.addAround({ targets, walked: [], ignores: (file) => rulesFor(file).ignores(file) })
  const modulesAt = (file: string): readonly string[] => {
    const language = documentLanguage(file)
    if (language === null) return []
    const deployed = { calls: named.callsOf(file), configured: rulesFor(file).moduleAt(file) }
    return modulesOf({ source: { file }, language }, deployed)
  }
  const own = new Set(modulesAt(path))
  const companions = await companionsOf(targets, { rulesFor, named, walked: [] })
  const beside = companions.filter((file) => modulesAt(file).some((module) => own.has(module)))
  const code = isTypescript(path) ? await codeAround(path) : named.codeOf(path)
  const read = createFileReader(named.isNamed)
  const documents: RoleDocument[] = []
  for (const file of new Set([path, ...beside, ...code])) {
    if (!existsSync(file) || isReplaced(file)) continue
    const document = await read(file, readTarget({ path: file }))
    if (document && document.standing === undefined) documents.push(checked(document))
  }
  return documents
}
