import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { deleteForgottenImages } from '../../../server/jobs/delete-forgotten-images'
import { LIMITS } from '../../../src/contract'
import { buildTestApp, type Client, newId, type TestApp } from '../../support/build-test-app'
import { gridOf } from '../feed/speak'
import { plainPicture } from './draw-picture'

let t: TestApp
let li: Client
beforeEach(async () => {
  t = await buildTestApp()
  li = await t.as('resident-li')
})
afterEach(() => t.close())

async function store(client: Client = li) {
  const id = newId()
  const answer = await client.put(`/api/v1/images/${id}`, await plainPicture('png'), { 'content-type': 'image/png' })
  return { id, ...answer }
}

const kept = async () => (await t.deps.store.read.prisma.image.findMany()).map(({ id }) => id).sort()
const filesOf = (id: string) => {
  const folder = join(t.deps.config.dataDir, 'images', id.slice(-2))
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.startsWith(id)) : []
}

test('pictures that nothing needs are deleted after a day, with their files; those in posts and names stay', async () => {
  const [posted, avatarBefore, avatar, forgotten] = [await store(), await store(), await store(), await store()]
  const body = { placeId: gridOf(t), kind: 'talk', text: '一条动态', imageIds: [posted.id] }
  expect((await li.put(`/api/v1/posts/${newId()}`, body)).status).toBe(201)
  await li.patch('/api/v1/me', { avatarImageId: avatarBefore.id })
  await li.patch('/api/v1/me', { avatarImageId: avatar.id })
  await deleteForgottenImages.run(t.deps)
  expect(await kept()).toHaveLength(4)
  t.clock.advance({ hours: 24, seconds: 1 })
  const fresh = await store()
  await deleteForgottenImages.run(t.deps)
  expect(await kept()).toEqual([posted.id, avatar.id, fresh.id].sort())
  for (const { id } of [forgotten, avatarBefore]) expect(filesOf(id)).toEqual([])
  expect(filesOf(posted.id)).toHaveLength(2)
})

test('so many bytes of pictures a day, and a sentence that says so; the next day goes on, and others are not stopped', async () => {
  const { id } = await store()
  await t.deps.store.write((tx) =>
    tx.prisma.image.update({ where: { id }, data: { byteCount: LIMITS.imageBytesPerDay } }),
  )
  expect(await store()).toMatchObject({ status: 409, body: { code: 'picture_quota_reached' } })
  // What was stored already is answered as before.
  const again = await li.put(`/api/v1/images/${id}`, await plainPicture('png'), { 'content-type': 'image/png' })
  expect(again.status).toBe(200)
  expect((await store(await t.as('resident-zhou'))).status).toBe(201)
  t.clock.advance({ days: 1, seconds: 1 })
  expect((await store()).status).toBe(201)
})
