import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyLedgers } from '../../../server/features/ledger'
import { finishErasures } from '../../../server/features/personal-data'
import { buildTestApp, type Client, newId, type TestApp } from '../../support/build-test-app'
import { comment, gridOf, say, strictChecker } from '../feed/speak'
import { noticeBody, placesOf, writeNotice } from '../notices/notice-body'
import { columnsWith, pictureFilesOf, readEverything, rowsOf } from './database-scan'
import { LIFE_ENV, liveMarkedLife, MARK, type MarkedLife, PHONE, signInByPhone, smsTo, upload } from './marked-life'

const ERASED_NAME = '已注销的邻居'

let t: TestApp
const codes: string[] = []
beforeAll(async () => {
  t = await buildTestApp({ env: LIFE_ENV, deps: { sms: smsTo(codes), contentChecker: strictChecker } })
})
afterAll(() => t.close())

/** Whether the counts on posts are those of the rows. */
async function expectExactCounts(): Promise<void> {
  const rows = await readEverything(t.deps.store.read)
  const posts = rows.get('Post') ?? []
  const likes = rows.get('PostLike') ?? []
  const comments = (rows.get('Comment') ?? []).filter(({ state }) => state === 'shown')
  for (const { id, likeCount, commentCount } of posts) {
    expect([likeCount, commentCount]).toEqual([
      likes.filter(({ postId }) => postId === id).length,
      comments.filter(({ postId }) => postId === id).length,
    ])
  }
  const ids = new Set(posts.map(({ id }) => id))
  expect([...likes, ...comments].filter(({ postId }) => !ids.has(postId))).toEqual([])
}

