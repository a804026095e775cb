import sharp from 'sharp'
import { newId, type TestApp, type TestAppOptions } from '../../support/build-test-app'
import { comment, say } from '../feed/speak'
import { mp3 } from '../media/make-sound'
import { noticeBody, placesOf, writeNotice } from '../notices/notice-body'
import { AID_OPERATIONS, type AidWorld, makeAidWorld } from './aid-operations'
import { CASE_OPERATIONS, type CaseWorld, makeCaseWorld } from './case-operations'
import { CHANNEL_OPERATIONS, type ChannelWorld, makeChannelWorld } from './channel-operations'
import { act, type Operation } from './operation'
import { makePointsWorld, POINTS_OPERATIONS, type PointsWorld } from './points-operations'
import { makePollWorld, POLL_OPERATIONS, type PollWorld } from './poll-operations'
import { makeTopicWorld, TOPIC_OPERATIONS, type TopicWorld } from './topic-operations'
import { makeVolunteeringWorld, VOLUNTEERING_OPERATIONS, type VolunteeringWorld } from './volunteering-operations'

/** Things of community 1 and its first grid, and one of each that belongs to somebody there. */
export interface World extends CaseWorld, ChannelWorld, PointsWorld, PollWorld, VolunteeringWorld, TopicWorld {
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
  voiceUrl: string
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
  const voice = await resident.put(`/api/v1/voices/${newId()}`, mp3(1), { 'content-type': 'audio/mpeg' })
  const post = await say(t, resident)
  const { id: commentId } = await comment(resident, post.id)
  const reporter = await t.as('resident-0001')
  const reportId = newId()
  await reporter.put(`/api/v1/reports/${reportId}`, { subject: { kind: 'post', id: post.id }, reason: '…' })
  const asking = await t.as('resident-0021')
  const membershipId = newId()
  await asking.put(`/api/v1/memberships/${membershipId}`, { householdId: doors.body.items[0].id, relation: 'tenant' })
  return {
    ...(await makeVolunteeringWorld(t, grid1)),
    ...(await makeCaseWorld(t)),
    ...(await makeChannelWorld(t, png)),
    ...(await makePointsWorld(t)),
    ...(await makePollWorld(t)),
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
    voiceUrl: voice.body.url,
    imageCheckUrl: `/images/${image.body.id}/check?s=${t.deps.secrets.signImage(image.body.id, 'check')}`,
    png,
    aid: await makeAidWorld(t),
  }
}

/** A server to which WeChat is known, whose texts nobody checks. */
export const OF_WECHAT: TestAppOptions = {
  env: {
    WECHAT_APP_ID: 'wx-test',
    WECHAT_APP_SECRET: 's',
    WECHAT_PUSH_TOKEN: 'a-push-token',
    WECHAT_TEMPLATES: 'notice=N1',
  },
  deps: {
    contentChecker: {
      name: 'none',
      isLocal: true,
      checkText: async () => ({ verdict: 'pass', label: null }),
      checkImage: async () => ({ verdict: 'pass', label: null }),
    },
  },
}

const post = (world: World) => ({ placeId: world.grid, kind: 'talk', text: '你好', imageIds: [] })

