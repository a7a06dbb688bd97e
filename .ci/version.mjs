/**
 * Which version a checkout is: MAJOR.MINOR as package.json has it, and how many commits there are since the tag
 * `vMAJOR.MINOR.0` or, where there is none, since the first. So no two commits have one version, and a lock file made
 * with one build never meets another build of the same name. `node .ci/version.mjs` prints it.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = join(dirname(fileURLToPath(import.meta.url)), '..')

/**
 * @typedef {{ readonly version: string, readonly time: Date }} Version of a commit, and when that was made
 * @typedef {{ readonly missing: string }} Missing why it is not known, to go on after "…, since "
 */

const git = (root, ...args) => {
  const { status, stdout, stderr, error } = spawnSync('git', args, { cwd: root, encoding: 'utf8' })
  if (error) return { ok: false, text: error.message }
  return { ok: status === 0, text: (status === 0 ? stdout : stderr).trim() }
}

const lineOf = (root) => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  return version.split('.').slice(0, 2).join('.')
}

/** By first parents only: a merge is one step, however many commits it brings. */
const countOf = (root, line) => {
  const base = `v${line}.0`
  const isTagged = git(root, 'merge-base', '--is-ancestor', base, 'HEAD').ok
  return git(root, 'rev-list', '--count', '--first-parent', isTagged ? `${base}..HEAD` : 'HEAD')
}

/** @returns {Version | Missing} */
const ofHistory = (root) => {
  const shallow = git(root, 'rev-parse', '--is-shallow-repository')
  if (!shallow.ok) return { missing: `git does not answer: ${shallow.text.split('\n')[0]}` }
  if (shallow.text === 'true')
    return {
      missing: 'the clone is shallow: fetch all of it (`git fetch --unshallow`, in GitHub Actions `fetch-depth: 0`)',
    }
  const line = lineOf(root)
  const count = countOf(root, line)
  const time = git(root, 'log', '-1', '--format=%ct')
  if (!count.ok || !time.ok) return { missing: 'there is no commit yet' }
  return { version: `${line}.${count.text}`, time: new Date(Number(time.text) * 1000) }
}

/** A tag alone. Of `v0.1.340-3-gabc1234` the 3 counts what merges brought too, and a clone would have another version. */
const tag = /^v(\d+\.\d+\.\d+)$/

/** @returns {Version | Missing} */
const ofArchive = (root) => {
  const [description = '', time = ''] = readFileSync(join(root, '.ci/archive.txt'), 'utf8').split('\n')
  const version = tag.exec(description)?.[1]
  if (!version)
    return {
      missing: 'there is no history (.git), and the archive is of no tagged commit: clone all of it (`fetch-depth: 0`)',
    }
  return { version, time: new Date(Number(time) * 1000) }
}

/** Not asked of git alone, which would answer with a repository around an unpacked archive. */
const found = (root) => (existsSync(join(root, '.git')) ? ofHistory(root) : ofArchive(root))

/**
 * The version of the checkout in a directory. `ROLECALL_VERSION` overrules it.
 *
 * @returns {Version | Missing}
 */
export const versionOf = (root = here, named = process.env['ROLECALL_VERSION']) => {
  const own = found(root)
  if (!named) return own
  if (!/^\d+\.\d+\.\d+$/.test(named))
    return { missing: `ROLECALL_VERSION is ${JSON.stringify(named)}, and not like 1.2.3` }
  return { version: named, time: 'time' in own ? own.time : new Date(0) }
}

/** What a build says of itself: `0.0.0`, which nobody publishes, where that is not known. */
export const buildVersion = () => {
  const own = versionOf()
  if ('version' in own) return own.version
  if (process.env['ROLECALL_VERSION']) throw new Error(own.missing)
  return '0.0.0'
}

const isMain = process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)

if (isMain) {
  const own = versionOf()
  if ('version' in own) console.log(own.version)
  else {
    console.error(`there is no version, since ${own.missing}`)
    process.exitCode = 1
  }
}
