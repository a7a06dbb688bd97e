/** The names of what lies beside and above a workspace's files, and how it is looked for: the same for every reader. */

/** The directory that holds the configuration and the catalogs. */
export const folderName = '.rolecall'

export const configName = 'config.yaml'

/**
 * What a directory says of a search that goes upwards from a file: it holds what is wanted; nothing above it counts,
 * with `.git` in it; or null, and the search goes on above.
 */
export const searchStep = (wanted: string, has: (name: string) => boolean): 'found' | 'end' | null =>
  has(wanted) ? 'found' : has('.git') ? 'end' : null
