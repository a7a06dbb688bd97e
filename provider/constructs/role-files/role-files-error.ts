/**
 * Role files that cannot be deployed. The message names every problem of every file; it is made for
 * people, so of the stack only the line stays that created the construct.
 */
export class RoleFilesError extends Error {
  public override readonly name = 'RoleFilesError'

  public constructor(lines: readonly string[], above: abstract new (...args: never[]) => unknown) {
    const count = lines.length === 1 ? 'a problem' : `${lines.length} problems`
    super(`Role files have ${count}:\n${lines.map((line) => `  ${line}`).join('\n')}\n`)
    Error.captureStackTrace(this, above)
    const caller = /\n {4}at .*/.exec((this.stack ?? '').slice(`${this.name}: ${this.message}`.length))?.[0] ?? ''
    this.stack = `${this.name}: ${this.message}${caller}`
  }
}
