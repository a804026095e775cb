import sharp from 'sharp'
import { type Client, clientOf, newId, type TestApp } from '../../support/build-test-app'
import { comment, say } from '../feed/speak'
import { accountOf, openBooks, transfer } from '../ledger/points'
import { noticeBody, placesOf, writeNotice } from '../notices/notice-body'

export const PHONE = '13812345678'
/** Stands in every text that the person writes. */
export const MARK = 'MARKED'

export interface MarkedLife {
  person: Client
  membershipId: string
  avatarId: string
  pictureId: string
  postId: string
  hiddenPostId: string
  /** Comments of the person, on a neighbour's post. */
  commentIds: string[]
  neighbour: Client
  neighbourPostId: string
  /** A neighbour's answer to the person's comment. */
  answerId: string
  /** A neighbour's comment on the person's post. */
  visitorCommentId: string
  noticeId: string
  reportId: string
  caseId: string
  /** Of the person, with 30 points spent of 50, for something that waits at the desk. */
  accountId: string
  rewardId: string
}

export const LIFE_ENV = {
  WECHAT_APP_ID: 'wx-test',
  WECHAT_APP_SECRET: 'secret-of-test',
  WECHAT_TEMPLATES: 'notice=N1,membership=M1,reply=R1',
}

/** Somebody who has used everything there is. The app is built with `smsTo`. */
export async function liveMarkedLife(t: TestApp, codes: string[]): Promise<MarkedLife> {
  const person = await signInByPhone(t, codes)
  const avatarId = await upload(person, '#aa3322')
  await person.patch('/api/v1/me', {
    displayName: `${MARK}名`,
    avatarImageId: avatarId,
    language: 'en',
    elderMode: true,
  })
  const membershipId = await moveIn(t, person)
  const neighbour = await t.as('resident-li')
  await allow(neighbour, ['reply'])
  await allow(person, ['notice', 'reply'])
  await allow(person, ['notice'])

  const pictureId = await upload(person, '#2233aa')
  const { id: postId } = await say(t, person, { text: `${MARK} post`, imageIds: [pictureId] })
  const { id: neighbourPostId } = await say(t, neighbour, { text: 'a neighbour writes' })
  const first = await comment(person, neighbourPostId, `${MARK} comment one`)
  const second = await comment(person, neighbourPostId, `${MARK} comment two`)
  const answer = await comment(neighbour, neighbourPostId, 'an answer', { replyToId: first.id })
  const visitor = await comment(neighbour, postId, 'a visitor writes')
  await person.put(`/api/v1/posts/${neighbourPostId}/like`)
  await neighbour.put(`/api/v1/posts/${postId}/like`)
  await neighbour.put(`/api/v1/posts/${neighbourPostId}/like`)
  const taken = await comment(person, neighbourPostId, `${MARK} comment taken back`)
  await person.del(`/api/v1/posts/${neighbourPostId}/comments/${taken.id}`)

  const noticeId = await writeNotice(t, 'secretary-zhang', noticeBody([placesOf(t).grid1], { needsReceipt: true }))
  await person.put(`/api/v1/notices/${noticeId}/receipt`)
  const reportId = await reportSomebody(t, person)
  const { hiddenPostId, caseId } = await beHidden(t, person)
  const points = await earnAndSpend(t, person)
  await t.stranger.post('/api/v1/sessions/phone-codes', { phone: PHONE })
  return {
    ...points,
    person,
    membershipId,
    avatarId,
    pictureId,
    postId,
    hiddenPostId,
    commentIds: [first.id, second.id],
    neighbour,
    neighbourPostId,
    answerId: answer.id,
    visitorCommentId: visitor.id,
    noticeId,
    reportId,
    caseId,
  }
}

/** Keeps the codes that would be sent to phones. */
export const smsTo = (codes: string[]) => ({
  send: async (_phone: string, _template: string, params: Record<string, string>) => void codes.push(params.code ?? ''),
})

