import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deleteForgottenImages } from '../../../server/jobs/delete-forgotten-images'
import { LIMITS, Voice } from '../../../src/contract'
import { buildTestApp, type Client, newId, type TestApp } from '../../support/build-test-app'
import { misfits } from '../../support/fits-schema'
import { plainPicture } from './draw-picture'
import { aac, bareAac, bareMp3, box, fragmentedM4a, id3, m4a, mp3, webm } from './make-sound'

let t: TestApp
let li: Client
let zhou: Client
beforeAll(async () => {
  t = await buildTestApp()
  li = await t.as('resident-li')
  zhou = await t.as('resident-zhou')
})
afterAll(() => t.close())

const send = (client: Client, bytes: Buffer, { id = newId(), type = 'audio/mpeg' } = {}) =>
  client.put(`/api/v1/voices/${id}`, bytes, { 'content-type': type })

function filesOf(id: string): string[] {
  const folder = join(t.deps.config.dataDir, 'images', id.slice(-2))
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.startsWith(id)) : []
}

describe('a recording is kept', () => {
  test.each([
    ['WeChat: MP3 with tags before and behind', mp3(12), 'audio/mpeg', 'mp3', bareMp3(12)],
    ['MP3 without any', bareMp3(12), 'audio/mp3', 'mp3', bareMp3(12)],
    ['Alipay: AAC with a tag', aac(12), 'audio/aac', 'aac', bareAac(12)],
    ['an iPhone: M4A with a place in it', m4a(12), 'audio/x-m4a', 'aac', bareAac(12)],
    ['MediaRecorder: MP4 in fragments', fragmentedM4a(12), 'audio/mp4', 'aac', bareAac(1).toString('latin1')],
    ['MediaRecorder: WebM that was left open', webm(12), 'audio/webm', 'webm', null],
  ] as const)('%s: the sound, and nothing else of the file', async (_, bytes, type, ending, kept) => {
    const { status, body } = await send(li, bytes, { type })
    expect({ status, misfits: misfits(Voice, body) }).toEqual({ status: 201, misfits: [] })
    expect(body).toMatchObject({ seconds: 12, url: expect.stringContaining(`voice.${ending}?s=`) })
    const file = await t.stranger.get(body.url)
    expect(file.status).toBe(200)
    expect(file.headers).toMatchObject({
      'content-type': ending === 'mp3' ? 'audio/mpeg' : `audio/${ending}`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    })
    expect(file.body.toString('latin1')).not.toMatch(/Secret|ID3|TAG|LAME|udta|ftyp/)
    if (Buffer.isBuffer(kept)) expect(file.body.equals(kept)).toBe(true)
    else if (typeof kept === 'string') expect(file.body.toString('latin1').startsWith(kept)).toBe(true)
    expect(filesOf(body.id)).toEqual([`${body.id}-voice.${ending}`])
  })

  test('what was made of a file is taken again, and is the same', async () => {
    const [once] = [await send(li, webm(7), { type: 'audio/webm' })]
    const first: Buffer = (await t.stranger.get(once.body.url)).body
    const twice = await send(li, first, { type: 'audio/webm' })
    expect(twice).toMatchObject({ status: 201, body: { seconds: 7 } })
    expect((await t.stranger.get(twice.body.url)).body.equals(first)).toBe(true)
  })

  test('a last frame that the recorder was stopped in is left out', async () => {
    const { status, body } = await send(li, bareMp3(3).subarray(0, -50))
    expect({ status, seconds: body.seconds }).toEqual({ status: 201, seconds: 3 })
    expect((await t.stranger.get(body.url)).body.length % 216).toBe(0)
  })

  test('the same again is the same; another sound or another person is not', async () => {
    const id = newId()
    const first = await send(li, mp3(2), { id })
    expect(await send(li, mp3(2), { id })).toMatchObject({ status: 200, body: first.body })
    const taken = { status: 409, body: { code: 'id_taken' } }
    expect(await send(li, mp3(3), { id })).toMatchObject(taken)
    expect(await send(zhou, mp3(2), { id })).toMatchObject(taken)
  })
})

