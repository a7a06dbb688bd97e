/** The provider block: an object for each platform, and what holds for all of them. */

import { problemCodes } from '@rolecall/shared/model/problem.js'
import { risks } from '@rolecall/shared/model/risk.js'
import { namesOf } from '@rolecall/shared/model/wording.js'
import { blockSeverities } from '@rolecall/shared/rules/severity.js'
import type { Schema, SchemaAttribute, SchemaAttributes } from '../framework/schema.js'
import type { PlatformAdapter, Setting } from '../platforms/role-api.js'

const sentences = (...parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined).join(' ')

const settingAttribute = ({
  kind,
  description,
  environment,
  sensitive,
  default: fallback,
  allowed,
}: Setting): SchemaAttribute => ({
  type: kind === 'flag' ? 'bool' : 'string',
  description: sentences(
    description,
    allowed && `One of ${allowed.map((one) => `\`${one}\``).join(', ')}.`,
    environment &&
      `Default: \`${environment}\` of the environment${fallback === undefined ? '' : `, then \`${fallback}\``}.`,
    kind === 'flag' ? 'Default: `false`.' : undefined,
    environment === undefined && fallback !== undefined ? `Default: \`${fallback}\`.` : undefined,
  ),
  optional: true,
  ...(sensitive && { sensitive }),
  ...(allowed && { words: allowed }),
})

const platformAttribute = ({ platform, settings }: PlatformAdapter): SchemaAttribute => ({
  type: {
    nesting: 'single',
    attributes: Object.fromEntries(
      Object.entries(settings).map(([name, setting]) => [name, settingAttribute(setting)]),
    ),
  },
  description: `How to reach ${platform.title}. Needed only where there are roles of ${platform.title}.`,
  optional: true,
})

/** Of no platform in particular. */
export const commonSettings: SchemaAttributes = {
  max_blast_radius: {
    type: 'string',
    words: risks,
    description:
      `The most that a role may break: ${risks.map((risk) => `\`${risk}\``).join(', ')}. A role that a change brings above it is an error in the plan; ` +
      'where the platform rates its roles itself, a warning after the write. Default: that of `.rolecall/config.yaml`, else no limit.',
    optional: true,
  },
  severity: {
    type: { kind: 'map', element: 'string' },
    keys: problemCodes,
    words: blockSeverities,
    description:
      'What a problem with a role is, by its code: `error`, `warning` or `off`, for example `{ RC001 = "error" }`. ' +
      'Takes precedence over `.rolecall/config.yaml`.',
    optional: true,
  },
  catalogs: {
    type: { kind: 'list', element: 'string' },
    description:
      'Catalog files beside those in `.rolecall`, relative to the directory in which Terraform runs. These may also lower a risk that ships with the provider.',
    optional: true,
  },
  refresh: {
    type: 'string',
    words: ['list', 'get'],
    description:
      'How roles are read: `list` asks for a role alone only where the list of all roles shows that it may have changed; `get` asks for each. ' +
      'What `list` cannot see: at Astro a change with the same credential in the very second of this provider’s own write. Default: `list`.',
    optional: true,
  },
  retry: {
    type: {
      nesting: 'single',
      attributes: {
        max_attempts: {
          type: 'number',
          description: 'How often a request is sent at most. Default: 5.',
          optional: true,
        },
        max_wait_seconds: {
          type: 'number',
          description:
            'The longest wait a platform may ask for; where it asks for more, the operation fails and says when to come back. ' +
            'Also how long the deletion of a role that is still assigned is tried again. Default: 120.',
          optional: true,
        },
      },
    },
    description: 'What to do where a request that is safe to repeat fails.',
    optional: true,
  },
}

export const providerSchema = (adapters: readonly PlatformAdapter[]): Schema => ({
  version: 0,
  description:
    `Custom roles of ${namesOf(adapters.map(({ platform }) => platform.title))} as code. ` +
    'Everything is optional: the environment fills what is not set.',
  attributes: {
    ...Object.fromEntries(adapters.map((adapter) => [adapter.platform.key, platformAttribute(adapter)])),
    ...commonSettings,
  },
})