/** How each operation is asked for. A new route without a row here fails the walk. */
export const OPERATIONS: Record<string, Operation> = {
  ...AID_OPERATIONS,
  'POST /sessions': { request: () => ({ url: '/sessions', body: { provider: 'demo', code: 'resident-0031' } }) },
  'POST /sessions/phone-codes': { request: () => ({ url: '/sessions/phone-codes', body: { phone: '13900000000' } }) },
  'GET /demo': { request: () => ({ url: '/demo' }) },
  'GET /places': { request: () => ({ url: '/places' }) },
  'GET /places/{id}': { request: ({ grid }) => ({ url: `/places/${grid}` }) },
  'GET /places/{id}/children': { request: ({ grid }) => ({ url: `/places/${grid}/children` }) },
  'GET /places/by-code/{code}': { request: ({ code }) => ({ url: `/places/by-code/${code}` }) },
  'GET /places/by-code/{code}/poster': { request: ({ code }) => ({ url: `/places/by-code/${code}/poster` }) },
  'GET /subscription-templates': { request: () => ({ url: '/subscription-templates?channel=wechat' }) },
  'GET /places/{id}/household-count': { request: ({ grid }) => ({ url: `/places/${grid}/household-count` }) },
  'GET /places/{id}/search': {
    request: ({ grid }) => ({ url: `/places/${grid}/search?q=${encodeURIComponent('桂花')}` }),
  },
  'GET /voices/{id}/{file}': { request: ({ voiceUrl }) => ({ url: voiceUrl.replace('/api/v1', '') }) },
  'GET /images/{id}/{variant}': { request: ({ imageUrl }) => ({ url: imageUrl.replace('/api/v1', '') }) },
  'GET /images/{id}/check': { request: ({ imageCheckUrl }) => ({ url: imageCheckUrl }) },
  'GET /platform-pushes/wechat': {
    request: () => ({ url: '/platform-pushes/wechat?signature=0&timestamp=1&nonce=2&echostr=3' }),
  },
  'POST /platform-pushes/wechat': {
    request: () => ({
      url: '/platform-pushes/wechat?signature=0&timestamp=1&nonce=2',
      body: { Event: 'wxa_media_check', trace_id: 'x' },
    }),
  },

  'GET /places/{id}/households': { request: ({ building }) => ({ url: `/places/${building}/households` }) },
  'GET /places/{id}/memberships': { request: ({ grid }) => ({ url: `/places/${grid}/memberships` }) },
  'GET /memberships/{id}': { request: ({ membershipId }) => ({ url: `/memberships/${membershipId}` }) },
  'POST /memberships/{id}/actions': {
    request: ({ membershipId }) => ({ url: `/memberships/${membershipId}/actions`, body: act('verify') }),
  },

  'GET /places/{id}/feed': { request: ({ grid }) => ({ url: `/places/${grid}/feed` }) },
  'PUT /posts/{id}': { request: (world) => ({ url: `/posts/${newId()}`, body: post(world) }) },
  'GET /posts/{id}': { request: ({ postId }) => ({ url: `/posts/${postId}` }) },
  'DELETE /posts/{id}': { request: ({ postId }) => ({ url: `/posts/${postId}` }) },
  'GET /posts/{id}/comments': { request: ({ postId }) => ({ url: `/posts/${postId}/comments` }) },
  'PUT /posts/{id}/comments/{commentId}': {
    request: ({ postId }) => ({ url: `/posts/${postId}/comments/${newId()}`, body: { text: '你好' } }),
  },
  'DELETE /posts/{id}/comments/{commentId}': {
    request: ({ postId, commentId }) => ({ url: `/posts/${postId}/comments/${commentId}` }),
  },
  'PUT /posts/{id}/like': { request: ({ postId }) => ({ url: `/posts/${postId}/like` }) },
  'DELETE /posts/{id}/like': { request: ({ postId }) => ({ url: `/posts/${postId}/like` }) },
  'PUT /images/{id}': {
    request: ({ png }) => ({ url: `/images/${newId()}`, body: png, headers: { 'content-type': 'image/png' } }),
  },
  'PUT /voices/{id}': {
    request: () => ({ url: `/voices/${newId()}`, body: mp3(1), headers: { 'content-type': 'audio/mpeg' } }),
  },

  'PUT /reports/{id}': {
    request: ({ commentId }) => ({
      url: `/reports/${newId()}`,
      body: { subject: { kind: 'comment', id: commentId }, reason: '…' },
    }),
  },
  'GET /reports/{id}': { request: ({ reportId }) => ({ url: `/reports/${reportId}` }) },
  'POST /reports/{id}/actions': {
    request: ({ reportId }) => ({ url: `/reports/${reportId}/actions`, body: act('hide', { reason: '…' }) }),
  },
  'GET /places/{id}/moderation': { request: ({ grid }) => ({ url: `/places/${grid}/moderation` }) },

  'PUT /notices/{id}': { request: ({ grid }) => ({ url: `/notices/${newId()}`, body: noticeBody([grid]) }) },
  'GET /notices/{id}': { request: ({ noticeId }) => ({ url: `/notices/${noticeId}` }) },
  'GET /places/{id}/notices': { request: ({ grid }) => ({ url: `/places/${grid}/notices` }) },
  'PUT /notices/{id}/receipt': { request: ({ noticeId }) => ({ url: `/notices/${noticeId}/receipt` }) },
  'GET /notices/{id}/receipts': { request: ({ noticeId }) => ({ url: `/notices/${noticeId}/receipts` }) },
  'POST /notices/{id}/actions': {
    request: ({ noticeId }) => ({ url: `/notices/${noticeId}/actions`, body: act('remind') }),
  },

  ...CASE_OPERATIONS,
  ...CHANNEL_OPERATIONS,
  ...TOPIC_OPERATIONS,

  ...POINTS_OPERATIONS,
  ...VOLUNTEERING_OPERATIONS,
  ...POLL_OPERATIONS,

  'GET /me': { request: () => ({ url: '/me' }) },
  'PATCH /me': { request: () => ({ url: '/me', body: { elderMode: false } }) },
  'GET /me/posts': { request: () => ({ url: '/me/posts' }) },
  'GET /me/export': { request: () => ({ url: '/me/export' }) },
  'GET /me/staff-views': { request: () => ({ url: '/me/staff-views' }) },
  'GET /me/notifications': { request: () => ({ url: '/me/notifications' }) },
  'POST /me/notifications/read': { request: () => ({ url: '/me/notifications/read', body: {} }) },
  'POST /me/subscriptions': {
    request: () => ({ url: '/me/subscriptions', body: { id: newId(), channel: 'wechat', templates: ['notice'] } }),
  },
  'GET /me/desk': { request: () => ({ url: '/me/desk' }) },
  'GET /me/desk/counts': { request: () => ({ url: '/me/desk/counts' }) },

  'PUT /memberships/{id}': {
    request: ({ household }) => ({
      url: `/memberships/${newId()}`,
      body: { householdId: household, relation: 'tenant' },
    }),
    endsCaller: true,
  },
  'DELETE /sessions/current': { request: () => ({ url: '/sessions/current' }), endsCaller: true },
  'DELETE /me': { request: () => ({ url: '/me' }), endsCaller: true },
}
