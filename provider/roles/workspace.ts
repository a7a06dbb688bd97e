/** What `.rolecall` says where Terraform runs. */
import type { RolecallFolder } from '@rolecall/shared/workspace/folder.js'
import { findRoot } from '../config-file.js'

/** Null where there is none. What reads YAML is loaded only where there is some to read. */
export const readWorkspace = async (directory: string): Promise<RolecallFolder | null> => {
  const root = findRoot(directory)
  if (root === null) return null
  const { readFolder } = await import('../workspace-files.js')
  return readFolder(root)
}
