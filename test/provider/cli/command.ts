import { execFile, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

export const rolecall = fileURLToPath(new URL('../../../provider/bin/rolecall.js', import.meta.url))

export type Ran = { readonly code: number | null; readonly stdout: string; readonly stderr: string }

/** Runs the built command, as a shell would. */
export const run = (cwd: string, args: readonly string[], input?: string): Ran => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [rolecall, ...args], { cwd, input, encoding: 'utf8' })
  return { code: status, stdout, stderr }
}

/** Without blocking, so that a sandbox in this process can answer. */
export const runWith = (cwd: string, env: Readonly<Record<string, string>>, args: readonly string[]): Promise<Ran> =>
  new Promise((resolve) => {
    execFile(process.execPath, [rolecall, ...args], { cwd, env: { ...process.env, ...env } }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code ?? 1) : 0, stdout, stderr }),
    )
  })

/** A directory with these files, gone after the test. */
export const directoryWith = (files: Readonly<Record<string, string>>): string => {
  const directory = mkdtempSync(join(tmpdir(), 'rolecall-test-'))
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true })
    writeFileSync(join(directory, name), text)
  }
  return directory
}
