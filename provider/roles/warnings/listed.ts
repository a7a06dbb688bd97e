import { quoter } from '../../http/redact.js'

const quote = quoter([])

/** Lines of a message, as many as a person reads. The texts may be a platform's. */
export const listed = (texts: readonly string[], most: number): string =>
  [
    ...texts.slice(0, most).map((text) => `- ${quote(text)}`),
    ...(texts.length > most ? [`and ${texts.length - most} more`] : []),
  ].join('\n')
