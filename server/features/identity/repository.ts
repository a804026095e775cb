import { shownFace } from '../../storage/shown-face'
import type { Reader, Tx } from '../../storage/store'

export interface CallerRow {
  personId: string
  displayName: string
  language: string
  provider: string
  expiresAt: number
}

export function findSession(reader: Reader, tokenHash: string): Promise<CallerRow | undefined> {
  return reader.sql.get<CallerRow>(
    `SELECT s."personId", s."provider", s."expiresAt", p."displayName", p."language"
     FROM "Session" s JOIN "Person" p ON p."id" = s."personId" WHERE s."tokenHash" = ? AND p."erasedAt" IS NULL`,
    [tokenHash],
  )
}

export function insertSession(
  tx: Tx,
  session: { tokenHash: string; personId: string; provider: string; createdAt: Date; expiresAt: Date },
) {
  return tx.prisma.session.create({ data: session })
}

export function insertSignIn(tx: Tx, signIn: { id: string; personId: string; provider: string; at: Date }) {
  return tx.prisma.signInLog.create({ data: signIn })
}

export function deleteSignInsBefore(tx: Tx, before: Date) {
  return tx.prisma.signInLog.deleteMany({ where: { at: { lt: before } } })
}

export function deleteSession(tx: Tx, tokenHash: string) {
  return tx.prisma.session.deleteMany({ where: { tokenHash } })
}

export function deleteExpiredSessions(tx: Tx, now: Date) {
  return tx.prisma.session.deleteMany({ where: { expiresAt: { lt: now } } })
}

export function deleteExpiredPhoneCodes(tx: Tx, now: Date) {
  return tx.prisma.phoneCode.deleteMany({ where: { expiresAt: { lt: now } } })
}

export function findIdentity(reader: Reader, provider: string, subject: string) {
  return reader.prisma.identity.findUnique({ where: { provider_subject: { provider, subject } } })
}

export async function insertPerson(
  tx: Tx,
  person: { id: string; displayName: string; language: string; createdAt: Date },
  identity: { provider: string; subject: string },
): Promise<void> {
  await tx.prisma.person.create({ data: person })
  await tx.prisma.identity.create({ data: { ...identity, personId: person.id, createdAt: person.createdAt } })
}

export function findPerson(reader: Reader, id: string) {
  return reader.prisma.person.findUnique({ where: { id } })
}

/** A person as others see them: with the face whose check has passed, or none. */
export function findPersonForOthers(
  reader: Reader,
  id: string,
): Promise<{ id: string; displayName: string; avatarImageId: string | null } | undefined> {
  return reader.sql.get(
    `SELECT p."id", p."displayName", ${shownFace('p')} AS "avatarImageId" FROM "Person" p WHERE p."id" = ?`,
    [id],
  )
}

export function updatePerson(
  tx: Tx,
  id: string,
  data: { displayName?: string; avatarImageId?: string | null; language?: string; elderMode?: boolean },
) {
  // An erased person gets no name back from a request that was under way.
  return tx.prisma.person.updateMany({ where: { id, erasedAt: null }, data })
}

export function listIdentities(reader: Reader, personId: string) {
  return reader.prisma.identity.findMany({ where: { personId } })
}

export function findPhoneCode(reader: Reader, phoneHash: string) {
  return reader.prisma.phoneCode.findUnique({ where: { phoneHash } })
}

export async function savePhoneCode(
  tx: Tx,
  code: { phoneHash: string; codeHash: string; createdAt: Date; expiresAt: Date },
): Promise<void> {
  await tx.prisma.phoneCode.deleteMany({ where: { phoneHash: code.phoneHash } })
  await tx.prisma.phoneCode.create({ data: code })
}

/** Takes the code away if it is right, so that it works once. */
export async function consumePhoneCode(
  tx: Tx,
  phoneHash: string,
  codeHash: string,
  now: Date,
  triesMax: number,
): Promise<boolean> {
  const used = await tx.sql.run(
    'DELETE FROM "PhoneCode" WHERE "phoneHash" = ? AND "codeHash" = ? AND "expiresAt" > ? AND "attempts" < ?',
    [phoneHash, codeHash, now, triesMax],
  )
  if (used === 1) return true
  await tx.sql.run('UPDATE "PhoneCode" SET "attempts" = "attempts" + 1 WHERE "phoneHash" = ?', [phoneHash])
  return false
}

export function findOpenRole(reader: Reader, personId: string, role: string, placeId: string) {
  return reader.prisma.staffRole.findFirst({ where: { personId, role, placeId, endedAt: null } })
}

export async function insertRole(
  tx: Tx,
  role: { id: string; personId: string; role: string; placeId: string; grantedAt: Date },
): Promise<void> {
  await tx.prisma.staffRole.create({ data: role })
}

export async function endRoles(tx: Tx, personId: string, placeId: string, endedAt: Date): Promise<number> {
  const { count } = await tx.prisma.staffRole.updateMany({
    where: { personId, placeId, endedAt: null },
    data: { endedAt },
  })
  return count
}
