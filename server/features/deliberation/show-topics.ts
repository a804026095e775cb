import type { Meeting, Outcome, PageOf, PlaceKind, Topic, TopicLine, TopicSource } from '../../../src/contract'
import type { Deps } from '../../deps'
import { decodeCursor, toPage } from '../../kernel/cursor'
import { found, refuseIf } from '../../kernel/problem'
import type { Reader } from '../../storage/store'
import { findPersonForOthers, type ImageAddress, presentPersonBrief } from '../identity'
import { imageAddress } from '../media'
import { findStanding } from '../membership'
import { findPlace, idsOnPath, listPlacesByIds, type PlaceRow } from '../places'
import { factsOf, getSeenTopic, type SeenTopic } from './find-topic'
import { countInvitations, findInvitation, findMinutes, type InvitationRow } from './meeting-repository'
import {
  isHost,
  isSecretary,
  livesAt,
  refuseHosting,
  refuseModerate,
  refusePlace,
  refuseState,
  refuseSupport,
  refuseVerb,
  refuseVote,
} from './policy'
import { isOverdue, meanStars, presentEvent, presentSupport, presentTask, presentTopicLine, toTime } from './presenter'
import { isClosed, isOpen, type TopicVerb } from './rules'
import { findRules } from './rules-repository'
import { findCouncillorKind, listSeconds, listSupported } from './support-repository'
import { findStars, listProgress, listTasks } from './task-repository'
import { listEvents, listTopics, type TopicsQuery } from './topic-repository'

/** A topic with its whole thread, as its reader may see it. */
export async function showTopic(deps: Deps, id: string, personId: string): Promise<Topic> {
  const { read } = deps.store
  const now = deps.clock.now()
  const seen = await getSeenTopic(read, id, personId, now)
  const { row, facts } = seen
  const rules = await findRules(read, row.communityId)
  const isSupported = (await listSupported(read, [id], personId)).has(id)
  const invitation = await findInvitation(read, row, personId)
  const addressOf = (imageId: string, variant: 'thumb' | 'full') => imageAddress(deps, imageId, variant, 'anybody')
  return {
    id: row.id,
    placeId: row.placeId,
    place: { id: row.placeId, kind: row.placeKind as PlaceKind, name: row.placeName },
    title: row.title,
    body: row.body,
    state: facts.state,
    held: facts.isHeld,
    source: row.sourceId === null ? null : { kind: row.sourceKind as TopicSource['kind'], id: row.sourceId },
    proposer: presentPersonBrief(
      { id: row.proposerId, displayName: row.proposerName, avatarImageId: row.proposerAvatarId },
      addressOf,
    ),
    support: presentSupport(row, {
      rules,
      supported: isSupported,
      seconds: await listSeconds(read, row),
    }),
    answerDueAt: toTime(row.answerDueAt),
    overdue: isOverdue(row.answerDueAt, now),
    refusedReason: row.refusedReason,
    statements: row.shownCount,
    closesAt: toTime(row.closesAt),
    meeting: await showMeeting(read, seen, addressOf),
    review: row.review,
    outcome: await showOutcome(read, seen, now),
    evaluation: {
      ratings: row.ratingCount,
      stars: meanStars(row),
      mine: await findStars(read, row, personId),
      answerDueAt: toTime(row.ratingAnswerDueAt),
      answer: row.ratingAnswer,
    },
    mine: {
      invited: invitation !== undefined && invitation.answer !== 'not_coming',
      confirmed: invitation?.answer === 'coming',
      attended: invitation !== undefined && invitation.attendance !== null,
    },
    timeline: (await listEvents(read, row)).map(presentEvent),
    createdAt: toTime(row.createdAt),
    can: await abilitiesOn(read, seen, { invitation, isSupported, now }),
  }
}

async function showMeeting(
  reader: Reader,
  { row, facts, viewer }: SeenTopic,
  addressOf: ImageAddress,
): Promise<Meeting | null> {
  if (row.meetingAt === null) return null
  const hosts = isHost(viewer.standing, facts)
  const facilitator =
    hosts && row.facilitatorId !== null ? ((await findPersonForOthers(reader, row.facilitatorId)) ?? null) : null
  const minutes = (await findMinutes(reader, row))?.state ?? null
  return {
    at: toTime(row.meetingAt),
    address: row.meetingAddress ?? '',
    onlineUrl: row.meetingUrl,
    facilitated: row.facilitatorId !== null,
    facilitator: facilitator ? presentPersonBrief(facilitator, addressOf) : null,
    minutes: minutes === 'published' || hosts ? minutes : null,
    ...(await countInvitations(reader, row)),
  }
}

