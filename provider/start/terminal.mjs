/** What `npm start` writes: a line for each step, and tables. */

const { stdout } = process
// A reader that goes away (`npm start | head`) must not leave a sandbox behind.
stdout.on('error', () => {})
export const colours = stdout.isTTY && !process.env['NO_COLOR']

const paint = (code) => (text) => (colours ? `\u001b[${code}m${text}\u001b[0m` : text)
export const bold = paint(1)
export const dim = paint(2)
export const green = paint(32)
export const yellow = paint(33)
export const red = paint(31)

// eslint-disable-next-line no-control-regex -- ANSI sequences begin with a control character
export const withoutColours = (text) => text.replaceAll(/\u001b\[[0-9;]*m/g, '')

export const say = (line = '') => void stdout.write(`${line}\n`)

/** Takes away the line of a step that is being done. */
export const clearLine = () => stdout.isTTY && stdout.write('\r\u001b[K')

const seconds = (started) => `${((Date.now() - started) / 1000).toFixed(1)} s`

/** Shows what is being done, and when it is done how it ended: the text that `work` resolves to. */
export const step = async (name, work) => {
  const started = Date.now()
  const label = name.padEnd(14)
  if (stdout.isTTY) stdout.write(`  ${dim('…')} ${label}`)
  try {
    const { text, value } = await work()
    clearLine()
    say(`  ${green('✓')} ${label}${text} ${dim(seconds(started))}`)
    return value
  } catch (error) {
    clearLine()
    say(`  ${red('✗')} ${label}`)
    throw error
  }
}

/** Columns as wide as their widest cell; numbers to the right. */
export const table = (header, rows) => {
  const widths = header.map((title, column) => Math.max(title.length, ...rows.map((row) => String(row[column]).length)))
  const cell = (value, column) =>
    typeof value === 'number' || header[column].startsWith(' ')
      ? String(value).padStart(widths[column])
      : String(value).padEnd(widths[column])
  const line = (cells) => `    ${cells.map(cell).join('  ')}`.trimEnd()
  return [dim(line(header)), ...rows.map(line)]
}
