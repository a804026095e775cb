import { t } from '@/i18n'

const known = ['firstAid', 'electric', 'cooking', 'driving', 'language', 'computer', 'nursing', 'strength'] as const

/**
 * Skills to call by: those that many have, with how many, and the others of the list without a count. How few they are would say who they are, and
 * in an emergency one electrician is enough.
 */
export function callableSkills(counted: readonly { skill: string; people: number }[]): { key: string; text: string }[] {
  const names = new Set(counted.map(({ skill }) => skill))
  return [
    ...counted.map(({ skill, people }) => ({
      key: skill,
      text: t('volunteering.skillCount', { skill, count: people }),
    })),
    ...skillOptions([]).filter(({ key }) => !names.has(key)),
  ]
}

/** The skills that are offered by name, and those that were chosen otherwise. */
export function skillOptions(chosen: readonly string[]): { key: string; text: string }[] {
  const names = new Set([...known.map((key) => t(`volunteering.skills.${key}`)), ...chosen])
  return [...names].map((name) => ({ key: name, text: name }))
}
