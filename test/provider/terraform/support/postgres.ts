/** A PostgreSQL of one's own, on a socket in a directory of its own. */
import { execFile } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Debian keeps the programs of each version off the path. */
const debian = '/usr/lib/postgresql'

const folders = (): readonly string[] => [
  ...(process.env['PATH'] ?? '').split(':'),
  ...(existsSync(debian) ? readdirSync(debian).map((version) => join(debian, version, 'bin')) : []),
]

/** Where initdb and pg_ctl are; null where there is no PostgreSQL. */
export const postgresPrograms = (): string | null =>
  folders().find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'pg_ctl'))) ?? null

export type Postgres = {
  /** For Terraform's backend `pg`. */
  readonly connection: string
  close(): Promise<void>
}

/** PostgreSQL does not run as root. */
const nobody = 65_534

export const startPostgres = async (programs: string): Promise<Postgres> => {
  const directory = mkdtempSync(join(tmpdir(), 'rolecall-postgres-'))
  const isRoot = process.getuid?.() === 0
  if (isRoot) chownSync(directory, nobody, nobody)
  const options = { cwd: directory, ...(isRoot && { uid: nobody, gid: nobody }) }
  const data = join(directory, 'data')
  const control = (...args: readonly string[]) => run(join(programs, 'pg_ctl'), ['-D', data, '-w', ...args], options)
  await run(join(programs, 'initdb'), ['-D', data, '-A', 'trust', '-U', 'terraform', '--no-sync'], options)
  await control('-l', join(directory, 'log'), '-o', `-c listen_addresses='' -c fsync=off -k ${directory}`, 'start')
  return {
    connection: `postgres:///postgres?host=${directory}&user=terraform&sslmode=disable`,
    close: async () => {
      await control('-m', 'immediate', 'stop')
      rmSync(directory, { recursive: true })
    },
  }
}