describe('what is refused', () => {
  const wav = Buffer.concat([Buffer.from('RIFF\0\0\0\0WAVEfmt '), Buffer.alloc(200)])
  const trak = m4a(2)
  const unreadable: readonly (readonly [string, Buffer | Promise<Buffer>])[] = [
    ['nothing', Buffer.alloc(0)],
    ['a WAV', wav],
    ['an AMR of an old telephone', Buffer.concat([Buffer.from('#!AMR\n'), Buffer.alloc(100)])],
    ['an Ogg', Buffer.concat([Buffer.from('OggS'), Buffer.alloc(100)])],
    ['a picture', plainPicture('jpeg')],
    ['a page', Buffer.from('<html><script>alert(1)</script></html>')],
    ['a tag without a sound', id3()],
    ['a tag that is longer than the file', Buffer.from([0x49, 0x44, 0x33, 4, 0, 0, 127, 127, 127, 127, 0, 0])],
    ['an archive behind MP3', Buffer.concat([bareMp3(2), Buffer.from('PK\u0003\u0004 and a lot more')])],
    ['an APE tag behind MP3', Buffer.concat([bareMp3(2), Buffer.from('APETAGEX'), Buffer.alloc(60)])],
    ['AAC that turns into MP3', Buffer.concat([bareAac(2), bareMp3(2)])],
    ['half a WebM', webm(2).subarray(0, 300)],
    ['a WebM of another codec', webm(2, { codec: 'A_VORBIS' })],
    ['a WebM whose packets have no length', webm(2, { packet: Buffer.from([0x7b, 0]) })],
    ['a film', m4a(2, { handler: 'vide' })],
    ['an M4A that shows what is not sound', m4a(2, { at: 0 })],
    ['an M4A that shows what is beyond it', m4a(2, { at: 0xffff_0000 })],
    ['half an M4A', trak.subarray(0, trak.length - 40)],
    ['an M4A of boxes alone', Buffer.concat(Array(2_000).fill(box('ftyp', Buffer.alloc(8))))],
  ]
  test.each(unreadable)('%s', async (_, bytes) => {
    const { status, body } = await send(li, await bytes)
    expect({ status, code: body.code }).toEqual({ status: 400, code: 'voice_unreadable' })
    expect(body.detail).toBe('这段录音打不开，请重新录一段。')
  })

  test('a table that tells of one sound a thousand times does not make a thousand', async () => {
    const chunks = 5_000
    const bomb = m4a(1)
    const at = bomb.indexOf('stsz', 0, 'latin1')
    bomb.writeUInt32BE(8_000, at + 8)
    bomb.writeUInt32BE(chunks, at + 12)
    expect(await send(li, bomb)).toMatchObject({ status: 400, body: { code: 'voice_unreadable' } })
  })

  test('bytes turned over here and there never bring the server down', async () => {
    const sources = [mp3(1), aac(1), m4a(1), fragmentedM4a(1), webm(1)]
    for (const source of sources) {
      for (let at = 0; at < Math.min(source.length, 700); at += 19) {
        const spoilt = Buffer.from(source)
        spoilt.writeUInt8(spoilt.readUInt8(at) ^ 0xff, at)
        const { status } = await send(li, spoilt)
        expect([200, 201, 400]).toContain(status)
      }
    }
  })

  test('a minute is taken, more is not, whatever the file says of its length', async () => {
    expect((await send(li, mp3(60))).body.seconds).toBe(LIMITS.voiceSeconds)
    for (const bytes of [mp3(62), aac(62), m4a(62), fragmentedM4a(62), webm(62)]) {
      expect(await send(li, bytes)).toMatchObject({ status: 400, body: { code: 'voice_too_long' } })
    }
  })

  test('more than a megabyte, another type, and who is not signed in', async () => {
    const large = Buffer.concat([mp3(1), Buffer.alloc(LIMITS.voiceBytes)])
    expect(await send(li, large)).toMatchObject({ status: 413, body: { code: 'too_large' } })
    expect(await send(li, mp3(1), { type: 'image/png' })).toMatchObject({ status: 415 })
    expect(await send(li, mp3(1), { type: 'audio/ogg' })).toMatchObject({ status: 415 })
    expect(await send(t.stranger, mp3(1))).toMatchObject({ status: 401 })
  })

  test('sounds and pictures share what a day allows', async () => {
    const { body } = await send(zhou, mp3(1))
    await t.deps.store.write((tx) =>
      tx.prisma.voice.update({ where: { id: body.id }, data: { byteCount: LIMITS.imageBytesPerDay } }),
    )
    const refused = { status: 409, body: { code: 'picture_quota_reached' } }
    expect(await send(zhou, mp3(1))).toMatchObject(refused)
    const picture = await plainPicture('png')
    expect(await zhou.put(`/api/v1/images/${newId()}`, picture, { 'content-type': 'image/png' })).toMatchObject(refused)
  })
})

describe('the address', () => {
  test('opens nothing with another signature, and ends by itself', async () => {
    const { body } = await send(li, mp3(2))
    const [path, signature = ''] = body.url.split('?s=')
    const wrong = `${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`
    for (const url of [path, `${path}?s=${wrong}`]) expect([400, 404]).toContain((await li.get(url)).status)
    t.clock.advance({ minutes: 59 })
    expect((await t.stranger.get(body.url)).status).toBe(200)
    t.clock.advance({ hours: 2 })
    expect((await t.stranger.get(body.url)).status).toBe(404)
  })

  test('gives parts, as Apple asks for them, and the whole where it cannot', async () => {
    const { body } = await send(li, bareMp3(2))
    const whole: Buffer = (await t.stranger.get(body.url)).body
    const part = await t.stranger.get(body.url, { range: 'bytes=0-1' })
    expect(part).toMatchObject({
      status: 206,
      headers: { 'content-range': `bytes 0-1/${whole.length}`, 'content-length': '2', 'accept-ranges': 'bytes' },
    })
    const last = await t.stranger.get(body.url, { range: 'bytes=-100' })
    expect(last.body.equals(whole.subarray(-100))).toBe(true)
    const rest = await t.stranger.get(body.url, { range: 'bytes=10-' })
    expect(rest.body.equals(whole.subarray(10))).toBe(true)
    for (const range of ['bytes=999999-', 'bytes=5-2', 'lines=1-2', 'bytes=0-1,4-5'])
      expect((await t.stranger.get(body.url, { range })).status).toBe(200)
  })
})

test('what was recorded and never sent is deleted after a day, with its file', async () => {
  const { body } = await send(li, mp3(2))
  t.clock.advance({ hours: 24, seconds: 1 })
  const fresh = await send(li, mp3(2))
  await deleteForgottenImages.run(t.deps)
  expect([filesOf(body.id), filesOf(fresh.body.id)]).toEqual([[], [`${fresh.body.id}-voice.mp3`]])
  expect(await t.deps.store.read.prisma.voice.findMany({ where: { id: body.id } })).toEqual([])
})
