/** A real VS Code: what a person sees and does, in YAML, Terraform and TypeScript. */
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, inject } from 'vitest'
import {
  explanation,
  goTo,
  hover,
  output,
  pressFor,
  problems,
  runCommand,
  screenshot,
  startBrowser,
  suggestions,
  useTheme,
} from './browser.mjs'
import { startVsCode } from './code-server.mjs'
import { testWith } from './programs.mjs'

const test = testWith('chromium', 'apt-get install chromium')

let browser
let vscode

beforeAll(async () => {
  const programs = inject('programs')
  vscode = await startVsCode(programs, { extensions: [inject('vsix')] })
  browser = await startBrowser(programs)
})

afterEach(({ task }) => browser?.tidy(task))

afterAll(async () => {
  await browser?.close()
  vscode?.close()
})

const misspelt = 'deployment.airflow.dags.get'
const right = 'deployment.airflow.dag.get'

const files = [
  { name: 'yaml', file: 'roles/team.roles.yaml' },
  { name: 'terraform', file: 'main.tf' },
  { name: 'typescript', file: 'stack.ts' },
]

const textOf = (file) => readFileSync(join(vscode.folder, file), 'utf8')

/** One-based line and column of the first place of a text. */
const placeOf = (file, text) => {
  const before = textOf(file).split(text)[0].split('\n')
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 }
}

const openAt = async (file, text, options) => {
  const { line, column } = placeOf(file, text)
  const page = await browser.open(vscode.address(file, line, column + 4), options)
  await page.waitForSelector('.codelens-decoration a')
  return page
}

const actions = '.action-widget .monaco-list-row'

describe.each(files)('$name', ({ name, file }) => {
  test('underlines, explains, fixes and saves, and lists', async () => {
    const page = await openAt(file, misspelt)
    await page.waitForSelector('.squiggly-warning')
    expect(await hover(page)).toContain('rolecall catalog refresh astro')
    await screenshot(page, `${name}-problem`)
    await page.keyboard.press('Escape')

    await pressFor(page, 'Control+.', actions)
    await screenshot(page, `${name}-fix`)
    expect((await page.locator(actions).allInnerTexts()).join('\n')).toContain(right)
    await page.keyboard.press('Enter')
    await page.waitForSelector(actions, { state: 'detached' })
    await page.keyboard.press('Control+s')
    await expect.poll(() => textOf(file), { timeout: 120_000 }).toContain(right)
    expect(textOf(file)).not.toContain(misspelt)

    const { line, column } = placeOf(file, right)
    await goTo(page, line, column + 'deployment.airflow.dag'.length)
    const offered = await suggestions(page)
    expect(offered.filter((label) => label.startsWith(right))).toHaveLength(1)
    await explanation(page, right, 'Risk')
    await screenshot(page, `${name}-list`)
  })
})

test('explains permissions, patterns and roles', async () => {
  const page = await openAt('roles/data.roles.yaml', 'deployment.update')
  expect(await hover(page)).toContain('Risk')
  await screenshot(page, 'hover-permission')
  for (const [name, text, says] of [
    ['pattern', 'deployment.airflow.*.get', 'Stands for'],
    ['role', 'data_engineer', 'Blast radius'],
  ]) {
    const { line, column } = placeOf('roles/data.roles.yaml', text)
    await goTo(page, line, column + 1)
    expect(await hover(page)).toContain(says)
    await screenshot(page, `hover-${name}`)
  }
})

test('shows each problem once in the panel', async () => {
  const page = await openAt('roles/team.roles.yaml', 'Operator')
  await page.waitForSelector('.squiggly-warning')
  const rows = await problems(page)
  await screenshot(page, 'problems')
  expect(rows.filter((label) => label.includes('is already in this list'))).toHaveLength(1)
})

test('sees a directory of role files come, and go as a whole', async () => {
  // Roles of two directories clash only where these are deployed together.
  const config = join(vscode.folder, '.rolecall')
  mkdirSync(config)
  writeFileSync(join(config, 'config.yaml'), 'version: 1\nmodules: [roles]\n')
  const page = await openAt('roles/team.roles.yaml', 'Operator')
  expect(await page.$('.squiggly-error')).toBeNull()
  const other = join(vscode.folder, 'roles/copies')
  mkdirSync(other)
  // VS Code takes a moment to look into a new directory.
  const copy = () => {
    writeFileSync(join(other, 'copy.roles.yaml'), textOf('roles/team.roles.yaml'))
    return page.$('.squiggly-error')
  }
  await expect.poll(copy, { timeout: 120_000, interval: 1000 }).not.toBeNull()
  await screenshot(page, 'other-file')
  rmSync(other, { recursive: true })
  await page.waitForSelector('.squiggly-error', { state: 'detached' })
  rmSync(config, { recursive: true })
})

