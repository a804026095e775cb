import { strFromU8, unzipSync } from 'fflate'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildTestApp, type Client, type TestApp } from '../../support/build-test-app'
import { strictChecker } from '../feed/speak'
import { LIFE_ENV, liveMarkedLife, MARK, type MarkedLife, PHONE, smsTo } from './marked-life'

let t: TestApp
let life: MarkedLife
let archive: Record<string, Uint8Array>
const codes: string[] = []
beforeAll(async () => {
  t = await buildTestApp({ env: LIFE_ENV, deps: { sms: smsTo(codes), contentChecker: strictChecker } })
  life = await liveMarkedLife(t, codes)
  archive = await exported(life.person)
})
afterAll(() => t.close())

async function exported(client: Client, language?: string): Promise<Record<string, Uint8Array>> {
  const { status, body, headers } = await client.get(
    '/api/v1/me/export',
    language ? { 'accept-language': language } : {},
  )
  expect(status).toBe(200)
  expect(headers).toMatchObject({
    'content-type': 'application/zip',
    'cache-control': 'no-store',
    'content-disposition': expect.stringMatching(/^attachment; filename="linli-\d{4}-\d\d-\d\d\.zip"$/),
  })
  return unzipSync(body)
}

// biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects to be there
const json = (name: string): any => JSON.parse(strFromU8(archive[name] ?? new Uint8Array()))

describe('everything held about a person', () => {
  test('is a folder of files, each explained in the README', () => {
    const readme = strFromU8(archive['README.txt'] ?? new Uint8Array())
    const names = Object.keys(archive).filter((name) => name !== 'README.txt')
    expect(names.filter((name) => name.endsWith('.json')).sort()).toEqual([
      'activities.json',
      'acts.json',
      'alerts-raised.json',
      'appeal-imports.json',
      'appeal-ratings.json',
      'appeals-handled.json',
      'appeals.json',
      'ballots.json',
      'blocks.json',
      'call-ups-answered.json',
      'call-ups-made.json',
      'care-circles.json',
      'care-tasks.json',
      'cases-about-me.json',
      'certificates.json',
      'comments.json',
      'gifts.json',
      'hand-overs.json',
      'home-services.json',
      'likes.json',
      'matches.json',
      'memberships.json',
      'messages.json',
      'needs.json',
      'not-of-age.json',
      'notices-confirmed.json',
      'notices-written.json',
      'notifications.json',
      'offers.json',
      'owned-units.json',
      'paper-ballots-entered.json',
      'pictures.json',
      'points-accounts.json',
      'points-transfers.json',
      'poll-objections.json',
      'poll-rolls.json',
      'posts.json',
      'profile.json',
      'redemptions.json',
      'reports-made.json',
      'rewards-provided.json',
      'roles.json',
      'roll-corrections.json',
      'sensor-consents.json',
      'service-record.json',
      'sessions.json',
      'sightings.json',
      'sign-ins.json',
      'sign-ups.json',
      'staff-views.json',
      'statement-votes.json',
      'statements.json',
      'subscription-grants.json',
      'topic-evaluations.json',
      'topic-meetings.json',
      'topics-helped.json',
      'topics-proposed.json',
      'voices.json',
      'volunteer-profile.json',
    ])
    for (const name of names) expect(readme, name).toContain(`${name.replace(/\/.*/, '/')}\r\n    `)
  })

  test('the profile, and how they sign in', () => {
    expect(json('profile.json')).toMatchObject({
      id: life.person.personId,
      displayName: `${MARK}名`,
      avatarImageId: life.avatarId,
      language: 'en',
      elderMode: true,
      signsInBy: [{ provider: 'phone' }],
    })
    expect(json('sessions.json')).toEqual([{ createdAt: expect.any(String), expiresAt: expect.any(String) }])
  })

  test('homes and roles', () => {
    expect(json('memberships.json')).toMatchObject([
      { id: life.membershipId, state: 'verified', relation: 'tenant', building: '2 号楼', community: '桂花苑社区' },
    ])
    expect(json('roles.json')).toEqual([])
  })

  test('posts, hidden ones too, comments and likes', () => {
    expect(json('posts.json')).toMatchObject([
      { id: life.postId, text: `${MARK} post`, imageIds: [life.pictureId], likes: 1, comments: 1, state: 'shown' },
      { id: life.hiddenPostId, text: `${MARK} post that is hidden`, state: 'hidden' },
    ])
    expect(json('comments.json').map(({ id, text }: { id: string; text: string }) => [id, text])).toEqual([
      [life.commentIds[0], `${MARK} comment one`],
      [life.commentIds[1], `${MARK} comment two`],
    ])
    expect(json('likes.json')).toEqual([{ postId: life.neighbourPostId }])
  })

  test('the pictures themselves', async () => {
    expect(
      json('pictures.json')
        .map(({ id }: { id: string }) => id)
        .sort(),
    ).toEqual([life.avatarId, life.pictureId].sort())
    for (const id of [life.avatarId, life.pictureId]) {
      const file = archive[`pictures/${id}.webp`]
      expect(await sharp(file).metadata()).toMatchObject({ format: 'webp', width: 320, height: 200 })
    }
  })

  test('notices, reports and cases, and never who reported', () => {
    expect(json('notices-confirmed.json')).toMatchObject([{ noticeId: life.noticeId, title: '停水通知' }])
    expect(json('reports-made.json')).toMatchObject([
      { id: life.reportId, reason: `${MARK} reason of a report`, state: 'open' },
    ])
    expect(json('cases-about-me.json')).toMatchObject([
      {
        id: life.caseId,
        subjectId: life.hiddenPostId,
        decision: 'decision of the officer',
        appealText: `${MARK} appeal`,
      },
    ])
    expect(strFromU8(archive['cases-about-me.json'] ?? new Uint8Array())).not.toMatch(
      /words of the reporter|reporterId/,
    )
  })

  test('the inbox, messages and what they allowed to be sent', () => {
    const lines = json('notifications.json').map(({ kind }: { kind: string }) => kind)
    expect(lines).toEqual(
      expect.arrayContaining([
        'membership_verified',
        'comment_replied',
        'post_commented',
        'notice_published',
        'content_hidden',
      ]),
    )
    expect(json('messages.json').length).toBeGreaterThan(0)
    expect(json('subscription-grants.json')).toEqual([
      { channel: 'wechat', template: 'notice', count: expect.any(Number) },
      { channel: 'wechat', template: 'reply', count: expect.any(Number) },
    ])
    expect(
      json('acts.json')
        .map(({ action }: { action: string }) => action)
        .sort(),
    ).toEqual(['appeal', 'attend', 'claim', 'delete', 'evaluate', 'report', 'subscribe', 'subscribe'])
  })

  test('topics, statements, votes, meetings, stars and help', () => {
    expect(json('topics-proposed.json')).toMatchObject([
      { id: life.topicId, title: `${MARK} topic`, state: 'proposed', place: '桂花苑第一网格' },
    ])
    expect(json('statements.json')).toMatchObject([
      { id: life.statementIds[0], text: `${MARK} statement` },
      { id: life.statementIds[1], text: 'a statement that others answer' },
    ])
    expect(json('statement-votes.json')).toMatchObject([
      { topicId: life.settledTopicId, vote: 'disagree', changes: 1, statement: 'a statement of a neighbour' },
    ])
    expect(json('topic-meetings.json')).toMatchObject([
      { topicId: life.settledTopicId, way: 'present', attendance: 'code' },
    ])
    expect(json('topic-evaluations.json')).toMatchObject([{ stars: 4, text: `${MARK} rating` }])
    expect(json('topics-helped.json')).toMatchObject({
      supported: [{ topicId: life.topicId }],
      claimed: [{ at: expect.any(String) }],
      reported: [{ percent: 30, note: `${MARK} progress` }],
      councillor: [],
    })
  })

  test('nothing of the token, the phone number or other people’s secrets', () => {
    const all = Object.values(archive)
      .map((bytes) => strFromU8(bytes, true))
      .join('\n')
    expect(all).not.toContain(PHONE)
    expect(all).not.toContain(life.person.token)
    expect(all).not.toContain(life.neighbour.personId)
  })

  test('the README speaks the language asked for, or else the person’s own', async () => {
    const readmeIn = async (language?: string) =>
      strFromU8((await exported(life.person, language))['README.txt'] ?? new Uint8Array())
    expect(await readmeIn()).toContain('everything we keep about you')
    expect(await readmeIn('zh-CN')).toContain('您发布的动态')
    expect(await readmeIn('en')).toContain('Your posts')
  })
})

