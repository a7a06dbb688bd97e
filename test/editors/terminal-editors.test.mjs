/**
 * Neovim, Emacs and Vim over stdio: clients that are sent diagnostics and cannot ask for them. Each is set up by the
 * very lines that the README prints for it.
 */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse as parseJsonc } from 'jsonc-parser'
import { parse as parseToml } from 'smol-toml'
import { afterEach, beforeEach, expect, inject, test } from 'vitest'
import { fencesRunBy } from '../docs/fences.ts'
import { testWith } from './programs.mjs'

const here = dirname(fileURLToPath(import.meta.url))

/** What the README prints for an editor, which its first line names. */
const linesFor = (name) => {
  const fence = fencesRunBy('test/editors/terminal-editors.test.mjs').find(({ text }) =>
    text.split('\n')[0].includes(name),
  )
  if (!fence) throw new Error(`There are no lines for ${name}.`)
  return fence.text
}

let folder

/** The workspace, and the server on PATH by its name, as after its installation. */
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rolecall-editor-'))
  cpSync(join(here, 'workspace'), folder, { recursive: true })
  mkdirSync(join(folder, '.git'))
  mkdirSync(join(folder, '.bin'))
  symlinkSync(inject('server'), join(folder, '.bin/rolecall-language-server'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

const run = (program, args, lines) => {
  const settings = join(folder, 'settings')
  writeFileSync(settings, lines)
  const env = {
    ...process.env,
    PATH: `${join(folder, '.bin')}${delimiter}${process.env.PATH}`,
    ROLECALL_SETTINGS: settings,
    ROLECALL_FILE: join(folder, 'roles/team.roles.yaml'),
    ROLECALL_OUTPUT: join(folder, 'output.json'),
    HOME: folder,
  }
  const { stdout, stderr, status, error } = spawnSync(program, args, {
    env,
    cwd: folder,
    encoding: 'utf8',
    timeout: 200_000,
  })
  if (error) throw error
  return { text: stdout, status, stderr }
}

const lastLine = ({ text, stderr }) => {
  const line = text.trim().split('\n').at(-1)
  try {
    return JSON.parse(line)
  } catch {
    throw new Error(`no JSON in the output:\n${text}\n${stderr}`)
  }
}

const neovim = (lines) =>
  run('nvim', ['--headless', '--clean', '-u', 'NONE', '-c', `luafile ${join(here, 'neovim.lua')}`], lines)

testWith('nvim', 'apt-get install neovim')('Neovim before 0.11', () => {
  const { diagnostics, labels, hover } = lastLine(neovim(linesFor('Neovim before 0.11')))
  expect(diagnostics).toContainEqual(expect.objectContaining({ line: 7, code: 'RC001' }))
  expect(labels).toContain('deployment.airflow.dag.get')
  expect(JSON.stringify(hover)).toContain('deployment.get')
})

testWith('nvim', 'apt-get install neovim')('Neovim from 0.11 on, whose part the test plays', () => {
  const played = readFileSync(join(here, 'neovim-0.11.lua'), 'utf8')
  const { diagnostics, root } = lastLine(neovim(`${played}\n${linesFor('Neovim 0.11')}`))
  expect(diagnostics).toContainEqual(expect.objectContaining({ line: 7, code: 'RC001' }))
  expect(root).toBe(folder)
})

testWith('emacs', 'apt-get install emacs-nox elpa-eglot')('Emacs with eglot', () => {
  const { diagnostics, labels } = lastLine(
    run('emacs', ['--batch', '-q', '-l', join(here, 'emacs.el')], linesFor('Emacs with eglot')),
  )
  expect(diagnostics.join('\n')).toContain('deployment.airflow.dags.get')
  expect(labels).toContain('deployment.airflow.dag.get')
})

testWith('vim', 'apt-get install vim-nox vim-ale')('Vim with ALE', () => {
  const args = ['-es', '-u', 'NONE', '-i', 'NONE', '--not-a-term', '-S', join(here, 'vim.vim')]
  const result = run('vim', args, linesFor('Vim with ALE'))
  const found = JSON.parse(readFileSync(join(folder, 'output.json'), 'utf8'))
  expect(found, result.stderr).toContainEqual(expect.objectContaining({ line: 8, code: 'RC001' }))
})

const command = { command: 'rolecall-language-server', args: ['--stdio'] }

test('Helix, as far as its configuration is TOML', () => {
  expect(parseToml(linesFor('Helix'))).toEqual({
    'language-server': { rolecall: command },
    language: [expect.objectContaining({ 'language-servers': expect.arrayContaining(['rolecall']) })],
  })
})

test('Zed, as far as its configuration is JSON with comments', () => {
  const errors = []
  const { lsp } = parseJsonc(linesFor('Zed'), errors, { allowTrailingComma: true })
  expect(errors).toEqual([])
  expect(lsp.rolecall.binary).toEqual({ path: command.command, arguments: command.args })
})
