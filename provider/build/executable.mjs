/** Builds dist/executable/ for this system. Where there is no runtime for it, says why not, in one line. */
import { compileExecutable, executablePath, executableSource } from './compile.mjs'
import { findRuntime } from './runtimes.mjs'

const found = findRuntime()
if ('missing' in found) console.error(`rolecall: the provider is built as a script only, since ${found.missing}`)
else
  await compileExecutable({
    source: await executableSource(),
    compiler: found.runtime,
    path: executablePath(process.platform === 'win32' ? '.exe' : ''),
  })
