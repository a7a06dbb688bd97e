import { stringify } from 'yaml'
import { configuredAttributes } from './configured.js'
import type { Writer } from './writer.js'

/** A role file whose roles are taken over by `$import`. */
export const roleFile: Writer = {
  file: ({ key }, number) => `${key}${number === 1 ? '' : `-${number}`}.roles.yaml`,
  keysApart: 'type',
  write: (roles) => {
    const sections: Record<string, Record<string, unknown>> = {}
    for (const { key, existing, importId } of roles) {
      const section = (sections[existing.type.name] ??= {})
      section[key] = { $import: importId, ...configuredAttributes(existing) }
    }
    return stringify({ version: 1, ...sections }, { lineWidth: 0 })
  },
}