describe('a resident who erases themselves', () => {
  let life: MarkedLife
  let picture: string
  let personId: string
  beforeAll(async () => {
    life = await liveMarkedLife(t, codes)
    personId = life.person.personId
    const post = await life.person.get(`/api/v1/posts/${life.postId}`)
    picture = post.body.images[0].urls.full
    // What is kept in memory must not outlive them.
    expect(
      (await life.neighbour.get(`/api/v1/places/${gridOf(t)}/feed`)).body.items.map(({ id }: { id: string }) => id),
    ).toContain(life.postId)
    expect(await columnsWith(t, MARK)).toEqual([
      'Comment.text',
      'Notification.params',
      'OutboxMessage.payload',
      'Person.displayName',
      'Post.text',
      'Report.appealText',
      'Report.originalText',
      'Report.reason',
      'Statement.text',
      'TaskProgress.note',
      'Topic.body',
      'Topic.title',
      'TopicEvaluation.text',
      'TransferReason.words',
    ])
    expect(pictureFilesOf(t, [life.avatarId, life.pictureId])).toHaveLength(4)
    expect((await life.person.del('/api/v1/me')).status).toBe(204)
  })

  test('is signed out at once, everywhere, and cannot do it twice', async () => {
    expect(await life.person.del('/api/v1/me')).toMatchObject({ status: 401, body: { code: 'not_signed_in' } })
    expect((await life.person.get('/api/v1/me')).status).toBe(401)
  })

  test('leaves no word of theirs in any table', async () => {
    expect(await columnsWith(t, MARK)).toEqual([])
    expect(await rowsOf(t, 'PhoneCode', {})).toEqual([])
  })

  test('leaves no trace of their id but where something must keep an author', async () => {
    expect(await columnsWith(t, personId)).toEqual([
      'Account.ownerId',
      'Act.personId',
      'Person.id',
      'Redemption.personId',
      'Report.authorId',
      'SignInLog.personId',
      'Topic.proposerId',
      'TopicEvent.actorId',
      'Transfer.createdById',
    ])
    const acts = await rowsOf(t, 'Act', { personId })
    expect(acts.map(({ subjectKind, action }) => `${subjectKind} ${action}`).sort()).toEqual([
      'report appeal',
      'task claim',
      'task report',
      'topic attend',
      'topic evaluate',
    ])
    expect(acts.every(({ requestHash }) => requestHash === '')).toBe(true)
    expect(await rowsOf(t, 'Person', { id: personId })).toMatchObject([
      { displayName: ERASED_NAME, avatarImageId: null, language: 'zh-CN' },
    ])
  })

  test('leaves a ledger that comes out, without a name: what waited goes back on the shelf, the rest to the community', async () => {
    await verifyLedgers(t.deps.store.read, [])
    expect(await rowsOf(t, 'Account', { id: life.accountId })).toMatchObject([{ balance: 0 }])
    expect(await rowsOf(t, 'Reward', { id: life.rewardId })).toMatchObject([{ stock: 5, reserved: 0 }])
    const secretary = await t.as('secretary-zhang')
    const { body } = await secretary.get(`/api/v1/places/${placesOf(t).community1}/account`)
    const entries = await secretary.get(`/api/v1/accounts/${body.accountId}/transfers`)
    expect(entries.body.items[0]).toMatchObject({ kind: 'closing', points: 50, from: { kind: 'resident', name: null } })
    expect(entries.body.items[1]).toMatchObject({ kind: 'grant', points: 50, to: { name: null }, reason: '社区发放' })
    const ranking = await secretary.get(`/api/v1/places/${placesOf(t).community1}/points-ranking`)
    expect(ranking.body.items).toEqual([])
  })

  test('leaves no picture, neither at its address nor on the disk', async () => {
    expect(pictureFilesOf(t, [life.avatarId, life.pictureId])).toEqual([])
    expect((await t.stranger.get(picture)).status).toBe(404)
    expect(await rowsOf(t, 'Image', { id: life.pictureId })).toEqual([])
  })

  test('takes along what others wrote under their own posts, and nothing else of others', async () => {
    for (const id of [life.postId, life.hiddenPostId])
      expect((await life.neighbour.get(`/api/v1/posts/${id}`)).status).toBe(404)
    expect(await rowsOf(t, 'Comment', { id: life.visitorCommentId })).toEqual([])
    expect(await rowsOf(t, 'Comment', { id: life.answerId })).toMatchObject([{ text: 'an answer' }])
  })

  test('is counted no more: posts of others, receipts, the unread', async () => {
    expect((await life.neighbour.get(`/api/v1/posts/${life.neighbourPostId}`)).body).toMatchObject({
      likes: 1,
      comments: 1,
    })
    await expectExactCounts()
    const secretary = await t.as('secretary-zhang')
    expect((await secretary.get(`/api/v1/notices/${life.noticeId}/receipts`)).body).toMatchObject({
      read: 0,
      householdsReached: 0,
    })
    const inbox = await life.neighbour.get('/api/v1/me/notifications')
    const me = await life.neighbour.get('/api/v1/me')
    expect(me.body.unread).toBe(inbox.body.items.length)
    expect(JSON.stringify(inbox.body)).not.toContain(MARK)
  })

  test('is gone from feeds that were kept in memory', async () => {
    const feed = await life.neighbour.get(`/api/v1/places/${gridOf(t)}/feed`)
    expect(JSON.stringify(feed.body)).not.toMatch(new RegExp(`${MARK}|${personId}`))
    expect(feed.body.items.find(({ id }: { id: string }) => id === life.neighbourPostId)).toMatchObject({
      likes: 1,
      comments: 1,
    })
  })

  test('leaves case files without a name: about them, and those they opened', async () => {
    const secretary = await t.as('secretary-zhang')
    const about = await secretary.get(`/api/v1/reports/${life.caseId}`)
    expect(about).toMatchObject({
      status: 200,
      body: {
        state: 'appealed',
        decision: 'decision of the officer',
        appealText: null,
        subject: { state: 'deleted', text: '', author: { displayName: ERASED_NAME, avatarUrl: null } },
      },
    })
    const opened = await secretary.get(`/api/v1/reports/${life.reportId}`)
    expect(opened).toMatchObject({
      status: 200,
      body: { state: 'open', reports: 1, reason: '举报人已注销，举报理由已随之删除', can: { hide: true } },
    })
    const officer = await t.as('grid-officer-wang')
    const kept = await officer.post(`/api/v1/reports/${life.reportId}/actions`, { id: newId(), action: 'keep' })
    expect(kept).toMatchObject({ status: 200, body: { state: 'kept' } })
    // The author of what was reported learns nothing of who did.
    const zhou = await t.as('resident-zhou')
    expect((await zhou.get(`/api/v1/reports/${life.reportId}`)).body.reason).toBe('')
  })

  test('comes back as somebody new', async () => {
    t.clock.advance({ minutes: 2 })
    const again = await signInByPhone(t, codes)
    expect(again.personId).not.toBe(personId)
    expect((await again.get('/api/v1/me')).body).toMatchObject({ memberships: [], roles: [] })
    expect(await columnsWith(t, PHONE)).toEqual([])
  })
})

