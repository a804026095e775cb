import sharp from 'sharp'
import { newId, type TestApp } from '../../support/build-test-app'
import { comment, say } from '../feed/speak'
import { fund, openBooks } from '../ledger/points'
import { noticeBody, placesOf, writeNotice } from '../notices/notice-body'
import { openPoll, pollBody } from '../voting/polling'
import { AID_OPERATIONS, type AidWorld, makeAidWorld } from './aid-operations'
import { CASE_OPERATIONS, type CaseWorld, makeCaseWorld } from './case-operations'
import { CHANNEL_OPERATIONS, type ChannelWorld, makeChannelWorld } from './channel-operations'
import { makeTopicWorld, TOPIC_OPERATIONS, type TopicWorld } from './topic-operations'
import { makeVolunteeringWorld, VOLUNTEERING_OPERATIONS, type VolunteeringWorld } from './volunteering-operations'

/** People who have nothing to say in grid 1. */
export const OUTSIDERS = [
  'resident-far',
  'secretary-other',
  'grid-officer-2',
  'newcomer',
  'partner-bakery',
  'department-water',
] as const
export type Outsider = (typeof OUTSIDERS)[number]

/** Things of community 1 and its first grid, and one of each that belongs to somebody there. */
export interface World extends CaseWorld, ChannelWorld, VolunteeringWorld, TopicWorld {
  grid: string
  building: string
  household: string
  code: string
  postId: string
  commentId: string
  reportId: string
  membershipId: string
  noticeId: string
  imageUrl: string
  imageCheckUrl: string
  /** The account of somebody there, a transfer to it, and something that waits for them at the desk. */
  accountId: string
  personId: string
  budgetId: string
  transferId: string
  rewardId: string
  redemptionId: string
  /** An open poll, one that is on display, and what belongs to them. */
  pollId: string
  pollDraft: object
  displayedPollId: string
  objectionId: string
  correctionId: string
  paperId: string
  rollEntryId: string
  community: string
  png: Buffer
  aid: AidWorld
}

export async function makeWorld(t: TestApp): Promise<World> {
  const resident = await t.as('resident-li')
  const { grid1, buildings } = placesOf(t)
  const [building = ''] = buildings
  const doors = await resident.get(`/api/v1/places/${building}/households`)
  const png = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#fff' } })
    .png()
    .toBuffer()
  const image = await resident.put(`/api/v1/images/${newId()}`, png, { 'content-type': 'image/png' })
  const post = await say(t, resident)
  const { id: commentId } = await comment(resident, post.id)
  const reporter = await t.as('resident-0001')
  const reportId = newId()
  await reporter.put(`/api/v1/reports/${reportId}`, { subject: { kind: 'post', id: post.id }, reason: '…' })
  const asking = await t.as('resident-0021')
  const membershipId = newId()
  await asking.put(`/api/v1/memberships/${membershipId}`, { householdId: doors.body.items[0].id, relation: 'tenant' })
  const points = await makePoints(t)
  const polls = await makePolls(t)
  return {
    ...(await makeVolunteeringWorld(t, grid1)),
    ...(await makeCaseWorld(t)),
    ...(await makeChannelWorld(t, png)),
    ...points,
    ...polls,
    grid: grid1,
    building,
    household: doors.body.items[1].id,
    code: t.demo.communities[0]?.grids[0]?.code ?? '',
    postId: post.id,
    commentId,
    reportId,
    membershipId,
    noticeId: await writeNotice(t, 'secretary-zhang', noticeBody([grid1], { needsReceipt: true })),
    ...(await makeTopicWorld(t)),
    imageUrl: image.body.urls.thumb,
    imageCheckUrl: `/images/${image.body.id}/check?s=${t.deps.secrets.signImage(image.body.id, 'check')}`,
    png,
    aid: await makeAidWorld(t),
  }
}

