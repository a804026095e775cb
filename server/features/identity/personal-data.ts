import { BEFORE_ALL_IDS } from '../../kernel/ids'
import { inPages, type PersonalDataHolder, type PersonalFile, toTime } from '../../storage/personal-data'
import type { Reader, Tx } from '../../storage/store'
import { topicOf } from '../../storage/versions'
import { findPerson, listIdentities } from './repository'

/** What stands in place of an erased person's name. */
export const ERASED_NAME = '已注销的邻居'

export const identityHolder: PersonalDataHolder = {
  exportFiles: (reader, personId) => [
    profileFile(reader, personId),
    sessionsFile(reader, personId),
    signInsFile(reader, personId),
  ],
  erase: async (tx, personId, now) => {
    // First, so that on PostgreSQL whatever else the person is doing at this moment waits behind it.
    await makeNameless(tx, personId, now)
    await tx.sql.run(
      `DELETE FROM "PhoneCode" WHERE "phoneHash" IN (SELECT "subject" FROM "Identity" WHERE "personId" = ? AND "provider" = 'phone')`,
      [personId],
    )
    await tx.sql.run(`DELETE FROM "Identity" WHERE "personId" = ?`, [personId])
    await tx.sql.run(`DELETE FROM "Session" WHERE "personId" = ?`, [personId])
    // The log of signing in stays its time by law, with an id to which no name belongs any more.
    tx.touch(topicOf.people)
  },
}

/** Erased again, the person keeps the time of the first. */
async function makeNameless(tx: Tx, personId: string, now: Date): Promise<void> {
  await tx.sql.run(
    `UPDATE "Person" SET "displayName" = ?, "avatarImageId" = NULL, "language" = 'zh-CN', "elderMode" = ?,
       "erasedAt" = COALESCE("erasedAt", ?) WHERE "id" = ?`,
    [ERASED_NAME, false, now, personId],
  )
}

/** People erased since a time, whose erasure may have been cut short. */
export async function listErasedSince(reader: Reader, since: Date): Promise<string[]> {
  const rows = await reader.sql.all<{ id: string }>(
    `SELECT "id" FROM "Person" WHERE "erasedAt" >= ? ORDER BY "erasedAt"`,
    [since],
  )
  return rows.map(({ id }) => id)
}

function profileFile(reader: Reader, personId: string): PersonalFile {
  return {
    name: 'profile.json',
    about: {
      'zh-CN':
        '您的资料：显示的名字、头像、语言、长辈模式、注册时间，以及登录方式（平台给您的标识；手机号只存有不可还原的摘要）。',
      en: 'Your profile: shown name, picture, language, elder mode, since when, and how you sign in (the identifier a platform gave us; of a phone number only a digest that cannot be turned back).',
    },
    value: async () => {
      const person = await findPerson(reader, personId)
      if (person === null) return null
      const identities = await listIdentities(reader, personId)
      return {
        id: person.id,
        displayName: person.displayName,
        avatarImageId: person.avatarImageId,
        language: person.language,
        elderMode: person.elderMode,
        createdAt: person.createdAt.toISOString(),
        signsInBy: identities.map(({ provider, subject, createdAt }) => ({
          provider,
          subject,
          since: createdAt.toISOString(),
        })),
      }
    },
  }
}

function sessionsFile(reader: Reader, personId: string): PersonalFile {
  return {
    name: 'sessions.json',
    about: {
      'zh-CN': '您现在的登录：每一次的登录时间和到期时间。',
      en: 'Where you are signed in now: since when, and until when, for each.',
    },
    value: async () => {
      const rows = await reader.sql.all<{ createdAt: number; expiresAt: number }>(
        `SELECT "createdAt", "expiresAt" FROM "Session" WHERE "personId" = ? ORDER BY "createdAt"`,
        [personId],
      )
      return rows.map((row) => ({ createdAt: toTime(row.createdAt), expiresAt: toTime(row.expiresAt) }))
    },
  }
}

function signInsFile(reader: Reader, personId: string): PersonalFile {
  return {
    name: 'sign-ins.json',
    about: {
      'zh-CN': '登录日志：您每次登录的方式和时间，依法至少保存六个月，十三个月后删除；没有网络地址，也没有设备信息。',
      en: 'The log of signing in: by what and when, each time. The law asks for six months at least; it is deleted after thirteen. No address and no device.',
    },
    async *rows() {
      const pages = inPages(
        BEFORE_ALL_IDS,
        (after, limit) =>
          reader.sql.all<{ id: string; provider: string; at: number }>(
            `SELECT "id", "provider", "at" FROM "SignInLog" WHERE "personId" = ? AND "id" > ? ORDER BY "id" LIMIT ?`,
            [personId, after, limit],
          ),
        ({ id }) => id,
      )
      for await (const page of pages) yield page.map(({ provider, at }) => ({ provider, at: toTime(at) }))
    },
  }
}