test('a member of staff who erases themselves has no role any more; what they said as staff stays', async () => {
  const secretary = await t.as('secretary-other')
  const { grid4 } = placesOf(t)
  const noticeId = await writeNotice(t, 'secretary-other', noticeBody([grid4]))
  expect((await secretary.del('/api/v1/me')).status).toBe(204)
  expect((await secretary.put(`/api/v1/notices/${newId()}`, noticeBody([grid4]))).status).toBe(401)
  expect(await rowsOf(t, 'StaffRole', { personId: secretary.personId })).toEqual([])
  expect(await rowsOf(t, 'Notice', { id: noticeId })).toMatchObject([{ authorId: secretary.personId }])
  const resident = await t.as('resident-far')
  expect((await resident.get(`/api/v1/notices/${noticeId}`)).body).toMatchObject({
    title: '停水通知',
    publisher: { name: '梧桐里社区' },
  })
  const again = await t.stranger.post('/api/v1/sessions', { provider: 'demo', code: 'secretary-other' })
  expect(again).toMatchObject({ status: 201, body: { isNew: true } })
  expect(again.body.person.id).not.toBe(secretary.personId)
  const headers = { authorization: `Bearer ${again.body.token}` }
  expect((await t.stranger.get('/api/v1/me', headers)).body).toMatchObject({ memberships: [], roles: [] })
})

describe('at the same moment', () => {
  /** Everything a person can still be sending while they erase themselves. */
  function storm(person: Client, theirPostId: string): Promise<unknown>[] {
    return Array.from({ length: 8 }, (_, n) => [
      person.put(`/api/v1/posts/${newId()}`, {
        placeId: gridOf(t),
        kind: 'talk',
        text: `${MARK} storm ${n}`,
        imageIds: [],
      }),
      person.put(`/api/v1/posts/${theirPostId}/comments/${newId()}`, { text: `${MARK} storm ${n}` }),
      n % 2 === 0 ? person.put(`/api/v1/posts/${theirPostId}/like`) : person.del(`/api/v1/posts/${theirPostId}/like`),
      person.patch('/api/v1/me', { displayName: `${MARK}${n}` }),
    ]).flat()
  }

  test('what else they were doing leaves nothing behind, and counts stay exact', async () => {
    const host = await t.as('resident-0011')
    const { id: hostPostId } = await say(t, host, { text: 'a post of the host' })
    const { body } = await t.stranger.post('/api/v1/sessions', { provider: 'demo', code: 'resident-0013' })
    const second = await t.as('resident-0013')
    const visitor = await t.as('resident-0015')
    const { id: ownPostId } = await say(t, second, { text: `${MARK} mine` })
    const others = Array.from({ length: 6 }, () => comment(visitor, ownPostId, 'beside').catch(() => undefined))
    const before = storm(second, hostPostId)
    const [erased] = await Promise.all([second.del('/api/v1/me'), ...before, ...storm(second, hostPostId), ...others])
    expect((erased as { status: number }).status).toBe(204)
    await finishErasures(t.deps)
    expect(await columnsWith(t, MARK)).toEqual([])
    expect(await columnsWith(t, body.person.id)).toEqual(['Person.id', 'SignInLog.personId'])
    await expectExactCounts()
  })

  test('a session that was just being made is dead, and the job takes it away, with an upload that came too late', async () => {
    const person = await t.as('resident-0017')
    await upload(person, '#445566')
    const [session] = await rowsOf(t, 'Session', { personId: person.personId })
    expect((await person.del('/api/v1/me')).status).toBe(204)
    const imageId = newId()
    const folder = join(t.deps.config.dataDir, 'images', imageId.slice(-2))
    mkdirSync(folder, { recursive: true })
    for (const variant of ['full', 'thumb']) writeFileSync(join(folder, `${imageId}-${variant}.webp`), 'late')
    const at = t.clock.now()
    await t.deps.store.write(async (tx) => {
      const late = { ...session, createdAt: at, expiresAt: new Date(at.getTime() + 1_000_000) }
      await tx.prisma.session.create({ data: late as never })
      const image = {
        id: imageId,
        ownerId: person.personId,
        width: 1,
        height: 1,
        byteCount: 8,
        sourceHash: '',
        state: 'approved',
        createdAt: at,
      }
      await tx.prisma.image.create({ data: image })
    })
    expect((await person.get('/api/v1/me')).status).toBe(401)
    await finishErasures(t.deps)
    expect(await columnsWith(t, person.personId)).toEqual(['Person.id', 'SignInLog.personId'])
    expect(pictureFilesOf(t, [imageId])).toEqual([])
  })
})

