import type { PlannedArrival, PlannedReport } from './demo-desk'
import type { PlannedNotice } from './demo-notices'
import { need, type PeoplePlan } from './demo-people'
import type { PlannedPost } from './demo-posts'
import { namedId } from './random'
import type { Row } from './rows'

/** Lines that each persona has not read yet: the newest ones. */
const UNREAD: Readonly<Record<string, number>> = {
  'resident-li': 3,
  'resident-zhou': 2,
  'resident-far': 1,
  'grid-officer-wang': 3,
}

const READ_AFTER_MS = 40 * 60_000

interface Line {
  personId: string
  id: string
  kind: string
  params: Record<string, string>
  subject: { kind: string; id: string }
  at: Date
}

export interface Told {
  people: PeoplePlan
  posts: readonly PlannedPost[]
  notices: readonly PlannedNotice[]
  arrivals: readonly PlannedArrival[]
  report: PlannedReport
}

/** The inboxes of the personas, as the features would have filled them. Nobody else of the demo city looks at theirs. */
export function inboxRows(told: Told): Row[] {
  return Object.entries(UNREAD).flatMap(([code, unread]) => {
    const { id } = need(told.people.byCode.get(code))
    const lines = code === 'grid-officer-wang' ? linesOfOfficer(id, told) : linesOfResident(id, told)
    return lines.sort((a, b) => b.at.getTime() - a.at.getTime()).map((line, index) => toRow(line, index < unread))
  })
}

function linesOfResident(personId: string, { posts, notices }: Told): Line[] {
  const ofNotices = notices
    .filter(({ audience }) => audience.some(({ person }) => person.id === personId))
    .map(({ id, lineId, title, publisherName, publishAt }): Line => {
      const params = { title, publisher: publisherName }
      return { personId, id: lineId, kind: 'notice_published', params, subject: { kind: 'notice', id }, at: publishAt }
    })
  return [...ofNotices, ...posts.flatMap((post) => linesOfPost(personId, post))]
}

/** Whoever is answered is told so, and the author of the post of everything else; nobody of what they wrote themselves. */
function linesOfPost(personId: string, post: PlannedPost): Line[] {
  return post.comments
    .filter((comment) => comment.authorId !== personId)
    .flatMap((comment): Line[] => {
      const repliedId = post.comments.find(({ id }) => id === comment.replyToId)?.authorId
      if (repliedId !== personId && post.authorId !== personId) return []
      const kind = repliedId === personId ? 'comment_replied' : 'post_commented'
      const params = { name: comment.authorName, text: comment.text }
      const id = namedId(`line ${kind} ${comment.id}`, comment.createdAt)
      return [{ personId, id, kind, params, subject: { kind: 'post', id: post.id }, at: comment.createdAt }]
    })
}

function linesOfOfficer(personId: string, { arrivals, report }: Told): Line[] {
  const ofArrivals = arrivals.map(({ membershipId, displayName, grid, building, household, createdAt }): Line => {
    const params = { name: displayName, grid: grid.name, building, household: household.number }
    const id = namedId(`line membership_requested ${membershipId}`, createdAt)
    return {
      personId,
      id,
      kind: 'membership_requested',
      params,
      subject: { kind: 'membership', id: membershipId },
      at: createdAt,
    }
  })
  const { id, grid, reason, createdAt } = report
  const ofReport = {
    kind: 'report_received',
    params: { grid: grid.name, reason },
    subject: { kind: 'report', id },
    at: createdAt,
  }
  return [...ofArrivals, { personId, id: namedId(`line report_received ${id}`, createdAt), ...ofReport }]
}

function toRow({ personId, id, kind, params, subject, at }: Line, isUnread: boolean): Row {
  const readAt = isUnread ? null : new Date(at.getTime() + READ_AFTER_MS)
  const said = { kind, params: JSON.stringify(params), subjectKind: subject.kind, subjectId: subject.id }
  return { personId, id, ...said, createdAt: at, readAt }
}
