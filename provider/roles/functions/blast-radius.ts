import { blastRadiusOf } from '@rolecall/shared/catalog/blast-radius.js'
import { shippedCatalog } from '@rolecall/shared/catalog/catalog.js'
import { expandPermissions } from '@rolecall/shared/catalog/pattern.js'
import type { ProviderFunction } from '../../framework/provider.js'
import { isWrong, platformParameter, readPlatform, readTexts, texts } from './arguments.js'

export const blastRadiusFunction: ProviderFunction = {
  name: 'blast_radius',
  summary: 'What the holder of permissions can break at most',
  description:
    'Rates permissions by the catalog that ships with the provider: an object with `level` (`low`, `medium`, `high`, `admin`, or null where none is rated), ' +
    '`summary` and `warnings`. Patterns count as what they stand for.',
  parameters: [platformParameter, { name: 'permissions', type: texts, description: 'Permissions and patterns.' }],
  returns: { kind: 'object', attributes: { level: 'string', summary: 'string', warnings: texts } },
  call: ([platformKey, given]) => {
    const platform = readPlatform(platformKey)
    if (isWrong(platform)) return platform
    const catalog = shippedCatalog(platform)
    const { level, summary, warnings } = blastRadiusOf(
      expandPermissions(readTexts(given), catalog, null).values,
      catalog,
    )
    return { value: { level, summary, warnings } }
  },
}
