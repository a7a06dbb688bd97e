/** Neovim, Emacs and Vim over stdio: clients that are sent diagnostics and cannot ask for them. */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, inject } from 'vitest'
import { testWith } from './programs.mjs'

const here = dirname(fileURLToPath(import.meta.url))

let folder

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rolecall-editor-'))
  cpSync(join(here, 'workspace'), folder, { recursive: true })
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

const run = (program, args) => {
  const env = {
    ...process.env,
    ROLECALL_SERVER: join(inject('extension'), 'bin/rolecall-language-server.js'),
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

testWith('nvim', 'apt-get install neovim')('Neovim', () => {
  const { diagnostics, labels, hover } = lastLine(
    run('nvim', ['--headless', '--clean', '-u', 'NONE', '-c', `luafile ${join(here, 'neovim.lua')}`]),
  )
  expect(diagnostics).toContainEqual(expect.objectContaining({ line: 7, code: 'RC001' }))
  expect(labels).toContain('deployment.airflow.dag.get')
  expect(JSON.stringify(hover)).toContain('deployment.get')
})

testWith('emacs', 'apt-get install emacs-nox elpa-eglot')('Emacs with eglot', () => {
  const { diagnostics, labels } = lastLine(run('emacs', ['--batch', '-q', '-l', join(here, 'emacs.el')]))
  expect(diagnostics.join('\n')).toContain('deployment.airflow.dags.get')
  expect(labels).toContain('deployment.airflow.dag.get')
})

testWith('vim', 'apt-get install vim-nox vim-ale')('Vim with ALE', () => {
  const result = run('vim', ['-es', '-u', 'NONE', '-i', 'NONE', '--not-a-term', '-S', join(here, 'vim.vim')])
  const found = JSON.parse(readFileSync(join(folder, 'output.json'), 'utf8'))
  expect(found, result.stderr).toContainEqual(expect.objectContaining({ line: 8, code: 'RC001' }))
})
