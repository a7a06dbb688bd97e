/** What a signal does to `npm start`: it ends it at once, except while a deploy is under way. */
import { clearLine, say, yellow } from './terminal.mjs'

const codes = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 }

/** In milliseconds: npm passes on to us a Ctrl-C that the terminal has already sent. */
const echo = 1000

let isBusy = false
let toldAt = null

const handle = (code) => {
  if (!isBusy) process.exit(code)
  if (toldAt === null) {
    toldAt = Date.now()
    process.exitCode = code
    clearLine()
    say(
      `  ${yellow('!')} Stopping once the deploy is done. Ctrl-C again stops at once, and the next npm start undoes what was done.`,
    )
  } else if (Date.now() - toldAt > echo) process.exit(code)
}

export const handleSignals = () => {
  for (const [signal, code] of Object.entries(codes)) process.on(signal, () => handle(code))
}

/** Does work that a signal lets finish. */
export const finish = async (work) => {
  isBusy = true
  try {
    return await work()
  } finally {
    isBusy = false
  }
}

/** Whether a signal came that waits for that work. */
export const isStopping = () => toldAt !== null
