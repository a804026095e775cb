import { t } from '@/i18n'

const known = ['firstAid', 'electric', 'cooking', 'driving', 'language', 'computer', 'nursing', 'strength'] as const

/** The skills that are offered by name, and those that were chosen otherwise. */
export function skillOptions(chosen: readonly string[]): { key: string; text: string }[] {
  const names = new Set([...known.map((key) => t(`volunteering.skills.${key}`)), ...chosen])
  return [...names].map((name) => ({ key: name, text: name }))
}