test('somebody who never did anything gets an archive too', async () => {
  const files = await exported(await t.as('newcomer'))
  expect(JSON.parse(strFromU8(files['posts.json'] ?? new Uint8Array()))).toEqual([])
  expect(JSON.parse(strFromU8(files['profile.json'] ?? new Uint8Array()))).toMatchObject({ displayName: '林悦' })
})

test('staff find the notices they wrote, and their roles', async () => {
  archive = await exported(await t.as('secretary-zhang'))
  expect(json('notices-written.json')).toMatchObject([{ id: life.noticeId, title: '停水通知' }])
  expect(json('roles.json')).toMatchObject([{ role: 'secretary', place: '桂花苑社区', endedAt: null }])
})

test('a life of more than a page', async () => {
  const eager = await t.as('resident-0007')
  const { store } = t.deps
  const pages = 1_203
  await store.write(async (tx) => {
    for (let n = 0; n < pages; n += 1) {
      await tx.sql.run(
        `INSERT INTO "Notification" ("personId", "id", "kind", "params", "subjectKind", "subjectId", "createdAt")
         VALUES (?, ?, 'content_restored', '{}', 'post', ?, ?)`,
        [eager.personId, `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`, life.postId, t.clock.now()],
      )
    }
  })
  archive = await exported(eager)
  const ids = json('notifications.json').map(({ id }: { id: string }) => id)
  expect(ids.filter((id: string) => id.startsWith('00000000-0000-7000')).length).toBe(pages)
  expect(new Set(ids).size).toBe(ids.length)
})
