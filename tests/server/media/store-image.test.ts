import { once } from 'node:events'
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { deleteImages } from '../../../server/features/media'
import { ERRORS, Image, LIMITS } from '../../../src/contract'
import { buildTestApp, type Client, newId, type TestApp } from '../../support/build-test-app'
import { misfits } from '../../support/fits-schema'
import {
  animatedPng,
  animatedWebp,
  hugePng,
  multiPicture,
  noisyPicture,
  photoOfPhone,
  plainPicture,
} from './draw-picture'

let t: TestApp
let li: Client
let zhou: Client
beforeAll(async () => {
  t = await buildTestApp()
  li = await t.as('resident-li')
  zhou = await t.as('resident-zhou')
})
afterAll(() => t.close())

const send = (client: Client, id: string, bytes: Buffer, type = 'image/jpeg') =>
  client.put(`/api/v1/images/${id}`, bytes, { 'content-type': type })

function filesOf(id: string): string[] {
  const folder = join(t.deps.config.dataDir, 'images', id.slice(-2))
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.startsWith(id)) : []
}

describe('a picture is stored', () => {
  test.each(['jpeg', 'png', 'webp'] as const)('from %s, as WebP', async (format) => {
    const id = newId()
    const { status, body } = await send(li, id, await plainPicture(format), `image/${format}`)
    expect({ status, misfits: misfits(Image, body) }).toEqual({ status: 201, misfits: [] })
    expect(body).toMatchObject({ id, width: 64, height: 48, state: 'approved' })
    const full = await t.stranger.get(body.urls.full)
    expect(await sharp(full.body).metadata()).toMatchObject({ format: 'webp', width: 64, height: 48 })
    expect(filesOf(id).sort()).toEqual([`${id}-full.webp`, `${id}-thumb.webp`])
  })

  test('a large photograph of a phone: upright, small enough, and nothing of where it was taken', async () => {
    const photo = await photoOfPhone(4_000, 3_000)
    expect(photo.includes('SecretPhone') && photo.includes('SecretXmp')).toBe(true)
    const { status, body } = await send(li, newId(), photo)
    expect({ status, body }).toMatchObject({ status: 201, body: { width: 1_200, height: LIMITS.imageFullEdge } })
    for (const [variant, edge] of [
      ['full', LIMITS.imageFullEdge],
      ['thumb', LIMITS.imageThumbEdge],
    ] as const) {
      const file: Buffer = (await t.stranger.get(body.urls[variant])).body
      const header = await sharp(file).metadata()
      expect(header).toMatchObject({ height: edge, width: edge * 0.75 })
      expect([header.exif, header.icc, header.xmp, header.iptc, header.orientation]).toEqual(Array(5).fill(undefined))
      expect(file.includes('Secret') || file.includes('EXIF') || file.includes('XMP ') || file.includes('ICCP')).toBe(
        false,
      )
    }
  })

  test('what hides behind a picture is left behind', async () => {
    const tail = Buffer.from('PK\u0003\u0004<html><script>alert(1)</script></html>')
    const { status, body } = await send(li, newId(), Buffer.concat([await multiPicture(), tail]))
    expect(status).toBe(201)
    for (const url of Object.values<string>(body.urls)) {
      expect((await t.stranger.get(url)).body.includes('script')).toBe(false)
    }
  })

  test('a small picture is not blown up', async () => {
    expect((await send(li, newId(), await plainPicture('png', 3, 5), 'image/png')).body).toMatchObject({
      width: 3,
      height: 5,
    })
  })
})

describe('the same request again', () => {
  test('is the same picture; another picture or another person is not', async () => {
    const id = newId()
    const bytes = await plainPicture('png')
    const first = await send(li, id, bytes, 'image/png')
    expect(first.status).toBe(201)
    expect(await send(li, id, bytes, 'image/png')).toMatchObject({ status: 200, body: first.body })
    const taken = { status: 409, body: { code: 'id_taken' } }
    expect(await send(li, id, await plainPicture('png', 10, 10), 'image/png')).toMatchObject(taken)
    expect(await send(zhou, id, bytes, 'image/png')).toMatchObject(taken)
  })

  test('from many phones at once makes one picture', async () => {
    const id = newId()
    const [mine, other] = [await plainPicture('jpeg'), await plainPicture('jpeg', 64, 48, '#ff0000')]
    const answers = await Promise.all(
      [...Array(50).fill([li, mine]), [zhou, other]].map(([who, bytes]) => send(who, id, bytes)),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array(49).fill(200), 201, 409])
    const stored = await t.deps.store.read.prisma.image.findMany({ where: { id } })
    expect(stored).toHaveLength(1)
    const { dominant } = await sharp((await t.stranger.get(answers[0]?.body.urls.full)).body).stats()
    expect(dominant.b).toBeGreaterThan(dominant.r)
    expect(filesOf(id)).toHaveLength(2)
  })
})

