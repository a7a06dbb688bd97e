/**
 * The tree of the repository that Terraform's registry reads, `terraform-provider-rolecall`: documentation, README and
 * license. https://developer.hashicorp.com/terraform/registry/providers/docs
 */
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, posix, sep } from 'node:path'
import { changelogOf } from './changelog.mjs'
import { homePage, root } from './checkout.mjs'

const source = join(root, 'provider/docs')

/** What the registry shows; everything else of ours is a guide there. */
const kinds = ['resources', 'data-sources', 'functions', 'list-resources', 'guides']

/** `problems/RC001.md` becomes `guides/problems-RC001.md`. */
const placeOf = (path) =>
  path === 'index.md' || kinds.includes(path.split('/')[0])
    ? path
    : `guides/${path.replace(/\/README\.md$/, '.md').replaceAll('/', '-')}`

/** Links between pages, as the places of both now are; to other files of the repository from where it is at home. */
const relink = (text, path, places) =>
  text.replaceAll(/\]\((?!\w+:|#)([^)#\s]+)(#[^)\s]*)?\)/g, (_, target, fragment = '') => {
    const full = posix.normalize(posix.join(posix.dirname(path), target))
    const place = places.get(full) ?? places.get(posix.join(full, 'README.md'))
    if (place) return `](${posix.relative(posix.dirname(places.get(path)), place)}${fragment})`
    const inRepository = posix.normalize(posix.join('provider/docs', full))
    return `](${homePage}/blob/main/${inRepository}${fragment})`
  })

const plain = (text) => text.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll(/[`*]/g, '')

/** The first heading, and the first lines of words below it. */
const frontMatter = (text) => {
  const title = /^# (.+)$/m.exec(text)?.[1] ?? ''
  const words = /^(?!#|\||```|-|<|\s)(.+(?:\n(?!\n|#|\||```|-).+)*)/m.exec(text.replace(/^# .+$/m, ''))?.[1] ?? title
  return [
    '---',
    `page_title: ${JSON.stringify(plain(title))}`,
    `description: ${JSON.stringify(plain(words).replaceAll(/\s+/g, ' '))}`,
    '---',
    '',
    '',
  ].join('\n')
}

const pages = async () => {
  const found = await readdir(source, { recursive: true, withFileTypes: true })
  return found
    .filter((entry) => entry.isFile() && entry.name.endsWith('.md'))
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(source.length + 1)
        .split(sep)
        .join('/'),
    )
    .sort()
}

export const writeRegistryTree = async (dist, version) => {
  const target = join(dist, 'registry')
  const places = new Map((await pages()).map((path) => [path, placeOf(path)]))
  for (const [path, place] of places) {
    const text = await readFile(join(source, path), 'utf8')
    const file = join(target, 'docs', place)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, (text.startsWith('---\n') ? '' : frontMatter(text)) + relink(text, path, places))
  }
  await writeFile(join(target, 'CHANGELOG.md'), await changelogOf(version))
  await cp(join(root, 'LICENSE'), join(target, 'LICENSE'))
  await cp(join(root, 'provider/README.md'), join(target, 'README.md'))
}
