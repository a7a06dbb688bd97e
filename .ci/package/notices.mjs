/** The licenses of others' code that is in an artefact. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PackageError, root } from './checkout.mjs'
import { runtimeVersion } from './runtimes.mjs'

const line = '-'.repeat(80)

const licenseFile = /^(?:licen[cs]e|copying|notice|third-?party)/i

const urlOf = ({ homepage, repository }) => homepage ?? repository?.url?.replace(/^git\+/, '') ?? ''

const noticeOf = async (directory) => {
  const manifest = JSON.parse(await readFile(join(directory, 'package.json'), 'utf8'))
  const names = (await readdir(directory)).filter((name) => licenseFile.test(name)).sort()
  const texts = await Promise.all(names.map((name) => readFile(join(directory, name), 'utf8')))
  const { name, version, license } = manifest
  return { name, version, text: [`${name} ${version} (${license})`, urlOf(manifest), '', ...texts].join('\n').trim() }
}

/** What each build of a workspace wrote down, see ../bundled.mjs. */
const recorded = async (workspace, bundles, version) => {
  const files = bundles.map((name) => join(root, workspace, 'dist/bundled', `${name}.json`))
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8').catch(() => '{}')))
  const records = texts.map((text) => JSON.parse(text))
  const other = records.find((record) => record.version !== version)
  if (other)
    throw new PackageError(
      `${workspace}/dist is of ${other.version ?? 'no version'}, and not of ${version}: run npm run build`,
    )
  return [...new Set(records.flatMap(({ packages }) => packages))]
}

const runtimeNotice = async () => {
  const text = await readFile(new URL('runtime-notice.txt', import.meta.url), 'utf8')
  return text.trim().replaceAll('VERSION', runtimeVersion)
}

/**
 * The notices of bundles, and with `runtime` of the program that an executable has them in.
 *
 * @param {{ workspace: string, bundles: readonly string[], version: string, runtime?: boolean }} options
 */
export const noticesOf = async ({ workspace, bundles, version, runtime = false }) => {
  const notices = await Promise.all((await recorded(workspace, bundles, version)).map(noticeOf))
  notices.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.version < b.version ? -1 : 1))
  const about = 'Rolecall is under the Apache License 2.0, see LICENSE. It contains code of these others.'
  const ofRuntime = runtime ? [await runtimeNotice()] : []
  return `${[about, ...ofRuntime, ...notices.map(({ text }) => text)].join(`\n\n${line}\n\n`)}\n`
}