describe('what is refused', () => {
  const svg = Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>',
  )
  const gif = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')
  const cut = async (format: 'jpeg' | 'png' | 'webp', part: number) => {
    const whole = await noisyPicture(format, 400, 300)
    return whole.subarray(0, Math.floor(whole.length * part))
  }
  const cases: [string, () => Buffer | Promise<Buffer>, string, keyof typeof ERRORS][] = [
    ['an SVG', () => svg, 'image/svg+xml', 'unsupported_media_type'],
    ['an SVG that calls itself a PNG', () => svg, 'image/png', 'image_unreadable'],
    ['a GIF', () => gif, 'image/gif', 'unsupported_media_type'],
    ['a GIF that calls itself a JPEG', () => gif, 'image/jpeg', 'image_unreadable'],
    ['a PNG that calls itself a JPEG', () => plainPicture('png'), 'image/jpeg', 'image_unreadable'],
    ['a JPEG that calls itself a WebP', () => plainPicture('jpeg'), 'image/webp', 'image_unreadable'],
    ['a web page', () => Buffer.from('<html></html>'), 'text/html', 'unsupported_media_type'],
    ['JSON', () => Buffer.from('{}'), 'application/json', 'unsupported_media_type'],
    ['nothing', () => Buffer.alloc(0), 'image/png', 'image_unreadable'],
    ['nothing of no type', () => Buffer.alloc(0), '', 'unsupported_media_type'],
    ['the first bytes of a JPEG', () => Buffer.from([0xff, 0xd8, 0xff]), 'image/jpeg', 'image_unreadable'],
    [
      'a zip behind the first bytes of a PNG',
      async () => Buffer.concat([(await plainPicture('png')).subarray(0, 8), Buffer.from('PK')]),
      'image/png',
      'image_unreadable',
    ],
    [
      'a PNG whose end is cut off',
      async () => (await plainPicture('png')).subarray(0, -12),
      'image/png',
      'image_unreadable',
    ],
    ['half a JPEG', () => cut('jpeg', 0.5), 'image/jpeg', 'image_unreadable'],
    ['nearly a whole JPEG', () => cut('jpeg', 0.98), 'image/jpeg', 'image_unreadable'],
    ['half a PNG', () => cut('png', 0.5), 'image/png', 'image_unreadable'],
    ['half a WebP', () => cut('webp', 0.5), 'image/webp', 'image_unreadable'],
    ['an animated WebP', animatedWebp, 'image/webp', 'image_unreadable'],
    ['an animated PNG', async () => animatedPng(await plainPicture('png')), 'image/png', 'image_unreadable'],
    ['more than ten megabytes', () => Buffer.alloc(LIMITS.imageBytes + 1, 0xff), 'image/jpeg', 'too_large'],
  ]
  test.each(cases)('%s', async (_name, make, type, code) => {
    const id = newId()
    const { status, body } = await send(li, id, await make(), type)
    expect({ status, code: body.code }).toEqual({ status: ERRORS[code].status, code })
    expect(filesOf(id)).toEqual([])
    expect(await t.deps.store.read.prisma.image.count({ where: { id } })).toBe(0)
  })

  test('a hundred megapixels, many times over (what memory that takes: tests/faults/picture-memory.test.ts)', async () => {
    const [plain, interlaced] = [await hugePng(10_000), await hugePng(7_000, true)]
    const answers = await Promise.all(
      [plain, interlaced, plain, interlaced, plain, plain].map((bytes) => send(li, newId(), bytes, 'image/png')),
    )
    expect(answers.map(({ body }) => body.code)).toEqual(Array(6).fill('too_large'))
  })

  test('a stranger, before a byte is read', async () => {
    expect(await send(t.stranger, newId(), Buffer.alloc(LIMITS.imageBytes + 1))).toMatchObject({ status: 401 })
  })

  test('an id that is none', async () => {
    expect(await send(li, 'a-b', await plainPicture('jpeg'))).toMatchObject({
      status: 400,
      body: { code: 'invalid_request' },
    })
  })
})

