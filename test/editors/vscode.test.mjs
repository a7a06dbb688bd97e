/** A real VS Code: what a person sees and does, in YAML, Terraform and TypeScript. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject } from 'vitest'
import { goTo, problems, runCommand, screenshot, startBrowser, suggestions } from './browser.mjs'
import { startVsCode } from './code-server.mjs'
import { testWith } from './programs.mjs'

const test = testWith('chromium', 'apt-get install chromium')

let browser
let vscode

beforeAll(async () => {
  const programs = inject('programs')
  vscode = await startVsCode(programs, { extensions: [join(inject('extension'), 'rolecall-vscode.vsix')] })
  browser = await startBrowser(programs)
})

afterAll(async () => {
  await browser?.close()
  vscode?.close()
})

/** Where each file names a permission that does not exist: one-based line, and the column after the opening. */
const files = [
  { name: 'yaml', file: 'roles/team.roles.yaml', line: 8, column: 30 },
  { name: 'terraform', file: 'main.tf', line: 6, column: 12 },
  { name: 'typescript', file: 'stack.ts', line: 7, column: 46 },
]

describe.each(files)('$name', ({ name, file, line, column }) => {
  test('underlines, lists, explains, fixes and saves', async () => {
    const page = await browser.open(vscode.address(file, line, column))
    await page.waitForSelector('.squiggly-warning', { timeout: 30_000 })
    await screenshot(page, `${name}-squiggle`)

    await page.keyboard.press('Control+.')
    await page.waitForSelector('.action-widget .monaco-list-row', { timeout: 20_000 })
    await screenshot(page, `${name}-quick-fix`)
    const offered = await page.$$eval('.action-widget .monaco-list-row', (rows) => rows.map((row) => row.textContent))
    expect(offered.join('\n')).toContain('deployment.airflow.dag.get')
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => !document.querySelector('.action-widget .monaco-list-row'))
    await page.keyboard.press('Control+s')
    await expect.poll(() => readFileSync(join(vscode.folder, file), 'utf8'), { timeout: 10_000 }).toContain('deployment.airflow.dag.get')
    expect(readFileSync(join(vscode.folder, file), 'utf8')).not.toContain('dags')

    await goTo(page, line, column)
    await page.keyboard.press('Control+Space')
    const offeredValues = await suggestions(page)
    expect(offeredValues.some((label) => label.includes('deployment.airflow.dag.get'))).toBe(true)
    await page.keyboard.press('Control+Space')
    await page.waitForTimeout(600)
    await screenshot(page, `${name}-completion`)
    await page.keyboard.press('Escape')
    await page.context().close()
  })
})

test('opens the role matrix', async () => {
  const page = await browser.open(vscode.address('roles/team.roles.yaml'))
  await page.waitForSelector('.squiggly-warning, .squiggly-info, .codelens-decoration', { timeout: 30_000 })
  await runCommand(page, 'Rolecall: Open Role Matrix')
  const frame = page.frameLocator('iframe.webview.ready').frameLocator('#active-frame')
  await frame.locator('table').first().waitFor({ timeout: 20_000 })
  await page.waitForTimeout(300)
  await screenshot(page, 'matrix')
  expect(await frame.locator('table').first().innerText()).toContain('Operator')
  await page.context().close()
})

test('says nothing about a YAML file that is not ours', async () => {
  const page = await browser.open(vscode.address('other.yaml', 3, 5))
  await page.waitForTimeout(3000)
  expect(await page.$('.squiggly-warning, .squiggly-error')).toBeNull()
  await page.context().close()
})

test('shows its problems in the panel, each once', async () => {
  const page = await browser.open(vscode.address('roles/team.roles.yaml'))
  await page.waitForSelector('.squiggly-warning', { timeout: 30_000 })
  const rows = (await problems(page)).filter((label) => label.includes('RC002'))
  await screenshot(page, 'problems')
  expect(rows).toHaveLength(1)
  await page.context().close()
})
