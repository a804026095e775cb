import type {
  Councillor,
  CouncillorKind,
  DeliberationRules,
  Invitee,
  OpinionVote,
  PlaceKind,
  Statement,
  Support,
  Task,
  TopicEvent,
  TopicLine,
  TopicState,
} from '../../../src/contract'
import { type ImageAddress, presentPersonBrief } from '../identity'
import { mayOnTask } from './act-on-task'
import type { SeenTopic } from './find-topic'
import type { InviteeRow } from './meeting-repository'
import { refuseModerate, refuseSupport, refuseVerb, refuseVote } from './policy'
import { isOpen } from './rules'
import type { StatementRow } from './statement-repository'
import type { CouncillorRow, SecondRow } from './support-repository'
import type { ProgressRow, TaskRow } from './task-repository'
import type { EventRow, TopicRow } from './topic-repository'

export function toTime(at: number): string
export function toTime(at: number | null): string | null
export function toTime(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString()
}

export function isOverdue(dueAt: number | null, now: Date): boolean {
  return dueAt !== null && dueAt <= now.getTime()
}

export function meanStars({ ratingCount, starSum }: Pick<TopicRow, 'ratingCount' | 'starSum'>): number | null {
  return ratingCount === 0 ? null : starSum / ratingCount
}

export function presentTopicLine({ row, facts, viewer }: SeenTopic, needed: number, now: Date): TopicLine {
  return {
    id: row.id,
    placeId: row.placeId,
    place: { id: row.placeId, kind: row.placeKind as PlaceKind, name: row.placeName },
    title: row.title,
    state: facts.state,
    households: row.supportHouseholds,
    needed,
    seconds: row.secondCount,
    statements: row.shownCount,
    closesAt: toTime(row.closesAt),
    meetingAt: toTime(row.meetingAt),
    answerDueAt: toTime(row.answerDueAt),
    overdue: isOverdue(row.answerDueAt, now),
    stars: meanStars(row),
    ratings: row.ratingCount,
    createdAt: toTime(row.createdAt),
    can: {
      support: refuseSupport(viewer, facts) === null,
      vote: refuseVote(viewer, facts, isOpen(row, now)) === null,
      evaluate: refuseVerb(viewer, facts, 'evaluate') === null,
    },
  }
}

export function presentSupport(
  row: TopicRow,
  around: { rules: DeliberationRules; supported: boolean; seconds: readonly SecondRow[] },
): Support {
  return {
    households: row.supportHouseholds,
    needed: around.rules.supportHouseholds,
    answerWorkingDays: around.rules.answerWorkingDays,
    supported: around.supported,
    seconds: around.seconds.map(({ displayName, kind }) => ({ displayName, kind: kind as CouncillorKind })),
  }
}

export function presentEvent(row: EventRow): TopicEvent {
  return {
    sequence: row.sequence,
    step: row.step as TopicEvent['step'],
    by: row.by as TopicEvent['by'],
    from: row.fromState as TopicState | null,
    to: row.toState as TopicState,
    text: row.text,
    at: toTime(row.at),
  }
}

export function presentTask(
  row: TaskRow,
  progress: readonly ProgressRow[],
  { facts, viewer }: SeenTopic,
  now: Date,
): Task {
  const may = mayOnTask(viewer, facts, row)
  const isClaimed = Boolean(row.isClaimed)
  return {
    id: row.id,
    title: row.title,
    owner: row.owner,
    milestone: row.milestone,
    dueAt: toTime(row.dueAt),
    percent: row.percent,
    overdue: row.doneAt === null && isOverdue(row.dueAt, now),
    doneAt: toTime(row.doneAt),
    claims: row.claims,
    claimed: isClaimed,
    progress: progress.map(({ percent, note, at }) => ({ percent, note, at: toTime(at) })),
    can: { report: may.report, claim: may.claim && !isClaimed, release: may.release && isClaimed },
  }
}

export function presentStatement(row: StatementRow, { row: topic, facts, viewer }: SeenTopic, now: Date): Statement {
  const isOwn = row.authorId === viewer.standing.personId
  const moderates = refuseModerate(viewer, facts) === null
  return {
    id: row.id,
    topicId: row.topicId,
    number: row.number,
    text: row.text,
    state: row.state as Statement['state'],
    mine: isOwn,
    vote: row.vote as OpinionVote | null,
    reason: isOwn || moderates ? row.reason : null,
    createdAt: toTime(row.createdAt),
    can: {
      vote: row.state === 'shown' && refuseVote(viewer, facts, isOpen(topic, now)) === null,
      show: moderates && row.state !== 'shown',
      hide: moderates && row.state !== 'hidden',
    },
  }
}

export function presentInvitee(row: InviteeRow, canAttest: boolean): Invitee {
  return {
    id: row.personId,
    displayName: row.displayName,
    building: row.buildingName,
    answer: row.answer as Invitee['answer'],
    attended: row.attendance as Invitee['attended'],
    can: { attest: canAttest && row.attendance === null },
  }
}

export function presentCouncillor(row: CouncillorRow, addressOf: ImageAddress, canDismiss: boolean): Councillor {
  return {
    id: row.id,
    placeId: row.communityId,
    person: presentPersonBrief(
      { id: row.personId, displayName: row.displayName, avatarImageId: row.avatarImageId },
      addressOf,
    ),
    kind: row.kind as CouncillorKind,
    createdAt: toTime(row.createdAt),
    can: { dismiss: canDismiss },
  }
}
