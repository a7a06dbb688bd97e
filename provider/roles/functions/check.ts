import { shippedCatalog } from '@rolecall/shared/catalog/catalog.js'
import { checkPermissions } from '@rolecall/shared/check/check-permissions.js'
import type { ProviderFunction } from '../../framework/provider.js'
import { isWrong, platformParameter, readPlatform, readTexts, texts } from './arguments.js'

const problem = {
  kind: 'object',
  attributes: { code: 'string', severity: 'string', permission: 'string', message: 'string', suggestions: texts },
} as const

export const checkFunction: ProviderFunction = {
  name: 'check',
  summary: 'What is wrong with permissions',
  description:
    'Lists what the checks say of permissions: an object with `code`, `severity`, `permission`, `message` and `suggestions` for each problem, ' +
    'none where nothing is wrong. For preconditions and tests.',
  parameters: [
    platformParameter,
    { name: 'permissions', type: texts, description: 'Permissions as a role would list them.' },
  ],
  variadic: {
    name: 'scope',
    type: 'string',
    description: 'The scope of the list, for example `DEPLOYMENT`. At most one.',
  },
  returns: { kind: 'list', element: problem },
  call: ([platformKey, given, scope, ...more]) => {
    const platform = readPlatform(platformKey)
    if (isWrong(platform)) return platform
    if (more.length > 0) return { error: 'There is one scope at most.', argument: 3 }
    const known = platform.scopes.map(({ name }) => name)
    if (typeof scope === 'string' && !known.includes(scope)) {
      const names = known.length > 0 ? `It has ${known.join(', ')}.` : 'It has none.'
      return { error: `${platform.title} has no scope ${JSON.stringify(scope)}. ${names}`, argument: 2 }
    }
    const permissions = readTexts(given)
    const options = { catalog: shippedCatalog(platform), patterns: false }
    const problems = checkPermissions(permissions, typeof scope === 'string' ? scope : null, options)
    return {
      value: problems.map(({ code, severity, path, message, suggestions }) => ({
        code,
        severity,
        permission: permissions[Number(path[0])] ?? '',
        message,
        suggestions,
      })),
    }
  },
}
