/** Whether what is shown is what was printed. */

/** What differs from run to run. */
const varying: readonly (readonly [RegExp, string])[] = [
  [/\b\d+(?:\.\d+)? m?s\b/g, 'TIME'],
  [/:\d{4,5}\b/g, ':PORT'],
  [/\b\d+ packages\b/g, 'N packages'],
  [/\bc[a-z0-9]{24}\b/g, 'ID'],
  [/\b\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'DATE'],
]

const settled = (text: string): string =>
  varying
    .reduce((rest, [pattern, name]) => rest.replace(pattern, name), text)
    .replaceAll(/[ \t]+$/gm, '')
    .trim()

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** A line of only `…` stands for any lines, and one in a line for anything in it. */
export const shows = (shown: string, printed: string): boolean => {
  const pattern = settled(shown)
    .split('\n')
    .map((line) => (line.trim() === '…' ? '[^]*?' : `${line.split('…').map(escaped).join('.*')}\n`))
    .join('')
  return new RegExp(`^${pattern}$`).test(`${settled(printed)}\n`)
}

const flat = (text: string): string => settled(text).replaceAll(/\s+/g, ' ')

/** Somewhere in it, in lines of any length: Terraform breaks them at its own. */
export const mentions = (shown: string, printed: string): boolean =>
  new RegExp(flat(shown).split('…').map(escaped).join('[^]*?')).test(flat(printed))
