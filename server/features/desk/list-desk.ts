import { type DeskItem, type Language, LIMITS } from '../../../src/contract'
import { decodeCursor, encodeCursor } from '../../kernel/cursor'
import { BEFORE_ALL_IDS } from '../../kernel/ids'
import { found } from '../../kernel/problem'
import type { Reader } from '../../storage/store'
import { listMembershipsOfGrids, type MembershipRow, presentMembership, type Standing } from '../membership'
import { type CaseRow, listCasesWaitingFor, type ModerationPorts, presentCases } from '../moderation'
import { findMyGrids } from './find-my-grids'
import { type DeskPosition, mergeWaiting } from './rules'

export interface DeskQuery {
  personId: string
  kind: DeskItem['kind'] | undefined
  limit: number
  cursor: string | undefined
  language: Language
}

/** What waits for a member of staff, oldest first. */
export async function listDesk(
  reader: Reader,
  ports: ModerationPorts,
  { personId, kind, limit, cursor, language }: DeskQuery,
): Promise<{ items: DeskItem[]; nextCursor: string | null }> {
  const from = decodePosition(cursor)
  const { standing, verifying, moderating } = await findMyGrids(reader, personId)
  const memberships = kind === 'report' ? [] : await listMemberships(reader, personId, verifying, from, limit + 1)
  const after = [new Date(from.caseSince), from.caseId] as const
  const cases =
    kind === 'membership' ? [] : await listCasesWaitingFor(reader, personId, moderating, { after, limit: limit + 1 })
  const { page, next } = mergeWaiting(memberships, cases, limit, from)
  const rows = page.flatMap((item) => ('case' in item ? [item.case] : []))
  const reports = await presentCases(reader, ports, rows, standing, language)
  const items = page.map((item) =>
    'case' in item ? reportItem(item.case, reports.shift()) : membershipItem(item.membership, standing),
  )
  const nextCursor = next && encodeCursor([next.membershipSince, next.membershipId, next.caseSince, next.caseId])
  return { items, nextCursor }
}

/** Nobody decides about their own request. They have few, so that many more are asked for. */
async function listMemberships(
  reader: Reader,
  personId: string,
  gridIds: readonly string[],
  { membershipSince, membershipId }: DeskPosition,
  limit: number,
) {
  const after = [new Date(membershipSince), membershipId] as const
  const rows = await listMembershipsOfGrids(reader, gridIds, 'pending', after, limit + LIMITS.membershipsPending)
  return rows.filter((row) => row.personId !== personId).slice(0, limit)
}

function membershipItem(row: MembershipRow, standing: Standing): DeskItem {
  return {
    kind: 'membership',
    id: row.id,
    waitingSince: toTime(row.createdAt),
    membership: presentMembership(row, standing),
  }
}

function reportItem(row: CaseRow, report: Extract<DeskItem, { kind: 'report' }>['report'] | undefined): DeskItem {
  return { kind: 'report', id: row.id, waitingSince: toTime(row.createdAt), report: found(report) }
}

function toTime(at: number): string {
  return new Date(at).toISOString()
}

function decodePosition(cursor: string | undefined): DeskPosition {
  const start = [new Date(0), BEFORE_ALL_IDS, new Date(0), BEFORE_ALL_IDS] as const
  const [membershipSince, membershipId, caseSince, caseId] = decodeCursor(cursor, ['time', 'id', 'time', 'id']) ?? start
  return { membershipSince: membershipSince.getTime(), membershipId, caseSince: caseSince.getTime(), caseId }
}
