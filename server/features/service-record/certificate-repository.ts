import type { Reader, Tx } from '../../storage/store'
import { countedMinutes } from '../volunteering'

export interface CertificateRow {
  communityId: string
  id: string
  number: string
  personId: string
  year: number
  holder: string
  issuer: string
  lines: string
  minutes: number
  issuedAt: number
  requestHash: string
}

const CERTIFICATE = `SELECT "communityId", "id", "number", "personId", "year", "holder", "issuer", "lines", "minutes", "issuedAt", "requestHash" FROM "Certificate"`

export function findCertificate(reader: Reader, id: string): Promise<CertificateRow | undefined> {
  return reader.sql.get<CertificateRow>(`${CERTIFICATE} WHERE "id" = ?`, [id])
}

export function findCertificateByNumber(reader: Reader, number: string): Promise<CertificateRow | undefined> {
  return reader.sql.get<CertificateRow>(`${CERTIFICATE} WHERE "number" = ?`, [number])
}

/** Latest first. */
export function listCertificates(
  reader: Reader,
  personId: string,
  before: readonly [Date, string],
  limit: number,
): Promise<CertificateRow[]> {
  return reader.sql.all<CertificateRow>(
    `${CERTIFICATE} WHERE "personId" = ? AND ("issuedAt", "id") < (?, ?) ORDER BY "issuedAt" DESC, "id" DESC LIMIT ?`,
    [personId, ...before, limit],
  )
}

export async function insertCertificate(
  tx: Tx,
  certificate: Omit<CertificateRow, 'issuedAt'> & { issuedAt: Date },
): Promise<void> {
  await tx.prisma.certificate.create({ data: certificate })
}

export interface YearRow {
  communityId: string
  issuer: string
  title: string
  category: string
  minutes: number
  shifts: number
}

/** What somebody did in a year, activity by activity, most hours first; the issuer is the community in which it was done. */
export function listYear(reader: Reader, personId: string, year: number): Promise<YearRow[]> {
  return reader.sql.all<YearRow>(
    `SELECT e."communityId", p."name" AS "issuer", a."title", e."category", CAST(SUM(e."minutes") AS INTEGER) AS "minutes", COUNT(*) AS "shifts"
     FROM (SELECT e."communityId", e."activityId", e."category", ${countedMinutes('e')} AS "minutes" FROM "ServiceEntry" e
         WHERE e."personId" = ? AND e."year" = ? AND e."state" = 'done') AS e
       JOIN "Activity" a ON a."communityId" = e."communityId" AND a."id" = e."activityId"
       JOIN "Place" p ON p."id" = e."communityId"
     WHERE e."minutes" > 0
     GROUP BY e."communityId", p."name", a."title", e."category" ORDER BY 5 DESC, a."title", e."category", e."communityId"`,
    [personId, year],
  )
}

export function findHolder(reader: Reader, personId: string): Promise<{ displayName: string } | undefined> {
  return reader.sql.get('SELECT "displayName" FROM "Person" WHERE "id" = ?', [personId])
}
