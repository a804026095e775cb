import type { Deps } from '../../deps'
import { found, Problem } from '../../kernel/problem'
import { hashRequest } from '../../kernel/request-hash'
import { assertSameRequest } from '../../storage/acts'
import {
  type CertificateRow,
  findCertificate,
  findHolder,
  insertCertificate,
  listYear,
  type YearRow,
} from './certificate-repository'

/** Lines that fit on the page; what is beyond them stands together in one more. */
const LINES_MAX = 12

/** A line of a certificate. `title` is null where it stands for all that did not fit. */
export interface CertificateLine {
  title: string | null
  category: string | null
  shifts: number
  minutes: number
}

/**
 * Certifies somebody's hours of a year, free of charge and as often as they like (Volunteer Service Regulation, 2017, art. 19). What it says
 * is kept, so that it reads the same for ever.
 * @throws Problem no_hours where nothing was finished in that year
 */
export async function issueCertificate(
  deps: Deps,
  { id, personId, year }: { id: string; personId: string; year: number },
): Promise<{ outcome: 'created' | 'exists'; certificate: CertificateRow }> {
  const requestHash = hashRequest({ year })
  const now = deps.clock.now()
  return deps.store.write(async (tx) => {
    const known = await findCertificate(tx, id)
    if (known !== undefined) {
      assertSameRequest(known, requestHash, known.personId, personId)
      return { outcome: 'exists', certificate: known }
    }
    const done = await listYear(tx, personId, year)
    const issuer = mostOf(done)
    if (issuer === undefined) throw new Problem('no_hours')
    const certificate = {
      communityId: issuer.communityId,
      id,
      number: deps.secrets.certificateNumber(id, year),
      personId,
      year,
      holder: found(await findHolder(tx, personId)).displayName,
      issuer: issuer.issuer,
      lines: JSON.stringify(linesOf(done)),
      minutes: done.reduce((sum, { minutes }) => sum + minutes, 0),
      requestHash,
    }
    await insertCertificate(tx, { ...certificate, issuedAt: now })
    return { outcome: 'created', certificate: { ...certificate, issuedAt: now.getTime() } }
  })
}

/** The community in which most was done. */
function mostOf(done: readonly YearRow[]): YearRow | undefined {
  const minutesIn = (communityId: string) =>
    done.filter((row) => row.communityId === communityId).reduce((sum, { minutes }) => sum + minutes, 0)
  return [...done].sort((a, b) => minutesIn(b.communityId) - minutesIn(a.communityId))[0]
}

export function linesOf(
  done: readonly Pick<YearRow, 'title' | 'category' | 'shifts' | 'minutes'>[],
): CertificateLine[] {
  const lines = done.map(({ title, category, shifts, minutes }) => ({ title, category, shifts, minutes }))
  if (lines.length <= LINES_MAX) return lines
  const shown = lines.slice(0, LINES_MAX - 1)
  const rest = lines.slice(LINES_MAX - 1)
  const sum = (pick: (line: (typeof lines)[number]) => number) => rest.reduce((total, line) => total + pick(line), 0)
  return [
    ...shown,
    { title: null, category: null, shifts: sum(({ shifts }) => shifts), minutes: sum(({ minutes }) => minutes) },
  ]
}
