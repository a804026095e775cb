import type { Person, PersonBrief } from '../../../src/contract'

export interface PersonRow {
  id: string
  displayName: string
  avatarImageId: string | null
  language: string
  elderMode: boolean
}

export type ImageAddress = (imageId: string, variant: 'thumb' | 'full') => string

export function presentPerson(row: PersonRow, addressOf: ImageAddress): Person {
  return {
    ...presentPersonBrief(row, addressOf),
    language: row.language === 'en' ? 'en' : 'zh-CN',
    elderMode: row.elderMode,
    can: { update: true, export: true, delete: true },
  }
}

export function presentPersonBrief(
  row: Pick<PersonRow, 'id' | 'displayName' | 'avatarImageId'>,
  addressOf: ImageAddress,
): PersonBrief {
  const avatarUrl = row.avatarImageId === null ? null : addressOf(row.avatarImageId, 'thumb')
  return { id: row.id, displayName: row.displayName, avatarUrl }
}