test('F2 renames a role at once, and writes down what it was', async () => {
  const file = 'roles/data.roles.yaml'
  const page = await openAt(file, 'data_engineer')
  // The box shows a moment before it takes the keys.
  await pressFor(page, 'F2', '.rename-box input:focus')
  await page.keyboard.press('Control+a')
  await page.keyboard.type('data_platform_engineer')
  await screenshot(page, 'rename')
  await page.keyboard.press('Enter')
  await page.waitForSelector('.view-line:has-text("$moved_from")')
  await page.keyboard.press('Control+s')
  await expect
    .poll(() => textOf(file), { timeout: 120_000 })
    .toMatch(/data_platform_engineer:\n +\$moved_from: data_engineer\n/)
  writeFileSync(
    join(vscode.folder, file),
    textOf(file).replace(/data_platform_engineer:\n +\$moved_from: data_engineer\n/, 'data_engineer:\n'),
  )
})

test('says nothing about a YAML file that is not ours', async () => {
  const page = await openAt('roles/team.roles.yaml', 'Operator')
  await page.goto(vscode.address('other.yaml', 3, 5))
  await page.waitForSelector('.editor-instance .view-lines')
  // What is offered comes after the problems were asked for.
  expect(await suggestions(page)).not.toContainEqual(expect.stringContaining(right))
  expect(await page.$('.squiggly-warning, .squiggly-error, .squiggly-info')).toBeNull()
})

test('takes the picture for the README', async () => {
  const size = { width: 1200, height: 600 }
  const page = await openAt('roles/data.roles.yaml', 'deployment.airflow.*', {
    viewport: size,
    deviceScaleFactor: 1.25,
  })
  await runCommand(page, 'View: Close Primary Side Bar')
  for (const entry of [misspelt, 'deployment.airflow.dagRun.']) {
    // What is offered is not taken.
    await page.keyboard.press('Escape')
    await page.keyboard.press('End')
    await page.keyboard.press('Enter')
    await page.keyboard.type(`- ${entry}`)
  }
  await page.waitForSelector('.squiggly-warning')
  await page.waitForSelector('.suggest-widget.visible .monaco-list-row')
  await explanation(page, 'deployment.airflow.dagRun.delete', 'Risk')
  await screenshot(page, 'picture', { clip: { x: 50, y: 30, width: size.width - 50, height: 480 } })
  if (process.env.ROLECALL_UPDATE_SCREENSHOT)
    copyFileSync(join(output, 'picture.png'), join(inject('extension'), 'media/screenshot.png'))
})

test('opens a new role file from the walkthrough, and completes in it', async () => {
  const page = await browser.open(vscode.address('other.yaml'))
  await runCommand(page, 'Rolecall: New Role File')
  const row = page.locator('.suggest-widget.visible .monaco-list-row', { hasText: 'astro_role' })
  await row.first().waitFor()
  expect(await page.locator('.tab.active').getAttribute('aria-label')).toContain('team2.roles.yaml')
  await screenshot(page, 'new-role-file')
  await page.keyboard.press('Escape')
  await runCommand(page, 'Welcome: Open Walkthrough...')
  await page.keyboard.type('Get started with Rolecall')
  await page.keyboard.press('Enter')
  const step = page.locator('.getting-started-step', { hasText: 'Write a role' })
  await step.getByText('New role file').waitFor()
  await screenshot(page, 'walkthrough')
  await step.getByText('New role file').click()
  await page.waitForSelector('.tab.active[aria-label*="team3.roles.yaml"]')
})

test('refreshes a catalog in a terminal', async () => {
  const page = await openAt('roles/data.roles.yaml', 'Data Engineer')
  await runCommand(page, 'Rolecall: Refresh Catalog')
  const rows = page.locator('.quick-input-list .monaco-list-row')
  await rows.filter({ hasText: 'JITSudo' }).waitFor()
  await screenshot(page, 'refresh-catalog')
  await page.keyboard.press('Enter')
  await page.locator('.terminal-wrapper.active').waitFor()
  await page.waitForTimeout(2000)
  await screenshot(page, 'refresh-catalog-terminal')
})

const matrixIn = (page) => page.frameLocator('iframe.webview.ready').frameLocator('#active-frame').locator('table')

/** Last in the file: a theme stays. */
const themes = [
  { name: 'light', title: 'Light Modern', kind: 'vs' },
  { name: 'high-contrast', title: 'Dark High Contrast', kind: 'hc-black' },
  { name: 'high-contrast-light', title: 'Light High Contrast', kind: 'hc-light' },
]

test('opens the role matrix from a code lens, in every theme', async () => {
  const page = await openAt('roles/data.roles.yaml', 'Data Engineer')
  await page.locator('.codelens-decoration a').first().click()
  await matrixIn(page).first().waitFor()
  expect(await matrixIn(page).first().innerText()).toContain('Operator')
  await screenshot(page, 'matrix-beside')
  await runCommand(page, 'View: Toggle Maximize Editor Group')
  await screenshot(page, 'matrix-dark')
  for (const { name, title, kind } of themes) {
    await useTheme(page, title, kind)
    await screenshot(page, `matrix-${name}`)
  }
})