test('the job finishes what was cut short within the week, and keeps the day of the erasure', async () => {
  const person = await t.as('resident-0019')
  await person.del('/api/v1/me')
  const [{ erasedAt } = {}] = await rowsOf(t, 'Person', { id: person.personId })
  t.clock.advance({ days: 1 })
  await finishErasures(t.deps)
  expect(await rowsOf(t, 'Person', { id: person.personId })).toMatchObject([{ erasedAt }])
})

/** Where an id of a person stands, and what erasing does about it. Whoever adds a column says so here. */
const PERSON_COLUMNS: Record<string, 'deleted' | 'emptied' | 'nameless'> = {
  'Account.ownerId': 'nameless',
  'Act.personId': 'nameless',
  'Activity.authorId': 'nameless',
  'Activity.decidedById': 'nameless',
  'AidBlock.blockedId': 'deleted',
  'AidBlock.personId': 'deleted',
  'AidMatch.helperId': 'nameless',
  'AidVolunteer.personId': 'deleted',
  'AidVolunteer.verifiedById': 'nameless',
  'Booking.residentId': 'nameless',
  'CareCircle.elderId': 'deleted',
  'CareNeighbour.personId': 'deleted',
  'Gift.giverId': 'nameless',
  'GiftShare.handedById': 'nameless',
  'GiftShare.receiverId': 'nameless',
  'HomeService.providerId': 'nameless',
  'AidMatch.requesterId': 'nameless',
  'AnswerTemplate.createdById': 'nameless',
  'Appeal.reporterId': 'emptied',
  'AppealConflict.personId': 'deleted',
  'AppealRating.personId': 'deleted',
  'AppealTie.personId': 'deleted',
  'CallUp.callerId': 'nameless',
  'CallUpPerson.personId': 'deleted',
  'CareTask.takenById': 'nameless',
  'Certificate.personId': 'nameless',
  'CheckInCodeUse.personId': 'deleted',
  'Comment.authorId': 'deleted',
  'DepartmentRating.ratedById': 'nameless',
  'DispatchRule.updatedById': 'nameless',
  'FirstClaim.personId': 'deleted',
  'HandOver.createdById': 'nameless',
  'Councillor.appointedById': 'nameless',
  'Councillor.personId': 'deleted',
  'DeliberationRule.updatedById': 'nameless',
  'Identity.personId': 'deleted',
  'Image.ownerId': 'deleted',
  'ImportBatch.createdById': 'nameless',
  'Membership.decidedById': 'nameless',
  'Membership.personId': 'deleted',
  'Need.requesterId': 'nameless',
  'MissingAlert.endedById': 'nameless',
  'MissingAlert.raisedById': 'nameless',
  'Notice.authorId': 'nameless',
  'NoticeReceipt.personId': 'deleted',
  'Notification.aboutPersonId': 'deleted',
  'Notification.personId': 'deleted',
  'Offer.helperId': 'nameless',
  'OutboxMessage.aboutPersonId': 'deleted',
  'OutboxMessage.personId': 'deleted',
  'OwnersImport.createdById': 'nameless',
  'Poll.authorId': 'nameless',
  'PollCorrection.decidedById': 'nameless',
  'PollCorrection.proposedById': 'nameless',
  'PollMark.personId': 'emptied',
  'PollMinor.notedById': 'nameless',
  'PollMinor.personId': 'deleted',
  'PollObjection.decidedById': 'nameless',
  'PollObjection.personId': 'nameless',
  'PollPaperBallot.decidedById': 'nameless',
  'PollPaperBallot.enteredById': 'nameless',
  'PollRollVersion.confirmedById': 'nameless',
  'PollRollVersion.proposedById': 'nameless',
  'PollSettings.setById': 'nameless',
  'PollVoter.personId': 'deleted',
  'Post.authorId': 'deleted',
  'PointsRule.createdById': 'nameless',
  'PostLike.personId': 'deleted',
  'RankingChoice.personId': 'deleted',
  'Redemption.endedById': 'nameless',
  'Redemption.personId': 'nameless',
  'Report.appealHandlerId': 'nameless',
  'Report.authorId': 'nameless',
  'Report.handlerId': 'nameless',
  'Report.reporterId': 'emptied',
  'Reward.authorId': 'nameless',
  'SensorConsent.personId': 'deleted',
  'ServiceCorrection.createdById': 'nameless',
  'ServiceEntry.attestedById': 'nameless',
  'ServiceEntry.personId': 'nameless',
  'ServiceEntry.standInId': 'nameless',
  'Session.personId': 'deleted',
  'Shift.createdById': 'nameless',
  'ShiftSeries.createdById': 'nameless',
  'Sighting.personId': 'deleted',
  'SignInLog.personId': 'nameless',
  'SignUp.personId': 'nameless',
  'StaffRole.personId': 'deleted',
  'StaffView.personId': 'deleted',
  'StaffView.viewerId': 'nameless',
  'Statement.authorId': 'emptied',
  'Statement.decidedById': 'nameless',
  'StatementVote.personId': 'emptied',
  'SubscriptionGrant.personId': 'deleted',
  'TaskClaim.personId': 'deleted',
  'TaskProgress.reporterId': 'emptied',
  'TopicEvaluation.personId': 'emptied',
  'TopicInvitation.personId': 'deleted',
  'TopicMember.personId': 'emptied',
  'TopicMinutes.writtenById': 'nameless',
  'TopicSecond.personId': 'deleted',
  'TopicSupport.personId': 'deleted',
  'Transfer.createdById': 'nameless',
  'Volunteer.personId': 'deleted',
  'Voice.ownerId': 'deleted',
}

test('every column that names a person is thought of', () => {
  const schema = readFileSync('server/storage/schema.prisma', 'utf8')
  const columns: string[] = []
  for (const [, model, body] of schema.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)) {
    for (const [, column] of (body ?? '').matchAll(
      /^ {2}(\w*(?:[pP]erson|author|owner|reporter|[hH]andler|caller|standIn|requester|helper|blocked|elder|giver|receiver|provider|resident|viewer|By)Id)\s/gm,
    ))
      columns.push(`${model}.${column}`)
  }
  expect(columns.sort()).toEqual(Object.keys(PERSON_COLUMNS).sort())
})
