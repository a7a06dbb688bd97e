/** VS Code in a workspace that has nothing of ours: no server runs, until something comes. */
import { execFileSync } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, inject } from 'vitest'
import { screenshot, startBrowser } from './browser.mjs'
import { startVsCode } from './code-server.mjs'
import { testWith } from './programs.mjs'

testWith('chromium', 'apt-get install chromium')('no server runs before there is something of ours', async () => {
  const programs = inject('programs')
  const vscode = await startVsCode(programs, { extensions: [inject('vsix')] })
  for (const name of ['roles', 'main.tf', 'stack.ts']) rmSync(join(vscode.folder, name), { recursive: true })
  writeFileSync(join(vscode.folder, 'other.tf'), 'resource "null_resource" "one" {}\n')
  /** Those that this VS Code started, by the place of its extensions. */
  const servers = () =>
    execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' })
      .split('\n')
      .filter((line) => line.includes(vscode.root) && line.includes('server.cjs'))
  const browser = await startBrowser(programs)
  try {
    const page = await browser.open(vscode.address('other.yaml'))
    await page.goto(vscode.address('other.tf', 2, 1))
    await page.waitForSelector('.editor-instance .view-lines')
    await page.waitForTimeout(5000)
    await screenshot(page, 'foreign')
    expect(servers()).toEqual([])
    await page.locator('.editor-instance .view-lines').click()
    await page.keyboard.press('Control+End')
    await page.keyboard.type('resource "rolecall_astro_role" "viewer" {')
    await expect.poll(servers, { timeout: 120_000 }).toHaveLength(1)
  } finally {
    await browser.close()
    vscode.close()
  }
})
