/** VS Code in a workspace that has nothing of ours: it loads nothing of ours, and runs no server, until something comes. */
import { execFileSync } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, inject } from 'vitest'
import { openQuickly, runCommand, screenshot, startBrowser, suggestions } from './browser.mjs'
import { startVsCode } from './code-server.mjs'
import { testWith } from './programs.mjs'

const test = testWith('chromium', 'apt-get install chromium')

let browser
let vscode

beforeEach(async () => {
  const programs = inject('programs')
  vscode = await startVsCode(programs, { extensions: [inject('vsix')] })
  for (const name of ['roles', 'main.tf', 'stack.ts']) rmSync(join(vscode.folder, name), { recursive: true })
  browser = await startBrowser(programs)
})

afterEach(async ({ task }) => {
  await browser?.tidy(task)
  await browser?.close()
  vscode?.close()
})

/** The servers that this VS Code started, by the place of its extensions. */
const servers = () =>
  execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes(vscode.root) && line.includes('server.cjs'))

/** So high that VS Code, which draws only the rows that one sees, draws the whole list of extensions. */
const high = { viewport: { width: 1280, height: 4000 } }

/** What VS Code lists as activated. */
const activated = async (page) => {
  await runCommand(page, 'Developer: Show Running Extensions')
  const editor = page.locator('.runtime-extensions-editor')
  await editor.locator('.monaco-list-row').first().waitFor()
  return editor.innerText()
}

test('TypeScript loads nothing, YAML no server, and a new role file completes', async () => {
  writeFileSync(join(vscode.folder, 'other.ts'), 'export const one = 1\n')
  const page = await browser.open(vscode.address('other.ts'), high)
  await page.waitForTimeout(5000)
  expect(await activated(page)).not.toContain('Rolecall')

  await openQuickly(page, 'other.yaml')
  await expect.poll(() => activated(page), { timeout: 120_000 }).toContain('Rolecall')
  await screenshot(page, 'foreign')
  expect(servers()).toEqual([])

  writeFileSync(join(vscode.folder, 'first.roles.yaml'), 'version: 1\n')
  await openQuickly(page, 'first.roles.yaml')
  await expect.poll(servers, { timeout: 120_000 }).toHaveLength(1)
  await page.keyboard.press('Control+End')
  // The server has only just started, and until it answers VS Code offers the words of the file.
  const offered = async () => {
    await page.keyboard.press('Escape')
    return (await suggestions(page)).join('\n')
  }
  await expect.poll(offered, { timeout: 120_000 }).toContain('astro_role')
})

test('Terraform runs no server before it has a role of ours', async () => {
  writeFileSync(join(vscode.folder, 'other.tf'), 'resource "null_resource" "one" {}\n')
  const page = await browser.open(vscode.address('other.tf', 2, 1))
  await page.waitForTimeout(5000)
  expect(servers()).toEqual([])
  await page.locator('.editor-instance .view-lines').click()
  await page.keyboard.press('Control+End')
  await page.keyboard.type('resource "rolecall_astro_role" "viewer" {')
  await expect.poll(servers, { timeout: 120_000 }).toHaveLength(1)
})
