import { existsSync } from 'node:fs'
import { tofuFor } from '@rolecall/shared/text/tofu.js'

/** Whether OpenTofu reads another file in this one's place, so that its roles are there a second time. */
export const isReplaced = (path: string): boolean => {
  const other = tofuFor(path)
  return other !== null && existsSync(other)
}