async function makePolls(t: TestApp) {
  const [resident, officer] = [await t.as('resident-0001'), await t.as('grid-officer-wang')]
  const later = (days: number) => new Date(t.clock.now().getTime() + days * 86_400_000).toISOString()
  const pollId = await openPoll(t)
  const displayedPollId = await openPoll(t, { opensAt: later(3), closesAt: later(9) })
  const [objectionId, correctionId, paperId] = [newId(), newId(), newId()]
  await resident.put(`/api/v1/polls/${displayedPollId}/objections/${objectionId}`, { about: 'roll', text: '…' })
  const { items } = (await officer.get(`/api/v1/polls/${pollId}/roll/entries`)).body
  const [first, second] = items
  const displayed = (await officer.get(`/api/v1/polls/${displayedPollId}/roll/entries`)).body.items
  const change = { remove: [displayed[0].id], reason: '…' }
  await officer.put(`/api/v1/polls/${displayedPollId}/corrections/${correctionId}`, change)
  const sheet = { serial: 'W-1', rollEntryId: first.id, optionIds: ['yes'] }
  await officer.put(`/api/v1/polls/${pollId}/paper-ballots/${paperId}`, sheet)
  const community = placesOf(t).community1
  return {
    pollDraft: pollBody(t),
    pollId,
    displayedPollId,
    objectionId,
    correctionId,
    paperId,
    rollEntryId: second.id,
    community,
  }
}

async function makePoints(t: TestApp) {
  const resident = await t.as('resident-li')
  const books = await openBooks(t, 100)
  const accountId = await fund(books, resident, 50)
  const { body } = await resident.get(`/api/v1/accounts/${accountId}/transfers`)
  const [rewardId, redemptionId] = [newId(), newId()]
  const reward = { placeId: books.community, title: '毛巾', points: 5, stock: 50 }
  await books.secretary.put(`/api/v1/rewards/${rewardId}`, reward)
  await resident.put(`/api/v1/redemptions/${redemptionId}`, { rewardId })
  const ids = { accountId, personId: resident.personId, budgetId: books.budget, rewardId, redemptionId }
  return { ...ids, transferId: body.items[0].id }
}

export interface Operation {
  /** A valid request for it, new each time. */
  request(world: World): { url: string; body?: unknown; headers?: Record<string, string> }
  /** The answer to outsiders; `but` says to whom it is another. */
  outsiders: number
  but?: Partial<Record<Outsider, number>>
  /** The answer without a token, where that is not 401. */
  stranger?: number
  /** Changes who the caller is: asked last, and with a token of its own. */
  endsCaller?: true
}

const act = (action: string, more: object = {}) => ({ id: newId(), action, ...more })
const post = (world: World) => ({ placeId: world.grid, kind: 'talk', text: '你好', imageIds: [] })
/** The officer of another grid of the community knows of its points, and has no say in them. */
const IN_COMMUNITY = { 'grid-officer-2': 403 } as const
const NOT_STAFF = { 'resident-far': 403, newcomer: 403, 'partner-bakery': 403 } as const

