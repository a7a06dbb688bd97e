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

/** Milliseconds that anything on a page may take: long, as the machine may have other work. */
const patience = 120_000

const settings = { viewport: { width: 1280, height: 800 } }

export const screenshot = (page, name, options = {}) =>
  page.screenshot({ path: join(output, `${name}.png`), animations: 'disabled', ...options })

const fileName = (title) => title.toLowerCase().replace(/[^a-z0-9]+/g, '-')

export const startBrowser = async ({ playwright }) => {
  mkdirSync(output, { recursive: true })
  const { chromium } = createRequire(import.meta.url)(playwright)
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', headless: true, args: flags })
  const open = new Set()
  const newPage = async (options = {}) => {
    const context = await browser.newContext({ ...settings, ...options })
    context.setDefaultTimeout(patience)
    const page = await context.newPage()
    open.add(page)
    return page
  }
  return {
    /** Opens VS Code on a file, and waits for its editor. */
    open: async (address, options) => {
      const page = await newPage(options)
      await page.goto(address)
      await page.waitForSelector('.editor-instance .view-lines')
      return page
    },
    /** Opens VS Code for the web, which runs its test suite; what that logs and the code it ends with. */
    automate: async (address) => {
      const page = await newPage()
      const said = []
      const ended = new Promise((resolve) => {
        void page.exposeFunction('codeAutomationExit', resolve)
        setTimeout(() => resolve('none: the suite did not end'), 240_000).unref()
      })
      await page.exposeFunction('codeAutomationLog', (type, args) => said.push(`${type}: ${args.join(' ')}`))
      await page.goto(address)
      return { code: await ended, said, page }
    },
    /** After each test: what a failed one last showed, then the pages are closed. */
    tidy: async ({ fullTestName, result }) => {
      for (const page of open) {
        if (result?.state === 'fail') await screenshot(page, `failed-${fileName(fullTestName)}`)
        // Leaving the page ends the window's extensions; only closing it would keep them waiting.
        await page.goto('about:blank').catch(() => undefined)
        await page.context().close()
      }
      open.clear()
    },
    close: () => browser.close(),
  }
}

/** Presses until it shows: VS Code ignores keys while it is still loading what they are for. */
export const pressFor = async (page, key, selector) => {
  const end = Date.now() + patience
  while (Date.now() < end) {
    await page.keyboard.press(key)
    const shown = await page.waitForSelector(selector, { timeout: 8000 }).catch(() => null)
    if (shown) return
    await page.keyboard.press('Escape')
  }
  throw new Error(`${key} does not show ${selector}`)
}

const quickInput = '.quick-input-widget:not([style*="display: none"]) input'

/** Chooses what is focused once that is this; false where it is not offered in time. */
const choose = async (page, text, timeout = patience) => {
  await page.keyboard.type(text)
  const row = page.locator('.quick-input-list .monaco-list-row.focused', { hasText: text })
  const isOffered = await row.waitFor({ timeout }).then(
    () => true,
    () => false,
  )
  if (!isOffered) return false
  await page.keyboard.press('Enter')
  await row.waitFor({ state: 'hidden' })
  return true
}

/** A list offers what there was when it opened: commands only once the workspace is trusted, files once they are found. */
const chooseFrom = async (page, key, text) => {
  const end = Date.now() + patience
  while (Date.now() < end) {
    await pressFor(page, key, quickInput)
    if (await choose(page, text, 8000)) return
    await page.keyboard.press('Escape')
    await page.waitForSelector(quickInput, { state: 'hidden' })
  }
  throw new Error(`${text} is not offered by ${key}`)
}

export const runCommand = (page, title) => chooseFrom(page, 'F1', title)

/** Opens a file of the workspace in the same window. */
export const openQuickly = async (page, name) => {
  await chooseFrom(page, 'Control+p', name)
  await page.waitForSelector(`.tab.active[aria-label*="${name}"]`)
}

/** One-based, as everything that people see. */
export const goTo = async (page, line, column) => {
  await pressFor(page, 'Control+g', quickInput)
  await page.keyboard.type(`${line}:${column}`)
  await page.keyboard.press('Enter')
  await page.waitForSelector(quickInput, { state: 'hidden' })
}

/** `kind`: the class that marks the workbench in a theme of this kind. */
export const useTheme = async (page, title, kind) => {
  await page.keyboard.press('Control+k')
  await pressFor(page, 'Control+t', quickInput)
  await choose(page, title)
  await page.waitForSelector(`.monaco-workbench.${kind}`)
}

/** Shows what there is to say about the place of the cursor; the text. */
export const hover = async (page) => {
  const shown = '.monaco-hover:not(.hidden) .rendered-markdown'
  await page.keyboard.press('Control+k')
  await pressFor(page, 'Control+i', shown)
  return (await page.locator(shown).allInnerTexts()).join('\n')
}

const labels = (page, selector) =>
  page.$$eval(selector, (rows) => rows.map((row) => row.getAttribute('aria-label') ?? row.textContent ?? ''))

/** Opens the list of completions; what it offers. */
export const suggestions = async (page) => {
  const rows = '.suggest-widget.visible .monaco-list-row'
  await pressFor(page, 'Control+Space', rows)
  return labels(page, rows)
}

const focusedRow = '.suggest-widget .monaco-list-row.focused'

/** Moves in the list to what starts so; the list shows a step only a moment after the key. */
const moveTo = async (page, label) => {
  for (let row = 0; row < 20; row += 1) {
    const focused = (await page.getAttribute(focusedRow, 'aria-label')) ?? ''
    if (focused.startsWith(label)) return
    await page.keyboard.press('ArrowDown')
    await page
      .waitForFunction(
        ([selector, before]) => document.querySelector(selector)?.getAttribute('aria-label') !== before,
        [focusedRow, focused],
        { timeout: 3000 },
      )
      .catch(() => undefined)
  }
  throw new Error(`${label} is not offered`)
}

/** Waits until the explanation of one of the offered says a text: what was said of the one before stays for a moment. */
export const explanation = async (page, label, says) => {
  await moveTo(page, label)
  const details = page
    .locator('.suggest-details-container .suggest-details', { hasText: label })
    .filter({ hasText: says })
  const end = Date.now() + patience
  while (Date.now() < end) {
    const shown = await details.waitFor({ timeout: 3000 }).then(
      () => true,
      () => false,
    )
    if (shown) return
    await page.keyboard.press('Control+Space')
  }
  throw new Error(`no explanation of ${label} says ${says}`)
}

/** Opens the problems panel; its lines. */
export const problems = async (page) => {
  const rows = '.markers-panel .monaco-list-row'
  if (!(await page.isVisible(rows))) await pressFor(page, 'Control+Shift+M', rows)
  return labels(page, rows)
}