describe('too much at once, and a disk that is full', () => {
  let address: string
  beforeAll(async () => {
    address = await t.app.listen({ port: 0, host: '127.0.0.1' })
  })

  test('uploads under way hold their room in memory: one more is 503 before it is received; whoever hangs up gives it back', async () => {
    const people = [li, zhou, await t.as('resident-0001'), await t.as('resident-0002')]
    const begin = (who: Client) => {
      const headers = {
        authorization: `Bearer ${who.token}`,
        'content-type': 'image/jpeg',
        'content-length': String(LIMITS.imageBytes),
      }
      const upload = request(`${address}/api/v1/images/${newId()}`, { method: 'PUT', headers })
      upload.on('error', () => undefined)
      upload.write(Buffer.alloc(1_024, 0xff))
      return upload
    }
    const whole = (who: Client) => send(who, newId(), Buffer.alloc(LIMITS.imageBytes, 0xff))
    // Six fit and are waited for; the seventh alone is answered.
    const held = [...people, ...people.slice(0, 3)].map(begin)
    const refused = await Promise.race(held.map((upload) => once(upload, 'response')))
    expect(refused[0]).toMatchObject({ statusCode: 503, headers: { 'retry-after': '3' } })
    expect(await send(await t.as('resident-0003'), newId(), await plainPicture('jpeg'))).toMatchObject({ status: 201 })
    for (const upload of held) upload.destroy()
    // Some hang up so early that the server has not asked yet who they are.
    for (let i = 0; i < 20; i += 1) setTimeout((upload) => upload.destroy(), i, begin(people[i % people.length] ?? li))
    await vi.waitFor(
      async () => {
        const answers = await Promise.all([...people, li].map(whole))
        expect(answers.map(({ body }) => body.code)).toEqual(Array(5).fill('image_unreadable'))
      },
      { timeout: 30_000, interval: 200 },
    )
  })

  test('of one person’s large idle uploads there are two: the third is 429, and everybody else’s pictures are stored', async () => {
    const headers = { authorization: `Bearer ${zhou.token}`, 'content-type': 'image/jpeg', 'content-length': '9000000' }
    const idle = Array.from({ length: 8 }, () => {
      const upload = request(`${address}/api/v1/images/${newId()}`, { method: 'PUT', headers })
      upload.on('error', () => undefined)
      upload.flushHeaders()
      return upload
    })
    const answers = await Promise.race(idle.map((upload) => once(upload, 'response')))
    expect(answers[0]).toMatchObject({ statusCode: 429, headers: { 'retry-after': '3' } })
    expect((await send(li, newId(), await plainPicture('jpeg'))).status).toBe(201)
    for (const upload of idle) upload.destroy()
    await vi.waitFor(async () => expect((await send(zhou, newId(), await plainPicture('jpeg'))).status).toBe(201))
  })

  test('where files cannot be written nothing is stored, reading goes on, and the same request works later', async () => {
    const broken = await buildTestApp()
    const client = await broken.as('resident-li')
    const folder = join(broken.deps.config.dataDir, 'images')
    rmSync(folder, { recursive: true, force: true })
    writeFileSync(folder, 'a file where the folder should be')
    const id = newId()
    const bytes = await plainPicture('jpeg')
    const answer = await send(client, id, bytes)
    expect({ status: answer.status, code: answer.body.code }).toEqual({ status: 503, code: 'storage_unavailable' })
    expect(await broken.deps.store.read.prisma.image.count({ where: { id } })).toBe(0)
    expect((await client.get('/api/v1/me')).status).toBe(200)
    rmSync(folder)
    expect((await send(client, id, bytes)).status).toBe(201)
    await broken.close()
  })
})

describe('the address of a picture', () => {
  test('opens it for whoever has it, as a picture and nothing else', async () => {
    const { body } = await send(li, newId(), await plainPicture('jpeg'))
    const { status, headers } = await t.stranger.get(body.urls.thumb)
    expect({ status, headers }).toMatchObject({
      status: 200,
      headers: {
        'content-type': 'image/webp',
        'cache-control': 'private, max-age=3600',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'",
      },
    })
  })

  test('cannot be guessed or bent, and ends with the picture', async () => {
    const id = newId()
    const { body } = await send(li, id, await plainPicture('jpeg'))
    const [thumb, full] = [body.urls.thumb as string, body.urls.full as string]
    const signature = full.split('s=')[1]
    for (const url of [
      `${full.slice(0, -2)}${full.endsWith('AA') ? 'BB' : 'AA'}`,
      thumb.replace(/s=.*/, `s=${signature}`),
      full.replace(id, newId()),
    ]) {
      expect((await t.stranger.get(url)).status).toBe(404)
    }
    for (const url of [full.replace(/\?.*/, ''), `${full}&x=1`]) expect((await t.stranger.get(url)).status).toBe(400)
    expect((await t.stranger.get(full.replace('full', 'original'))).status).toBe(404)
    await deleteImages(t.deps, [id])
    expect((await t.stranger.get(full)).status).toBe(404)
    expect(filesOf(id)).toEqual([])
  })

  test('of a refused picture is dead', async () => {
    const id = newId()
    const { body } = await send(li, id, await plainPicture('jpeg'))
    await t.deps.store.write((tx) => tx.prisma.image.update({ where: { id }, data: { state: 'refused' } }))
    expect((await t.stranger.get(body.urls.full)).status).toBe(404)
  })
})

describe('an avatar', () => {
  test('is a picture of the caller', async () => {
    const [own, foreign] = [newId(), newId()]
    await send(li, own, await plainPicture('jpeg'))
    await send(zhou, foreign, await plainPicture('jpeg'))
    const changed = await li.patch('/api/v1/me', { avatarImageId: own })
    expect(changed).toMatchObject({ status: 200, body: { person: { avatarUrl: expect.stringContaining(own) } } })
    for (const avatarImageId of [foreign, newId()]) {
      expect(await li.patch('/api/v1/me', { avatarImageId })).toMatchObject({
        status: 400,
        body: { code: 'invalid_request', fields: [{ path: 'avatarImageId' }] },
      })
    }
    expect(await li.patch('/api/v1/me', { avatarImageId: null })).toMatchObject({
      status: 200,
      body: { person: { avatarUrl: null } },
    })
  })
})