/** How each operation is asked for. A new route without a row here fails the walk. */
export const OPERATIONS: Record<string, Operation> = {
  ...AID_OPERATIONS,
  'POST /sessions': {
    request: () => ({ url: '/sessions', body: { provider: 'demo', code: 'resident-0031' } }),
    outsiders: 201,
    stranger: 201,
  },
  'POST /sessions/phone-codes': {
    request: () => ({ url: '/sessions/phone-codes', body: { phone: '13900000000' } }),
    outsiders: 202,
    stranger: 202,
  },
  'GET /demo': { request: () => ({ url: '/demo' }), outsiders: 200, stranger: 200 },
  'GET /places': { request: () => ({ url: '/places' }), outsiders: 200, stranger: 200 },
  'GET /places/{id}': { request: ({ grid }) => ({ url: `/places/${grid}` }), outsiders: 200, stranger: 200 },
  'GET /places/{id}/children': {
    request: ({ grid }) => ({ url: `/places/${grid}/children` }),
    outsiders: 200,
    stranger: 200,
  },
  'GET /places/by-code/{code}': {
    request: ({ code }) => ({ url: `/places/by-code/${code}` }),
    outsiders: 200,
    stranger: 200,
  },
  'GET /places/by-code/{code}/poster': {
    request: ({ code }) => ({ url: `/places/by-code/${code}/poster` }),
    outsiders: 200,
    stranger: 200,
  },
  'GET /subscription-templates': {
    request: () => ({ url: '/subscription-templates?channel=wechat' }),
    outsiders: 200,
    stranger: 200,
  },
  'GET /places/{id}/household-count': {
    request: ({ grid }) => ({ url: `/places/${grid}/household-count` }),
    outsiders: 200,
  },
  'GET /places/{id}/search': {
    request: ({ grid }) => ({ url: `/places/${grid}/search?q=${encodeURIComponent('桂花')}` }),
    outsiders: 404,
  },
  'GET /images/{id}/{variant}': {
    request: ({ imageUrl }) => ({ url: imageUrl.replace('/api/v1', '') }),
    outsiders: 200,
    stranger: 200,
  },
  'GET /images/{id}/check': {
    request: ({ imageCheckUrl }) => ({ url: imageCheckUrl }),
    outsiders: 200,
    stranger: 200,
  },
  'GET /platform-pushes/wechat': {
    request: () => ({ url: '/platform-pushes/wechat?signature=0&timestamp=1&nonce=2&echostr=3' }),
    outsiders: 403,
    stranger: 403,
  },
  'POST /platform-pushes/wechat': {
    request: () => ({
      url: '/platform-pushes/wechat?signature=0&timestamp=1&nonce=2',
      body: { Event: 'wxa_media_check', trace_id: 'x' },
    }),
    outsiders: 403,
    stranger: 403,
  },

  'GET /places/{id}/households': {
    request: ({ building }) => ({ url: `/places/${building}/households` }),
    outsiders: 200,
  },
  'GET /places/{id}/memberships': { request: ({ grid }) => ({ url: `/places/${grid}/memberships` }), outsiders: 404 },
  'POST /memberships/{id}/actions': {
    request: ({ membershipId }) => ({ url: `/memberships/${membershipId}/actions`, body: act('verify') }),
    outsiders: 404,
  },

  'GET /places/{id}/feed': { request: ({ grid }) => ({ url: `/places/${grid}/feed` }), outsiders: 404 },
  'PUT /posts/{id}': { request: (world) => ({ url: `/posts/${newId()}`, body: post(world) }), outsiders: 404 },
  'GET /posts/{id}': { request: ({ postId }) => ({ url: `/posts/${postId}` }), outsiders: 404 },
  'DELETE /posts/{id}': { request: ({ postId }) => ({ url: `/posts/${postId}` }), outsiders: 404 },
  'GET /posts/{id}/comments': { request: ({ postId }) => ({ url: `/posts/${postId}/comments` }), outsiders: 404 },
  'PUT /posts/{id}/comments/{commentId}': {
    request: ({ postId }) => ({ url: `/posts/${postId}/comments/${newId()}`, body: { text: '你好' } }),
    outsiders: 404,
  },
  'DELETE /posts/{id}/comments/{commentId}': {
    request: ({ postId, commentId }) => ({ url: `/posts/${postId}/comments/${commentId}` }),
    outsiders: 404,
  },
  'PUT /posts/{id}/like': { request: ({ postId }) => ({ url: `/posts/${postId}/like` }), outsiders: 404 },
  'DELETE /posts/{id}/like': { request: ({ postId }) => ({ url: `/posts/${postId}/like` }), outsiders: 404 },
  'PUT /images/{id}': {
    request: ({ png }) => ({ url: `/images/${newId()}`, body: png, headers: { 'content-type': 'image/png' } }),
    outsiders: 201,
  },

  'PUT /reports/{id}': {
    request: ({ postId }) => ({
      url: `/reports/${newId()}`,
      body: { subject: { kind: 'post', id: postId }, reason: '…' },
    }),
    outsiders: 404,
  },
  'GET /reports/{id}': { request: ({ reportId }) => ({ url: `/reports/${reportId}` }), outsiders: 404 },
  'POST /reports/{id}/actions': {
    request: ({ reportId }) => ({ url: `/reports/${reportId}/actions`, body: act('hide', { reason: '…' }) }),
    outsiders: 404,
  },
  'GET /places/{id}/moderation': { request: ({ grid }) => ({ url: `/places/${grid}/moderation` }), outsiders: 404 },

  'PUT /notices/{id}': {
    request: ({ grid }) => ({ url: `/notices/${newId()}`, body: noticeBody([grid]) }),
    outsiders: 404,
  },
  'GET /notices/{id}': { request: ({ noticeId }) => ({ url: `/notices/${noticeId}` }), outsiders: 404 },
  'GET /places/{id}/notices': { request: ({ grid }) => ({ url: `/places/${grid}/notices` }), outsiders: 404 },
  'PUT /notices/{id}/receipt': { request: ({ noticeId }) => ({ url: `/notices/${noticeId}/receipt` }), outsiders: 404 },
  'GET /notices/{id}/receipts': {
    request: ({ noticeId }) => ({ url: `/notices/${noticeId}/receipts` }),
    outsiders: 404,
  },
  'POST /notices/{id}/actions': {
    request: ({ noticeId }) => ({ url: `/notices/${noticeId}/actions`, body: act('remind') }),
    outsiders: 404,
  },

  ...CASE_OPERATIONS,
  ...CHANNEL_OPERATIONS,
  ...TOPIC_OPERATIONS,

  'GET /me/account': { request: () => ({ url: '/me/account' }), outsiders: 404, but: { 'resident-far': 200 } },
  'PATCH /me/account': {
    request: () => ({ url: '/me/account', body: { showInRanking: false } }),
    outsiders: 404,
    but: { 'resident-far': 200 },
  },
  'GET /accounts/{id}/transfers': {
    request: ({ accountId }) => ({ url: `/accounts/${accountId}/transfers` }),
    outsiders: 404,
    but: IN_COMMUNITY,
  },
  'PUT /transfers/{id}': {
    request: ({ budgetId, accountId }) => ({
      url: `/transfers/${newId()}`,
      body: { fromAccountId: budgetId, toAccountId: accountId, points: 1, reason: '帮厨' },
    }),
    outsiders: 404,
    but: IN_COMMUNITY,
  },
  'GET /places/{id}/account': {
    request: ({ grid }) => ({ url: `/places/${grid}/account` }),
    outsiders: 404,
    but: { 'grid-officer-2': 200 },
  },
  'GET /places/{id}/residents': {
    request: ({ grid }) => ({ url: `/places/${grid}/residents?q=${encodeURIComponent('李')}` }),
    outsiders: 404,
    but: IN_COMMUNITY,
  },
  'GET /places/{id}/residents/{personId}/account': {
    request: ({ grid, personId }) => ({ url: `/places/${grid}/residents/${personId}/account` }),
    outsiders: 404,
    but: IN_COMMUNITY,
  },
  'GET /places/{id}/points-rules': {
    request: ({ grid }) => ({ url: `/places/${grid}/points-rules` }),
    outsiders: 404,
    but: { 'grid-officer-2': 200 },
  },
  'PUT /points-rules/{id}': {
    request: ({ grid }) => ({
      url: `/points-rules/${newId()}`,
      body: { placeId: grid, code: 'thanks', pointsPerHour: 0, categories: [], weeklyCap: 1 },
    }),
    outsiders: 404,
    but: IN_COMMUNITY,
  },
  'GET /places/{id}/points-ranking': {
    request: ({ grid }) => ({ url: `/places/${grid}/points-ranking` }),
    outsiders: 404,
    but: { 'grid-officer-2': 200 },
  },
  'GET /places/{id}/ledger': {
    request: ({ grid }) => ({ url: `/places/${grid}/ledger` }),
    outsiders: 200,
    stranger: 200,
  },
  'GET /ledger/heads': { request: () => ({ url: '/ledger/heads' }), outsiders: 200, stranger: 200 },
  'GET /ledger/proof': {
    request: ({ transferId }) => ({ url: `/ledger/proof?transferId=${transferId}` }),
    outsiders: 404,
    but: { 'grid-officer-2': 409 },
  },
  'GET /ledger/consistency': {
    request: ({ grid }) => ({ url: `/ledger/consistency?placeId=${grid}&first=1&second=1` }),
    outsiders: 404,
    stranger: 404,
  },
  'PUT /rewards/{id}': {
    request: ({ grid }) => ({
      url: `/rewards/${newId()}`,
      body: { placeId: grid, title: '毛巾', points: 5, stock: 1 },
    }),
    outsiders: 404,
    but: { ...IN_COMMUNITY, 'partner-bakery': 201 },
  },
  'GET /places/{id}/rewards': {
    request: ({ grid }) => ({ url: `/places/${grid}/rewards` }),
    outsiders: 404,
    but: { 'grid-officer-2': 200, 'partner-bakery': 200 },
  },
  'POST /rewards/{id}/actions': {
    request: ({ rewardId }) => ({ url: `/rewards/${rewardId}/actions`, body: act('close') }),
    outsiders: 404,
    but: { ...IN_COMMUNITY, 'partner-bakery': 403 },
  },
  'PUT /redemptions/{id}': {
    request: ({ rewardId }) => ({ url: `/redemptions/${newId()}`, body: { rewardId } }),
    outsiders: 404,
    but: { ...IN_COMMUNITY, 'partner-bakery': 403 },
  },
  'GET /redemptions/{id}': { request: ({ redemptionId }) => ({ url: `/redemptions/${redemptionId}` }), outsiders: 404 },
  'POST /redemptions/{id}/actions': {
    request: ({ redemptionId }) => ({ url: `/redemptions/${redemptionId}/actions`, body: act('cancel') }),
    outsiders: 404,
  },
  'GET /me/redemptions': { request: () => ({ url: '/me/redemptions' }), outsiders: 200 },
  'GET /places/{id}/redemptions': {
    request: ({ grid }) => ({ url: `/places/${grid}/redemptions` }),
    outsiders: 404,
    but: { ...IN_COMMUNITY, 'partner-bakery': 200 },
  },
  ...VOLUNTEERING_OPERATIONS,

  'PUT /polls/{id}': {
    request: ({ pollDraft }) => ({ url: `/polls/${newId()}`, body: pollDraft }),
    outsiders: 404,
  },
  'GET /polls/{id}': { request: ({ pollId }) => ({ url: `/polls/${pollId}` }), outsiders: 404 },
  'GET /places/{id}/polls': { request: ({ grid }) => ({ url: `/places/${grid}/polls` }), outsiders: 404 },
  'POST /polls/{id}/actions': {
    request: ({ pollId }) => ({ url: `/polls/${pollId}/actions`, body: act('close') }),
    outsiders: 404,
  },
  'GET /polls/{id}/roll': { request: ({ pollId }) => ({ url: `/polls/${pollId}/roll` }), outsiders: 404 },
  'GET /polls/{id}/roll/entries': {
    request: ({ pollId }) => ({ url: `/polls/${pollId}/roll/entries` }),
    outsiders: 404,
  },
  'GET /polls/{id}/simulation': { request: ({ pollId }) => ({ url: `/polls/${pollId}/simulation` }), outsiders: 404 },
  'GET /places/{id}/poll-settings': {
    request: ({ grid }) => ({ url: `/places/${grid}/poll-settings` }),
    outsiders: 404,
  },
  'PUT /places/{id}/poll-settings': {
    request: ({ community }) => ({
      url: `/places/${community}/poll-settings`,
      body: { noticeDays: 7, windowDaysMin: 5, windowDaysMax: 60, objectionDays: 7 },
    }),
    outsiders: 404,
    but: IN_COMMUNITY,
  },
  'PUT /places/{id}/minors/{personId}': {
    request: ({ grid, personId }) => ({
      url: `/places/${grid}/minors/${personId}`,
      body: { ofAgeOn: '2030-01-01' },
    }),
    outsiders: 404,
  },
  'PUT /polls/{id}/objections/{objectionId}': {
    request: ({ displayedPollId }) => ({
      url: `/polls/${displayedPollId}/objections/${newId()}`,
      body: { about: 'roll', text: '…' },
    }),
    outsiders: 404,
  },
  'GET /polls/{id}/objections': { request: ({ pollId }) => ({ url: `/polls/${pollId}/objections` }), outsiders: 404 },
  'POST /polls/{id}/objections/{objectionId}/actions': {
    request: ({ displayedPollId, objectionId }) => ({
      url: `/polls/${displayedPollId}/objections/${objectionId}/actions`,
      body: act('dismiss', { answer: '…' }),
    }),
    outsiders: 404,
  },
  'PUT /polls/{id}/corrections/{correctionId}': {
    request: ({ displayedPollId, rollEntryId }) => ({
      url: `/polls/${displayedPollId}/corrections/${newId()}`,
      body: { remove: [rollEntryId], reason: '…' },
    }),
    outsiders: 404,
  },
  'GET /polls/{id}/corrections': { request: ({ pollId }) => ({ url: `/polls/${pollId}/corrections` }), outsiders: 404 },
  'POST /polls/{id}/corrections/{correctionId}/actions': {
    request: ({ displayedPollId, correctionId }) => ({
      url: `/polls/${displayedPollId}/corrections/${correctionId}/actions`,
      body: act('confirm'),
    }),
    outsiders: 404,
  },
  'PUT /polls/{id}/ballots/{ballotId}': {
    request: ({ pollId }) => ({ url: `/polls/${pollId}/ballots/${newId()}`, body: { optionIds: ['yes'] } }),
    outsiders: 404,
    stranger: 401,
  },
  'POST /polls/{id}/credentials': {
    request: ({ pollId }) => ({
      url: `/polls/${pollId}/credentials`,
      body: { id: newId(), blindedMessage: Buffer.alloc(256, 1).toString('base64') },
    }),
    outsiders: 404,
  },
  'PUT /polls/{id}/paper-ballots/{ballotId}': {
    request: ({ pollId, rollEntryId }) => ({
      url: `/polls/${pollId}/paper-ballots/${newId()}`,
      body: { serial: 'W-2', rollEntryId, optionIds: ['yes'] },
    }),
    outsiders: 404,
  },
  'GET /polls/{id}/paper-ballots': {
    request: ({ pollId }) => ({ url: `/polls/${pollId}/paper-ballots` }),
    outsiders: 404,
  },
  'POST /polls/{id}/paper-ballots/{ballotId}/actions': {
    request: ({ pollId, paperId }) => ({
      url: `/polls/${pollId}/paper-ballots/${paperId}/actions`,
      body: act('withdraw', { reason: '…' }),
    }),
    outsiders: 404,
  },
  'GET /polls/{id}/paper-ballots/print': {
    request: ({ pollId }) => ({ url: `/polls/${pollId}/paper-ballots/print?from=1&count=1` }),
    outsiders: 404,
  },
  'GET /polls/{id}/result': { request: ({ pollId }) => ({ url: `/polls/${pollId}/result` }), outsiders: 404 },
  'GET /polls/{id}/certificate': { request: ({ pollId }) => ({ url: `/polls/${pollId}/certificate` }), outsiders: 404 },
  'GET /polls/{id}/log/head': {
    request: ({ pollId }) => ({ url: `/polls/${pollId}/log/head` }),
    outsiders: 200,
    stranger: 200,
  },
  'GET /polls/{id}/log/heads': {
    request: ({ pollId }) => ({ url: `/polls/${pollId}/log/heads` }),
    outsiders: 200,
    stranger: 200,
  },
  'GET /polls/{id}/log/entries': {
    request: ({ pollId }) => ({ url: `/polls/${pollId}/log/entries?start=0&end=9` }),
    outsiders: 200,
    stranger: 200,
  },
  'GET /polls/{id}/log/proof': {
    request: ({ pollId }) => ({ url: `/polls/${pollId}/log/proof?leafHash=${'A'.repeat(43)}` }),
    outsiders: 404,
    stranger: 404,
  },
  'GET /polls/{id}/log/consistency': {
    request: ({ pollId }) => ({ url: `/polls/${pollId}/log/consistency?first=0&second=0` }),
    outsiders: 200,
    stranger: 200,
  },
  'GET /polls/{id}/counted-ballots': {
    request: ({ pollId }) => ({ url: `/polls/${pollId}/counted-ballots?prefix=` }),
    outsiders: 409,
    stranger: 409,
  },
  'GET /polls/{id}/export': {
    request: ({ pollId }) => ({ url: `/polls/${pollId}/export` }),
    outsiders: 409,
    stranger: 409,
  },
  'GET /places/{id}/owned-units': {
    request: ({ community }) => ({ url: `/places/${community}/owned-units` }),
    outsiders: 404,
  },
  'PUT /places/{id}/owned-units/{householdId}/voter': {
    request: ({ community, household }) => ({
      url: `/places/${community}/owned-units/${household}/voter`,
      body: { code: 'O1' },
    }),
    outsiders: 404,
  },
  'GET /places/{id}/owners-imports/{importId}': {
    request: ({ community }) => ({ url: `/places/${community}/owners-imports/${newId()}` }),
    outsiders: 404,
  },
  'PUT /places/{id}/owners-imports/{importId}': {
    request: ({ community }) => ({
      url: `/places/${community}/owners-imports/${newId()}`,
      body: 'building,number,area,source',
      headers: { 'content-type': 'text/csv' },
    }),
    outsiders: 404,
  },

  'GET /me': { request: () => ({ url: '/me' }), outsiders: 200 },
  'PATCH /me': { request: () => ({ url: '/me', body: { elderMode: false } }), outsiders: 200 },
  'GET /me/posts': { request: () => ({ url: '/me/posts' }), outsiders: 200 },
  'GET /me/export': { request: () => ({ url: '/me/export' }), outsiders: 200 },
  'GET /me/staff-views': { request: () => ({ url: '/me/staff-views' }), outsiders: 200 },
  'GET /me/notifications': { request: () => ({ url: '/me/notifications' }), outsiders: 200 },
  'POST /me/notifications/read': { request: () => ({ url: '/me/notifications/read', body: {} }), outsiders: 200 },
  'POST /me/subscriptions': {
    request: () => ({ url: '/me/subscriptions', body: { id: newId(), channel: 'wechat', templates: ['notice'] } }),
    outsiders: 204,
  },
  'GET /me/desk': { request: () => ({ url: '/me/desk' }), outsiders: 200, but: NOT_STAFF },
  'GET /me/desk/counts': { request: () => ({ url: '/me/desk/counts' }), outsiders: 200, but: NOT_STAFF },

  'PUT /memberships/{id}': {
    request: ({ household }) => ({
      url: `/memberships/${newId()}`,
      body: { householdId: household, relation: 'tenant' },
    }),
    outsiders: 201,
    endsCaller: true,
  },
  'DELETE /sessions/current': { request: () => ({ url: '/sessions/current' }), outsiders: 204, endsCaller: true },
  'DELETE /me': { request: () => ({ url: '/me' }), outsiders: 204, endsCaller: true },
}
