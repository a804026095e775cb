import type { Role } from '../../../src/contract'
import type { Tx } from '../../storage/store'
import { findStanding, listStaffOnPath, refuseGridLife } from '../membership'
import { notify } from '../notifications'
import { idsOnPath } from '../places'
import type { CaseRow } from './repository'

/** Who is told first, and who where there is nobody of those. */
const TOLD: Record<'report_received' | 'appeal_of_hidden_received', readonly [Role, Role]> = {
  report_received: ['grid_officer', 'secretary'],
  appeal_of_hidden_received: ['secretary', 'grid_officer'],
}

interface ModeratorNews {
  news: keyof typeof TOLD
  except: readonly (string | null)[]
  reason: string | null
  /** Whose words the reason is. Kept so that they can be taken away, and shown to nobody. */
  reporterId?: string | null
  at: Date
}

/** Tells the staff above a grid of a new case or appeal. `except`: whoever it is about or who knows. Never who reported. */
export async function tellModerators(
  tx: Tx,
  row: Pick<CaseRow, 'id' | 'gridName' | 'gridPath'>,
  { news, except, reason, reporterId = null, at }: ModeratorNews,
): Promise<void> {
  const [first, second] = TOLD[news]
  const staff = await listStaffOnPath(tx, idsOnPath(row.gridPath), [first, second])
  const able = staff.filter(({ personId }) => !except.includes(personId))
  const told = able.some(({ role }) => role === first) ? able.filter(({ role }) => role === first) : able
  await notify(tx, {
    personIds: told.map(({ personId }) => personId),
    kind: news,
    params: { grid: row.gridName, ...(reason === null ? {} : { reason }) },
    subject: { kind: 'report', id: row.id },
    ...(reporterId === null ? {} : { aboutPersonId: reporterId }),
    at,
  })
}

/** Tells the author what became of their post or comment; leads to the post, or to the case where they cannot see it any more. */
export async function tellAuthor(
  tx: Tx,
  row: Pick<CaseRow, 'id' | 'authorId' | 'gridId' | 'gridPath'>,
  news: {
    kind: 'content_hidden' | 'content_warned' | 'content_restored' | 'appeal_of_hidden_refused'
    reason: string | null
    postId: string | null
    at: Date
  },
): Promise<void> {
  const { kind, reason, postId, at } = news
  const canRead = refuseGridLife(await findStanding(tx, row.authorId), { id: row.gridId, path: row.gridPath }) === null
  await notify(tx, {
    personIds: [row.authorId],
    kind,
    params: reason === null ? {} : { reason },
    subject: postId === null || !canRead ? { kind: 'report', id: row.id } : { kind: 'post', id: postId },
    at,
  })
}
