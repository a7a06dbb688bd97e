import { SandboxError } from './contract.js'
import type { Sandbox, SandboxOptions } from './contract.js'

/** Starts the Astro, Northflank and JITSudo role APIs on 127.0.0.1. Rejects with a SandboxError that says what to do. */
export const startSandbox = async (_options: SandboxOptions = {}): Promise<Sandbox> => {
  throw new SandboxError('the sandbox is being written')
}
