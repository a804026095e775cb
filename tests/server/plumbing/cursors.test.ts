import { afterAll, beforeAll, expect, test } from 'vitest'
import { decodeCursor, encodeCursor } from '../../../server/kernel/cursor'
import { buildTestApp, newId, type TestApp } from '../../support/build-test-app'
import { noticeBody, placesOf, writeNotice } from '../notices/notice-body'

let t: TestApp
let lists: [persona: string, url: string][]
beforeAll(async () => {
  t = await buildTestApp()
  const { grid1, community1, buildings } = placesOf(t)
  const noticeId = await writeNotice(t, 'secretary-zhang', noticeBody([grid1], { needsReceipt: true }))
  const li = await t.as('resident-li')
  const postId = newId()
  await li.put(`/api/v1/posts/${postId}`, { placeId: grid1, kind: 'talk', text: '你好', imageIds: [] })
  lists = [
    ['resident-li', '/places'],
    ['resident-li', `/places/${community1}/children`],
    ['resident-li', `/places/${buildings[0]}/households`],
    ['resident-li', `/places/${grid1}/households`],
    ['resident-li', `/places/${grid1}/feed`],
    ['resident-li', `/places/${grid1}/feed?kind=talk`],
    ['resident-li', `/places/${grid1}/notices`],
    ['resident-li', `/places/${grid1}/notices?top=true`],
    ['resident-li', `/places/${grid1}/search?q=${encodeURIComponent('你好')}`],
    ['resident-li', `/posts/${postId}/comments`],
    ['resident-li', '/me/notifications'],
    ['resident-li', '/me/posts'],
    ['grid-officer-wang', `/places/${grid1}/memberships`],
    ['grid-officer-wang', `/places/${grid1}/moderation`],
    ['grid-officer-wang', '/me/desk'],
    ['secretary-zhang', `/notices/${noticeId}/receipts`],
  ]
})
afterAll(() => t.close())

const id = '019a0000-0000-7000-8000-000000000000'
const GARBAGE: unknown[] = [
  ['x'],
  ['x', 'y'],
  ['x', 'y', 'z'],
  ['x', 'y', 'z', 'w'],
  [1.5, id],
  [-1, id],
  [-8.64e15, id],
  [8.64e15, id],
  [9e15, id],
  [1e300, id],
  ['1', id],
  [null, id],
  [1, id, 1],
  [1, `${id}'`],
  [1, id.toUpperCase().replace('0', 'G')],
  [1, 2],
  [],
  [[]],
  {},
  'x',
  7,
  null,
  [id, 0, id],
  [id, 'a\0b', id],
  [id, '\ud800', id],
  [id, '长'.repeat(40), 'x'],
  [1.5, id, 0, id],
  [0, id, 'x', id],
]
const encoded = (value: unknown) => Buffer.from(JSON.stringify(value), 'utf8').toString('base64url')

test('every list refuses a cursor that is none of ours, by its name', async () => {
  const cursors = [...GARBAGE.map(encoded), 'x', 'abc', 'W10', '%00', '%F0%9F%98%80', '+', `${encoded([0, id])}=`]
  const wrong: string[] = []
  for (const [persona, url] of lists) {
    const client = await t.as(persona)
    expect((await client.get(`/api/v1${url}`)).status, url).toBe(200)
    for (const cursor of cursors) {
      const { status, body } = await client.get(`/api/v1${url}${url.includes('?') ? '&' : '?'}cursor=${cursor}`)
      const isRefused = status === 400 && body.code === 'invalid_request' && body.fields?.[0]?.path === 'cursor'
      if (!isRefused) wrong.push(`${url} ${cursor}: ${status} ${JSON.stringify(body)}`.slice(0, 200))
    }
  }
  expect(wrong).toEqual([])
})

test('every list is cut to the length asked for, 1 to 50', async () => {
  for (const [persona, url] of lists) {
    const client = await t.as(persona)
    const ask = (limit: string) => client.get(`/api/v1${url}${url.includes('?') ? '&' : '?'}limit=${limit}`)
    const { body } = await ask('1')
    expect((body.items ?? body.unread).length, url).toBeLessThanOrEqual(1)
    for (const limit of ['0', '51', '500', '-1', '1.5', 'x', '']) expect((await ask(limit)).status, url).toBe(400)
  }
})

test('a cursor of ours leads back to its item', () => {
  expect(decodeCursor(encodeCursor([5, id]), ['time', 'id'])).toEqual([new Date(5), id])
  expect(decodeCursor(encodeCursor([7, id]), ['order', 'id'])).toEqual([7, id])
  expect(decodeCursor(encodeCursor([id, '1-101', id]), ['id', 'text', 'id'])).toEqual([id, '1-101', id])
  expect(decodeCursor(undefined, ['id'])).toBeNull()
})
