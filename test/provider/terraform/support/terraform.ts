import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'

export type Shown = {
  readonly severity: 'error' | 'warning'
  readonly summary: string
  readonly detail: string
  /** Address of the resource. */
  readonly address?: string
  readonly snippet?: { readonly context: string | null; readonly code: string }
}

export type Change = { readonly address: string; readonly action: string; readonly reason?: string }

export type Run = {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
  /** Lines of -json output. */
  readonly diagnostics: readonly Shown[]
  readonly changes: readonly Change[]
  readonly drift: readonly Change[]
}

type Message = {
  readonly type?: string
  readonly diagnostic?: Shown
  readonly change?: { readonly resource: { readonly addr: string }; readonly action: string; readonly reason?: string }
}

const messagesOf = (stdout: string): readonly Message[] =>
  stdout.split('\n').flatMap((line) => (line.startsWith('{"') ? [JSON.parse(line) as Message] : []))

const changesOf = (messages: readonly Message[], type: string): readonly Change[] =>
  messages.flatMap(({ type: kind, change }) =>
    kind === type && change
      ? [{ address: change.resource.addr, action: change.action, ...(change.reason && { reason: change.reason }) }]
      : [],
  )

const parsed = (stdout: string): Pick<Run, 'diagnostics' | 'changes' | 'drift'> => {
  const messages = messagesOf(stdout)
  return {
    diagnostics: messages.flatMap(({ type, diagnostic }) => (type === 'diagnostic' && diagnostic ? [diagnostic] : [])),
    changes: changesOf(messages, 'planned_change'),
    drift: changesOf(messages, 'resource_drift'),
  }
}

export type Options = {
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  /** What is typed, for `console`. */
  readonly input?: string
  /** Another than that of all tests. */
  readonly program?: string
  /** Sees the process and every line it prints, to interrupt it at some point. */
  readonly onLine?: (line: string, child: ChildProcess) => void
  readonly onStart?: (child: ChildProcess) => void
}

/** A name on PATH or a whole path: terraform, unless another version or OpenTofu is named. */
export const terraformProgram = process.env['TERRAFORM_BINARY_NAME'] ?? 'terraform'

/** Runs the real terraform, without colours, prompts and check for new versions. */
export const terraform = async (
  args: readonly string[],
  { cwd, env, input, program = terraformProgram, onLine, onStart }: Options,
): Promise<Run> => {
  const child = spawn(program, args, {
    cwd,
    env: {
      PATH: process.env['PATH'],
      HOME: cwd,
      TF_IN_AUTOMATION: '1',
      TF_INPUT: '0',
      CHECKPOINT_DISABLE: '1',
      ...env,
    },
    stdio: ['pipe', 'pipe', 'pipe'],
    // Of its own group: a signal to it must not reach the tests.
    detached: true,
  })
  onStart?.(child)
  child.stdin.end(input)
  let stdout = ''
  let stderr = ''
  let rest = ''
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString()
    const lines = (rest + chunk.toString()).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) onLine?.(line, child)
  })
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString()
  })
  await once(child, 'close')
  return { code: child.exitCode, stdout, stderr, ...parsed(stdout) }
}
