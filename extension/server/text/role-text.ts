import type { RoleSite } from '@rolecall/shared/documents/document.js'
import type { RoleSummary } from '../state/role-summary.js'
import { code, escapeMarkdown } from './markdown.js'
import { countText, riskText } from './permission-text.js'

const nameOf = ({ role, type }: RoleSite): string | null => {
  const value = type && Object.hasOwn(role.attributes, type.label) ? role.attributes[type.label] : null
  return typeof value === 'string' ? value : null
}

const radiusText = (summary: RoleSummary): string => {
  const { permissions, blastRadius, partial } = summary
  if (blastRadius === null) {
    return `${partial ? 'At least ' : ''}${countText(permissions)}. The platform rates the role itself, after the write.`
  }
  const least = partial ? ' at least, since part of the role cannot be seen' : ''
  return `Blast radius: ${riskText(blastRadius.level)}${least}\n\n${escapeMarkdown(blastRadius.summary)}`
}

/** One line, for a code lens. */
export const summaryText = (summary: RoleSummary): string => {
  const { permissions, blastRadius, partial } = summary
  const count = `${partial ? 'at least ' : ''}${countText(permissions)}`
  return blastRadius === null || permissions === 0 ? count : `${count} · blast radius ${riskText(blastRadius.level)}`
}

/** `address`: whether the role's key is the end of its address, which constructs make differently. */
export const roleText = (site: RoleSite, summary: RoleSummary, address: boolean): string => {
  const name = nameOf(site)
  const title = [name === null ? '' : `**${escapeMarkdown(name)}**`, site.type ? escapeMarkdown(site.type.title) : '']
    .filter((part) => part !== '')
    .join(' · ')
  const warnings = (summary.blastRadius?.warnings ?? []).map((warning) => `- ${escapeMarkdown(warning)}`)
  return [
    title,
    radiusText(summary),
    warnings.join('\n'),
    address ? `Address: ${code(`rolecall_${site.role.type}.${site.role.key ?? ''}`)}` : '',
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}
