import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { kindNames, kindOf } from './support/kinds.js'
import type { Session } from './support/session.js'
import { startSession } from './support/session.js'

let session: Session

beforeAll(async () => {
  session = await startSession()
})
afterAll(() => session.close())

test('no credential is in a state, a plan, a log or an error', async () => {
  const { env } = session.sandbox
  const credentials = [env.ASTRO_API_TOKEN, env.NORTHFLANK_API_TOKEN, env.JITSUDO_TOKEN, env.JITSUDO_API_KEY]
  // Through the environment, since a configuration holds what is written into it and so does a plan file.
  const workspace = await session.workspace()
  const types = kindNames.map((name) => kindOf(name, session.sandbox))
  await workspace.write({
    resource: Object.fromEntries(types.map((kind) => [kind.type, { x: kind.full('Secretive') }])),
  })
  const options = { env: { TF_LOG: 'trace', TF_LOG_PATH: join(workspace.directory, 'trace.log') } }
  const printed: string[] = []
  const run = async (...args: readonly string[]): Promise<void> => {
    const { stdout, stderr } = await workspace.run(args, options)
    printed.push(stdout, stderr)
  }
  await run('plan', '-out=one.plan')
  await run('show', '-json', 'one.plan')
  await run('apply', 'one.plan')
  session.interfere(() => ({ kind: 'answer', status: 401, body: JSON.stringify({ message: 'who are you?' }) }))
  await run('plan')
  // A service that repeats what it was sent.
  const own: Readonly<Record<string, string>> = {
    astro: env.ASTRO_API_TOKEN,
    northflank: env.NORTHFLANK_API_TOKEN,
    jitsudo: `${env.JITSUDO_TOKEN} ${env.JITSUDO_API_KEY}`,
  }
  session.interfere(({ method, platform }) =>
    method === 'GET'
      ? undefined
      : {
          kind: 'answer',
          status: 400,
          body: JSON.stringify({ message: own[platform], code: own[platform], error: { message: own[platform] } }),
        },
  )
  await run('destroy', '-auto-approve')
  session.interfere()
  await run('destroy', '-auto-approve')
  const files = await readdir(workspace.directory, { recursive: true, withFileTypes: true })
  const contents = await Promise.all(
    files.filter((file) => file.isFile()).map((file) => readFile(join(file.parentPath, file.name), 'latin1')),
  )
  expect(contents.some((content) => content.includes('ApplyResourceChange'))).toBe(true)
  for (const credential of credentials) {
    expect(credential.length).toBeGreaterThan(10)
    for (const text of [...printed, ...contents]) {
      const found = text.indexOf(credential)
      expect(found < 0 ? 'nothing' : text.slice(Math.max(0, found - 200), found + 20)).toBe('nothing')
    }
  }
})
