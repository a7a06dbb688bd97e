/**
 * The floor of `rolecall lint`: the same files, walked and read by the same reader with the mistakes in their form, in
 * as small a heap, and no rule asked.
 */
import { createFileReader, readTarget } from '../../provider/cli/files/read.js'
import { findTargets } from '../../provider/cli/files/targets.js'
import { keepHeapSmall } from '../../provider/cli/lint/heap.js'

keepHeapSmall()
const read = createFileReader()
for (const path of (await findTargets(['.'])).files) {
  const document = await read(path, readTarget({ path }))
  document?.problems()
  document?.ignores()
}
