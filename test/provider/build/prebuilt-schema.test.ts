import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { identityAnswer, schemaAnswer } from '../../../provider/schema-answer.js'
import { call } from '../plugin/client.js'
import { startPlugin } from '../plugin/process.js'

const script = fileURLToPath(
  new URL('../../../provider/dist/provider/terraform-provider-rolecall.cjs', import.meta.url),
)

test('the schemas in the bytes of the build are those that the source describes', async () => {
  const plugin = await startPlugin(script)
  const session = await plugin.connect()
  const answer = await call(session, '/tfplugin6.Provider/GetProviderSchema', Buffer.of())
  expect(answer).toMatchObject({ code: 0, messages: [Buffer.from(await schemaAnswer())] })
  const identities = await call(session, '/tfplugin6.Provider/GetResourceIdentitySchemas', Buffer.of())
  expect(identities).toMatchObject({ code: 0, messages: [Buffer.from(await identityAnswer())] })
  session.destroy()
  await plugin.shutDown()
})
