import { type DeskItem, type Language, LIMITS } from '../../../src/contract'
import { asId, decodeCursor, encodeCursor } from '../../kernel/cursor'
import { BEFORE_ALL_IDS } from '../../kernel/ids'
import { found, Problem } from '../../kernel/problem'
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
  const { standing, verifying, moderating } = await findMyGrids(reader, personId)
  const from = decodePosition(cursor)
  const memberships =
    kind === 'report' ? [] : await listMemberships(reader, personId, verifying, from.membershipId, limit + 1)
  const after = [new Date(from.caseSince), from.caseId] as const
  const cases =
    kind === 'membership' ? [] : await listCasesWaitingFor(reader, personId, moderating, { after, limit: limit + 1 })
  const { page, next } = mergeWaiting(memberships, cases, limit, from)
  const rows = page.flatMap((item) => ('case' in item ? [item.case] : []))
  const reports = await presentCases(reader, ports, rows, standing, language)
  const items = page.map((item) =>
    'case' in item ? reportItem(item.case, reports.shift()) : membershipItem(item.membership, standing),
  )
  return { items, nextCursor: next && encodeCursor([next.membershipId, next.caseSince, next.caseId]) }
}

/** Nobody decides about their own request. They have few, so that many more are asked for. */
async function listMemberships(
  reader: Reader,
  personId: string,
  gridIds: readonly string[],
  afterId: string,
  limit: number,
) {
  const rows = await listMembershipsOfGrids(reader, gridIds, 'pending', afterId, limit + LIMITS.membershipsPending)
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
  const [membershipId, caseSince, caseId] = decodeCursor(cursor, 3) ?? [BEFORE_ALL_IDS, 0, BEFORE_ALL_IDS]
  if (typeof caseSince !== 'number' || Number.isNaN(new Date(caseSince).getTime())) {
    throw new Problem('invalid_request', { fields: [{ path: 'cursor', message: 'unknown cursor' }] })
  }
  return { membershipId: asId(membershipId), caseSince, caseId: asId(caseId) }
}
