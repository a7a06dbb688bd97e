/** Headless Chromium and what one does with VS Code in it. */
import { mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Screenshots are kept: somebody looks at them. */
export const output = join(dirname(fileURLToPath(import.meta.url)), '../output/editors')

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export const startBrowser = async ({ playwright }) => {
  mkdirSync(output, { recursive: true })
  const { chromium } = createRequire(import.meta.url)(playwright)
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', headless: true, args: flags })
  return {
    open: async (address) => {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
      const page = await context.newPage()
      await page.goto(address)
      await page.waitForSelector('.monaco-workbench', { timeout: 60_000 })
      await page.waitForSelector('.editor-instance .view-lines', { timeout: 60_000 })
      return page
    },
    /** Opens VS Code for the web, which runs its test suite; what that logs and the code it ends with. */
    automate: async (address) => {
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
      const said = []
      const ended = new Promise((resolve) => {
        void page.exposeFunction('codeAutomationExit', resolve)
      })
      await page.exposeFunction('codeAutomationLog', (type, args) => said.push(`${type}: ${args.join(' ')}`))
      await page.goto(address)
      return { code: await ended, said, page }
    },
    close: () => browser.close(),
  }
}

export const screenshot = (page, name) => page.screenshot({ path: join(output, `${name}.png`) })

export const runCommand = async (page, title) => {
  await page.keyboard.press('F1')
  await page.waitForSelector('.quick-input-widget input')
  await page.keyboard.type(title)
  await page.waitForSelector('.quick-input-list .monaco-list-row.focused')
  await page.keyboard.press('Enter')
}

export const goTo = async (page, line, column) => {
  await page.keyboard.press('Control+g')
  await page.waitForSelector('.quick-input-widget input')
  await page.keyboard.type(`:${line}:${column}`.slice(1))
  await page.keyboard.press('Enter')
}

const labels = (page, selector) =>
  page.$$eval(selector, (rows) => rows.map((row) => row.getAttribute('aria-label') ?? row.textContent ?? ''))

/** What the open list of completions offers. */
export const suggestions = async (page) => {
  await page.waitForSelector('.suggest-widget.visible .monaco-list-row', { timeout: 20_000 })
  return labels(page, '.suggest-widget.visible .monaco-list-row')
}

/** The problems panel, line by line. */
export const problems = async (page) => {
  if (!(await page.$('.markers-panel .monaco-list-row'))) await page.keyboard.press('Control+Shift+M')
  await page.waitForSelector('.markers-panel .monaco-list-row', { timeout: 30_000 })
  return labels(page, '.markers-panel .monaco-list-row')
}