export async function signInByPhone(t: TestApp, codes: string[]): Promise<Client> {
  await t.stranger.post('/api/v1/sessions/phone-codes', { phone: PHONE })
  const { status, body } = await t.stranger.post('/api/v1/sessions', {
    provider: 'phone',
    code: `${PHONE}:${codes.at(-1)}`,
  })
  if (status !== 201) throw new Error(`not signed in: ${JSON.stringify(body)}`)
  t.clock.advance({ minutes: 2 })
  return clientOf(t.app, body.token, body.person.id)
}

export async function moveIn(t: TestApp, person: Client): Promise<string> {
  const building = placesOf(t).buildings[1]
  const doors = await person.get(`/api/v1/places/${building}/households`)
  const id = newId()
  await person.put(`/api/v1/memberships/${id}`, { householdId: doors.body.items[3].id, relation: 'tenant' })
  const officer = await t.as('grid-officer-wang')
  const { status } = await officer.post(`/api/v1/memberships/${id}/actions`, { id: newId(), action: 'verify' })
  if (status !== 200) throw new Error('not verified')
  return id
}

export async function upload(person: Client, background: string): Promise<string> {
  const id = newId()
  const bytes = await sharp({ create: { width: 320, height: 200, channels: 3, background } })
    .png()
    .toBuffer()
  const { status } = await person.put(`/api/v1/images/${id}`, bytes, { 'content-type': 'image/png' })
  if (status !== 201) throw new Error('not uploaded')
  return id
}

async function allow(person: Client, templates: string[]): Promise<void> {
  const { status, body } = await person.post('/api/v1/me/subscriptions', { id: newId(), channel: 'wechat', templates })
  if (status !== 204) throw new Error(`not granted: ${JSON.stringify(body)}`)
}

async function reportSomebody(t: TestApp, person: Client): Promise<string> {
  const other = await t.as('resident-zhou')
  const { id } = await say(t, other, { text: 'somebody else writes' })
  const reportId = newId()
  await person.put(`/api/v1/reports/${reportId}`, {
    subject: { kind: 'post', id },
    reason: `${MARK} reason of a report`,
  })
  return reportId
}

/** The community gives points and says the person's name to it; they appear in the ranking and redeem something. */
async function earnAndSpend(t: TestApp, person: Client): Promise<{ accountId: string; rewardId: string }> {
  const books = await openBooks(t, 100)
  const { accountId } = await accountOf(person)
  await transfer(books.secretary, books.budget, accountId, 50, { reason: `thanks to ${MARK}` })
  await person.patch('/api/v1/me/account', { showInRanking: true })
  const rewardId = newId()
  await books.secretary.put(`/api/v1/rewards/${rewardId}`, {
    placeId: books.community,
    title: '毛巾',
    points: 30,
    stock: 5,
  })
  const { status } = await person.put(`/api/v1/redemptions/${newId()}`, { rewardId })
  if (status !== 201) throw new Error('not redeemed')
  return { accountId, rewardId }
}

/** A second post of the person is reported and hidden; they appeal. */
async function beHidden(t: TestApp, person: Client): Promise<{ hiddenPostId: string; caseId: string }> {
  const neighbour = await t.as('resident-li')
  const officer = await t.as('grid-officer-wang')
  const { id: hiddenPostId } = await say(t, person, { text: `${MARK} post that is hidden` })
  const caseId = newId()
  await neighbour.put(`/api/v1/reports/${caseId}`, {
    subject: { kind: 'post', id: hiddenPostId },
    reason: 'words of the reporter',
  })
  const act = (action: string, more: object) => ({ id: newId(), action, ...more })
  await officer.post(`/api/v1/reports/${caseId}/actions`, act('hide', { reason: 'decision of the officer' }))
  const { status } = await person.post(`/api/v1/reports/${caseId}/actions`, act('appeal', { text: `${MARK} appeal` }))
  if (status !== 200) throw new Error('no appeal')
  return { hiddenPostId, caseId }
}
