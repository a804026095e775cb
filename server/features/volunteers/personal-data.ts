import { type PersonalDataHolder, toTime } from '../../storage/personal-data'

interface StoredRow {
  skills: string
  canBeCalled: boolean | number
  consentedAt: number | null
  birthMonth: string | null
  updatedAt: number
}

export const volunteersHolder: PersonalDataHolder = {
  exportFiles: (reader, personId) => [
    {
      name: 'volunteer-profile.json',
      about: {
        'zh-CN': '您的志愿者资料：技能、出生年月（如填写）、是否同意紧急时被召集，以及同意的时间。',
        en: 'Your volunteer profile: skills, month of birth if you gave it, and whether and since when you agree to be called.',
      },
      value: async () => {
        const row = await reader.sql.get<StoredRow>(
          'SELECT "skills", "canBeCalled", "consentedAt", "birthMonth", "updatedAt" FROM "Volunteer" WHERE "personId" = ?',
          [personId],
        )
        if (row === undefined) return null
        const { skills, canBeCalled, consentedAt, birthMonth, updatedAt } = row
        return {
          skills: JSON.parse(skills),
          canBeCalled: Boolean(canBeCalled),
          consentedAt: toTime(consentedAt),
          birthMonth,
          updatedAt: toTime(updatedAt),
        }
      },
    },
  ],
  erase: async (tx, personId) => {
    await tx.sql.run('DELETE FROM "Volunteer" WHERE "personId" = ?', [personId])
  },
}
