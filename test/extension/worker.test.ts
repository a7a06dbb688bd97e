/** The worker's bundle, in a global scope that has what a web worker has, and nothing of node. */
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { createContext, runInContext } from 'node:vm'
import { expect, test } from 'vitest'
import { fileRequests } from '../../extension/server/client-files.js'
import { pullCapabilities } from './server.js'

type Message = { readonly id?: number; readonly method?: string; readonly params?: unknown; readonly result?: unknown }

const bundle = (name: string): string =>
  readFileSync(new URL(`../../extension/dist/server/${name}`, import.meta.url), 'utf8')

/** Files by URI, as the client would read them. */
const startWorker = (files: Readonly<Record<string, string>>, href: string) => {
  const answers = new Map<number, (message: Message) => void>()
  const scripts: string[] = []
  const logged: unknown[] = []
  const read: string[] = []
  let count = 0
  const scope: Record<string, unknown> = {
    console,
    performance,
    setTimeout,
    clearTimeout,
    crypto,
    URL,
    TextDecoder,
    TextEncoder,
    location: { href },
    addEventListener: () => undefined,
    importScripts: (address: string) => {
      scripts.push(address)
      runInContext(bundle(basename(address)), context)
    },
    postMessage: (message: Message) => {
      if (message.method === 'window/logMessage') logged.push(message.params)
      if (message.method !== undefined && message.id !== undefined) post({ id: message.id, result: answer(message) })
      else if (message.id !== undefined) answers.get(message.id)?.(message)
    },
  }
  const context = createContext(scope)
  const post = (message: Message): void => {
    const receive = scope['onmessage'] as (event: { readonly data: unknown }) => void
    queueMicrotask(() => receive({ data: { jsonrpc: '2.0', ...message } }))
  }
  const directory = (uri: string) => {
    const inside = Object.keys(files)
      .filter((file) => file.startsWith(`${uri}/`))
      .map((file) => file.slice(uri.length + 1))
    const names = new Map(inside.map((path) => [path.split('/')[0] ?? '', path.includes('/') ? 'directory' : 'file']))
    return names.size === 0 ? null : [...names].map(([name, kind]) => ({ name, kind }))
  }
  const answer = ({ method, params }: Message): unknown => {
    const uri = String((params as { uri?: string } | undefined)?.uri)
    if (method === fileRequests.read) read.push(uri)
    if (method === fileRequests.read) return files[uri] ?? null
    return method === fileRequests.list ? directory(uri) : null
  }
  scope['self'] = context
  runInContext(bundle('worker.js'), context)
  return {
    scripts,
    logged,
    /** Files that the client was asked for. */
    read,
    notify: (method: string, params: unknown) => post({ method, params }),
    ask: <Result>(method: string, params: unknown): Promise<Result> => {
      count += 1
      const id = count
      const answered = new Promise<Result>((resolve) => answers.set(id, ({ result }) => resolve(result as Result)))
      post({ id, method, params })
      return answered
    },
  }
}

const compiler = 'https://editor.example/dist/server/typescript.js'

test.each([
  { whose: 'its own address', href: 'https://editor.example/dist/server/worker.js', initializationOptions: {} },
  // VS Code for the web wraps every worker, which then only knows the address of the wrapper.
  {
    whose: 'the address the client gives',
    href: 'blob:https://editor.example/1-2-3',
    initializationOptions: { compiler },
  },
])(
  'the server runs in a worker, reads through the client, and loads the compiler when it is needed: from $whose',
  async ({ href, initializationOptions }) => {
    const role = (permission: string): string =>
      `astro_role:\n  a:\n    name: A\n    scope_type: DEPLOYMENT\n    permissions: [${permission}]\n`
    const worker = startWorker(
      {
        'vscode-vfs://host/work/.rolecall/config.yaml': 'version: 1\nseverity: { RC001: error }\n',
        'vscode-vfs://host/work/other.roles.yaml': role('deployment.get').replace('  a:', '  other:'),
      },
      href,
    )
    const folder = { uri: 'vscode-vfs://host/work', name: 'work' }
    await worker.ask('initialize', {
      processId: null,
      rootUri: folder.uri,
      workspaceFolders: [folder],
      capabilities: pullCapabilities,
      initializationOptions,
    })
    worker.notify('initialized', {})
    const open = (name: string, text: string): string => {
      const uri = `${folder.uri}/${name}`
      worker.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'x', version: 1, text } })
      return uri
    }
    const codes = async (uri: string) => {
      const report = await worker.ask<{ items: { code: string; severity: number }[] }>('textDocument/diagnostic', {
        textDocument: { uri },
      })
      return report.items.map(({ code, severity }) => [code, severity])
    }
    expect(await codes(open('a.roles.yaml', role('deployment.gett')))).toEqual([['RC001', 1]])
    const symbols = await worker.ask<{ name: string }[]>('workspace/symbol', { query: '' })
    expect(symbols.map(({ name }) => name).sort()).toEqual(['a', 'other'])
    expect(worker.scripts).toEqual([])
    const code = `import { AstroRole } from '@rolecall/provider/cdktf'
new AstroRole(null as never, 'a', { name: 'A2', scopeType: 'DEPLOYMENT', permissions: ['deployment.gett'] })
`
    expect(await codes(open('stack.ts', code))).toEqual([['RC001', 1]])
    expect(worker.scripts).toEqual([compiler])
    expect(worker.logged).toEqual([])
  },
)

test('code is read for the role files it names only when a feature asks', async () => {
  const folder = 'vscode-vfs://host/work'
  const roles = 'astro_role:\n  viewer: { name: Viewer, scope_type: DEPLOYMENT, permissions: [deployment.get] }\n'
  const worker = startWorker(
    {
      [`${folder}/cdktf.json`]: '{}',
      [`${folder}/main.ts`]: `import { RoleFiles } from '@rolecall/provider/cdktf'\nnew RoleFiles(s, 'r', { paths: ['*/*.roles.yaml'] })\n`,
      [`${folder}/prod/a.roles.yaml`]: roles,
    },
    compiler,
  )
  await worker.ask('initialize', {
    processId: null,
    rootUri: folder,
    workspaceFolders: [{ uri: folder, name: 'work' }],
    capabilities: pullCapabilities,
  })
  worker.notify('initialized', {})
  const textDocument = { uri: `${folder}/dev/a.roles.yaml`, languageId: 'x', version: 1, text: roles }
  worker.notify('textDocument/didOpen', { textDocument })
  const codes = async () =>
    (await worker.ask<{ items: { code: string }[] }>('textDocument/diagnostic', { textDocument })).items.map(
      ({ code }) => code,
    )
  await codes()
  await worker.ask('workspace/symbol', { query: '' })
  expect(await codes()).toEqual([])
  expect(worker.read).not.toContain(`${folder}/main.ts`)
  expect(await worker.ask<string>('rolecall/matrix', { nonce: 'abc' })).toContain('2 roles from 2 files')
  await expect.poll(codes).toEqual(['RC012', 'RC012'])
  expect(worker.logged).toEqual([])
})
