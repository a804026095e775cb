import { toDataURL } from 'qrcode'
import type { Agenda, Invitation, Invitee, Language, MeetingCode, Minutes, PageOf } from '../../../src/contract'
import type { Deps } from '../../deps'
import { decodeCursor, toPage } from '../../kernel/cursor'
import { BEFORE_ALL_IDS } from '../../kernel/ids'
import { Problem, refuseIf } from '../../kernel/problem'
import { changesAt, codeOfStep, stepAt } from '../../kernel/rotating-code'
import { imageAddress, listImages, presentImage } from '../media'
import { getSeenTopic } from './find-topic'
import { invitationText } from './invitation-text'
import { findMinutes, listInvitees } from './meeting-repository'
import { assignmentsOf, decisionsOf, imageIdsOf } from './minutes-document'
import type { OpinionMaps } from './opinion-maps'
import { refuseHosting, refuseVerb } from './policy'
import { presentInvitee, toTime } from './presenter'

interface Asked {
  topicId: string
  personId: string
}

/** The code of this half minute, for whoever runs the meeting. */
export async function showMeetingCode(deps: Deps, { topicId, personId }: Asked): Promise<MeetingCode> {
  const now = deps.clock.now()
  const { row, facts, viewer } = await getSeenTopic(deps.store.read, topicId, personId, now)
  refuseIf(refuseHosting(viewer, facts))
  if (row.meetingAt === null) throw new Problem('wrong_state')
  const code = codeOfStep(deps.secrets.meetingKey(topicId), stepAt(now))
  return { code, changesAt: changesAt(now).toISOString() }
}

/** What invites people who do not look into their inbox: the words of a short message, and a QR for the notice board. */
export async function showInvitation(
  deps: Deps,
  { topicId, personId, origin, language }: Asked & { origin: string; language: Language },
): Promise<Invitation> {
  const now = deps.clock.now()
  const { row, facts, viewer } = await getSeenTopic(deps.store.read, topicId, personId, now)
  refuseIf(refuseHosting(viewer, facts))
  refuseIf(refuseVerb(viewer, { ...facts, facilitatorId: null }, 'invite') === 'wrong_state' ? 'wrong_state' : null)
  const code = deps.secrets.invitationCode(topicId)
  const url = `${origin}/pages/deliberation/topic/index?id=${topicId}&invitation=${code}`
  const text = invitationText(
    { title: row.title, meetingAt: row.meetingAt, address: row.meetingAddress, url },
    language,
  )
  return { text, url, code, qr: await toDataURL(url, { errorCorrectionLevel: 'M', margin: 2, scale: 6 }) }
}

export async function pageOfInvitees(
  deps: Deps,
  query: Asked & { answer: string | null; part: string | null; limit: number; cursor: string | undefined },
): Promise<PageOf<Invitee>> {
  const { read } = deps.store
  const [after] = decodeCursor(query.cursor, ['id']) ?? [BEFORE_ALL_IDS]
  const { row, facts, viewer } = await getSeenTopic(read, query.topicId, query.personId, deps.clock.now())
  refuseIf(refuseHosting(viewer, facts))
  const rows = await listInvitees(read, row, {
    answer: query.answer,
    part: query.part,
    after,
    limit: query.limit + 1,
  })
  const canAttest = row.meetingAt !== null && refuseVerb(viewer, facts, 'attest') === null
  return toPage(
    rows,
    query.limit,
    ({ personId }) => [personId],
    (invitee) => presentInvitee(invitee, canAttest),
  )
}

export async function showAgenda(deps: Deps, maps: OpinionMaps, { topicId, personId }: Asked): Promise<Agenda> {
  const { row } = await getSeenTopic(deps.store.read, topicId, personId, deps.clock.now())
  return (await maps.get(row)).map.agenda
}

/** A draft is there for whoever writes it. */
export async function showMinutes(deps: Deps, { topicId, personId }: Asked): Promise<Minutes> {
  const { read } = deps.store
  const { row, facts, viewer } = await getSeenTopic(read, topicId, personId, deps.clock.now())
  const minutes = await findMinutes(read, row)
  const hosts = refuseHosting(viewer, facts) === null
  if (minutes === undefined || (minutes.state === 'draft' && !hosts)) throw new Problem('not_found')
  const ids = imageIdsOf(minutes)
  const images = new Map((await listImages(read, ids)).map((image) => [image.id, image]))
  const isDraft = minutes.state === 'draft'
  const addressOf = (imageId: string, variant: 'thumb' | 'full') => imageAddress(deps, imageId, variant, 'anybody')
  return {
    topicId,
    state: minutes.state as Minutes['state'],
    text: minutes.text,
    decisions: decisionsOf(minutes),
    assignments: assignmentsOf(minutes),
    images: ids.flatMap((id) => {
      const image = images.get(id)
      return image === undefined || image.state === 'refused' ? [] : [presentImage(image, addressOf, personId)]
    }),
    document: minutes.document,
    hash: minutes.hash,
    publishedAt: toTime(minutes.publishedAt),
    can: { write: hosts && isDraft, publish: isDraft && refuseVerb(viewer, facts, 'publish_minutes') === null },
  }
}
