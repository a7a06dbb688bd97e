/** From spawn to the handshake line of the built provider, in units of the barest node process there is. */
import { fileURLToPath } from 'node:url'
import { environments, timeToOutput } from './starts.mjs'
import { median, milliseconds, table, ratio as times } from './table.mjs'

const provider = fileURLToPath(new URL('../../provider/dist/provider/terraform-provider-rolecall.cjs', import.meta.url))
const runs = 25
const limit = 3

/** Medians of alternated runs, so that whatever else the machine does meets both alike. */
export const handshake = async () => {
  const { bare, plugin } = await environments()
  await timeToOutput(process.execPath, [provider], plugin)
  const floor = []
  const ours = []
  for (let run = 0; run < runs; run += 1) {
    floor.push(await timeToOutput(process.execPath, ['-e', '0'], bare))
    ours.push(await timeToOutput(process.execPath, [provider], plugin))
  }
  const ratio = median(ours) / median(floor)
  const row = (name, values) => [
    name,
    milliseconds(median(values)),
    milliseconds(Math.min(...values)),
    times(median(values) / median(floor)),
  ]
  const rows = [row('node -e 0', floor), row('provider, spawn to handshake', ours)]
  const title = `Provider start, medians of ${runs} alternated runs; limit ${limit}x`
  return { title, rows, ratio, limit, text: table(['process', 'median', 'fastest', 'ratio'], rows), ok: ratio <= limit }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log((await handshake()).text)
