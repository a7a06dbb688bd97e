/** Settings of how a platform is reached, which are the same for each of them. */
import { readBaseUrl } from '../http/base-url.js'
import type { Setting, Settings } from './role-api.js'

/** Not from the environment: whoever weakens the transport writes it where it is reviewed. */
export const allowHttp: Setting = {
  kind: 'flag',
  description:
    'Whether `base_url` may begin with `http://` and lead to another machine. The credential then crosses the network ' +
    'unencrypted.',
}

/** The setting that would allow http:// to another machine; null where it is set. */
export const httpSettingOf = (platform: string, settings: Settings): string | null =>
  settings['allow_http'] === 'true' ? null : `${platform}.allow_http`

/** What is wrong with a base URL, to follow "It"; null where nothing is. */
export const baseUrlProblem =
  (platform: string): NonNullable<Setting['problem']> =>
  (text, settings) => {
    const base = readBaseUrl(text, httpSettingOf(platform, settings))
    return 'problem' in base ? base.problem : null
  }
