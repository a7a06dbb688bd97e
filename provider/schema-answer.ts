import { createLog } from './plugin/log.js'
import { rolecallService } from './service.js'

const answerTo = async (name: string): Promise<Uint8Array> => {
  const method = rolecallService(createLog('rolecall', {})).methods[name]
  if (method?.kind !== 'unary') throw new Error(`The provider has no ${name}.`)
  return method.handle(new Uint8Array(), { ended: () => new Promise(() => undefined) })
}

/**
 * The answers to GetProviderSchema and, from 1.12 on, GetResourceIdentitySchemas, protobuf messages. They are the
 * same in every process, so a build puts their bytes in the place of this module, see build/prebuilt-schema.mjs.
 */
export const schemaAnswer = (): Promise<Uint8Array> => answerTo('GetProviderSchema')

export const identityAnswer = (): Promise<Uint8Array> => answerTo('GetResourceIdentitySchemas')
