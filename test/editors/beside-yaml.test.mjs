/** VS Code with another YAML language server beside ours: nothing twice. */
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createVSIX } from '@vscode/vsce'
import { build } from 'esbuild'
import { expect, inject } from 'vitest'
import { goTo, problems, runCommand, screenshot, startBrowser, suggestions } from './browser.mjs'
import { startVsCode } from './code-server.mjs'
import { testWith } from './programs.mjs'

const rows = '.outline-tree .monaco-list-row'

const here = dirname(fileURLToPath(import.meta.url))

/** A .vsix around the other server. */
const packageOther = async (folder) => {
  copyFileSync(join(here, 'yaml-beside/manifest.json'), join(folder, 'package.json'))
  writeFileSync(join(folder, 'README.md'), 'Test only.\n')
  writeFileSync(join(folder, 'LICENSE'), 'Apache-2.0\n')
  await build({
    entryPoints: [join(here, 'yaml-beside/extension.mjs')],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
    nodePaths: [join(here, '../../node_modules')],
    outfile: join(folder, 'extension.cjs'),
    logLevel: 'warning',
  })
  const path = join(folder, 'beside.vsix')
  await createVSIX({ cwd: folder, packagePath: path, dependencies: false, allowMissingRepository: true })
  return path
}

/** The top of the outline. With two servers in it, that would be their names. */
const outline = async (page) => {
  await runCommand(page, 'Focus on Outline View')
  await page.waitForSelector(`${rows} .label-name`)
  await page.keyboard.press('Control+ArrowLeft')
  await page.waitForFunction((found) => document.querySelectorAll(found).length === 2, rows)
  return page.locator(`${rows} .label-name`).allInnerTexts()
}

testWith('chromium', 'apt-get install chromium')('beside another YAML server', async () => {
  const programs = inject('programs')
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-beside-'))
  process.env.ROLECALL_YAML_NODE = process.execPath
  process.env.ROLECALL_YAML_SERVER = programs.yamlServer
  const other = await packageOther(folder)
  const vscode = await startVsCode(programs, { extensions: [inject('vsix'), other] })
  const browser = await startBrowser(programs)
  try {
    const page = await browser.open(vscode.address('roles/team.roles.yaml', 8, 30))
    await page.waitForSelector('.squiggly-warning')
    await page.waitForTimeout(3000)
    const about = (await problems(page)).filter((label) => label.includes('deployment.airflow.dags.get'))
    expect(about).toHaveLength(1)

    await goTo(page, 8, 30)
    await page.keyboard.press('Control+Space')
    const offered = (await suggestions(page)).filter((label) => label.startsWith('deployment.airflow.dag.get'))
    expect(offered).toHaveLength(1)
    await page.keyboard.press('Escape')

    expect(await outline(page)).toEqual(['version', 'astro_role'])
    await screenshot(page, 'beside-yaml')

    // VS Code itself has the outline of JSON.
    writeFileSync(join(vscode.folder, 'roles/more.roles.json'), '{ "version": 1, "jitsudo_role": {} }\n')
    await page.goto(vscode.address('roles/more.roles.json'))
    await page.waitForSelector('.editor-instance .view-lines')
    expect(await outline(page)).toEqual(['version', 'jitsudo_role'])
  } finally {
    await browser.close()
    vscode.close()
    rmSync(folder, { recursive: true, force: true })
  }
})