async function showOutcome(reader: Reader, seen: SeenTopic, now: Date): Promise<Outcome | null> {
  const { row, viewer } = seen
  if (row.publishedAt === null) return null
  const tasks = await listTasks(reader, row, viewer.standing.personId)
  const progress = await listProgress(
    reader,
    row.communityId,
    tasks.map(({ id }) => id),
  )
  return {
    text: row.outcome ?? '',
    pollId: row.pollId,
    publishedAt: toTime(row.publishedAt),
    tasks: tasks.map((task) =>
      presentTask(
        task,
        progress.filter(({ taskId }) => taskId === task.id),
        seen,
        now,
      ),
    ),
  }
}

interface Around {
  invitation: InvitationRow | undefined
  isSupported: boolean
  now: Date
}

async function abilitiesOn(
  reader: Reader,
  { row, facts, viewer }: SeenTopic,
  { invitation, isSupported, now }: Around,
): Promise<Topic['can']> {
  const may = (verb: TopicVerb) => refuseVerb(viewer, facts, verb) === null
  const open = isOpen(row, now)
  const hosts = isHost(viewer.standing, facts)
  const hasMeeting = row.meetingAt !== null
  const minutes = hosts ? await findMinutes(reader, row) : undefined
  const hasDraft = minutes?.state === 'draft'
  return {
    support: !isSupported && refuseSupport(viewer, facts) === null,
    second: may('second'),
    accept: may('accept'),
    refuse: may('refuse'),
    invite: may('invite'),
    schedule: may('schedule'),
    open: may('open'),
    close: may('close'),
    review: may('review'),
    publish: may('publish'),
    answer: may('answer'),
    confirm: may('confirm') && invitation !== undefined && invitation.answer !== 'coming',
    decline: may('decline') && invitation !== undefined && invitation.answer !== 'not_coming',
    attend: hasMeeting && may('attend') && invitation?.attendance == null,
    attest: hasMeeting && may('attest'),
    evaluate: may('evaluate'),
    state: refuseState(viewer, facts, open) === null,
    vote: refuseVote(viewer, facts, open) === null,
    moderate: refuseModerate(viewer, facts) === null,
    writeMinutes: hasMeeting && refuseHosting(viewer, facts) === null && minutes?.state !== 'published',
    publishMinutes: hasDraft && may('publish_minutes'),
    download: isClosed(facts.state),
  }
}

export interface ListTopicsQuery {
  placeId: string
  personId: string
  state: string | null
  limit: number
  cursor: string | undefined
}

/**
 * Topics that concern whoever lives at a place, newest first: of a grid its own and its community's; of a community its own and those of the
 * grids that the reader belongs to, or all of them for its staff.
 */
export async function listPlaceTopics(deps: Deps, query: ListTopicsQuery): Promise<PageOf<TopicLine>> {
  const { read } = deps.store
  const now = deps.clock.now()
  const before = decodeCursor(query.cursor, ['time', 'id'])
  const place = found(await findPlace(read, query.placeId))
  const standing = await findStanding(read, query.personId)
  refuseIf(refusePlace(standing, place))
  const { communityId } = place
  if (communityId === null) return { items: [], nextCursor: null }
  const viewer = { standing, councillor: (await findCouncillorKind(read, communityId, query.personId)) as never }
  const rows = await listTopics(read, {
    where: await placesOf(read, place, standing),
    states: query.state === null ? null : [query.state],
    ownHeldOf: isSecretary(standing, place) ? null : query.personId,
    before,
    limit: query.limit + 1,
  })
  const { supportHouseholds } = await findRules(read, communityId)
  return toPage(
    rows,
    query.limit,
    (row) => [row.createdAt, row.id],
    (row) => presentTopicLine({ row, facts: factsOf(row, now), viewer }, supportHouseholds, now),
  )
}

async function placesOf(
  reader: Reader,
  place: PlaceRow,
  standing: Parameters<typeof livesAt>[0],
): Promise<TopicsQuery['where']> {
  if (place.kind === 'community' && isSecretary(standing, place)) return { communityId: place.id }
  const above = await listPlacesByIds(reader, idsOnPath(place.path))
  const own = above.filter(({ kind }) => kind === 'community' || kind === 'grid')
  const grids = standing.homes.filter((home) => home.state === 'verified' && home.communityId === place.id)
  const staffed = standing.roles.filter(({ placePath }) => placePath.startsWith(place.path))
  const inside =
    place.kind === 'community' ? [...grids.map(({ gridId }) => gridId), ...staffed.map((role) => role.placeId)] : []
  const seen = own.filter((shown) => refusePlace(standing, shown) === null).map(({ id }) => id)
  return { placeIds: [...new Set([...seen, ...inside])] }
}
