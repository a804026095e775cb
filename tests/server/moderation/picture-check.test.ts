import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { recheckPending } from '../../../server/features/moderation'
import { moderationPorts } from '../../../server/moderation-ports'
import { newId } from '../../support/build-test-app'
import { startWechatServer, type WechatServer } from '../../support/platforms/wechat-server'
import { author, enter, leave, t } from './desk'

const TRACES = '/wxa/media_check_async'
const PUSHES = '/api/v1/platform-pushes/wechat'

const recheck = () => recheckPending(t.deps, moderationPorts(t.deps))

describe('pictures', () => {
  let wechat: WechatServer
  let imageId: string
  let trace: string

  beforeAll(async () => {
    wechat = await startWechatServer()
    await enter(wechat.env)
    const identity = { provider: 'wechat', subject: 'openid-zhou', personId: author.personId, createdAt: t.clock.now() }
    await t.deps.store.write((tx) => tx.prisma.identity.create({ data: identity }))
  })
  beforeEach(async () => {
    wechat.forget()
    wechat.away.clear()
    await t.deps.store.write((tx) => tx.prisma.contentCheck.deleteMany())
    await upload()
  })
  afterAll(async () => {
    await leave()
    await wechat.close()
  })

  async function upload(): Promise<void> {
    imageId = newId()
    const bytes = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#3a7' } })
      .jpeg()
      .toBuffer()
    const { status, body } = await author.put(`/api/v1/images/${imageId}`, bytes, { 'content-type': 'image/jpeg' })
    expect({ status, state: body.state }).toEqual({ status: 201, state: 'pending' })
    await recheck()
    trace =
      (await t.deps.store.read.prisma.contentCheck.findFirstOrThrow()).platformTrace ?? expect.unreachable('no trace')
  }

  const push = (...args: Parameters<WechatServer['push']>) => {
    const { query, body } = wechat.push(...args)
    return t.stranger.post(`${PUSHES}?${query}`, body)
  }
  const imageState = async () =>
    (await t.deps.store.read.prisma.image.findUniqueOrThrow({ where: { id: imageId } })).state

  test('are shown to WeChat as JPEG by an address that it can reach, and wait', async () => {
    const { media_url: url } = JSON.parse(wechat.at(TRACES)[0]?.body ?? '')
    expect(url).toMatch(new RegExp(`^https://linli\\.example/api/v1/images/${imageId}/check\\?s=`))
    const fetched = await t.stranger.get(url.slice('https://linli.example'.length))
    expect(fetched).toMatchObject({ status: 200, headers: { 'content-type': 'image/jpeg' } })
    expect(await sharp(fetched.body).metadata()).toMatchObject({ format: 'jpeg', width: 40, height: 30 })
    expect(await imageState()).toBe('pending')
    await recheck()
    expect(wechat.at(TRACES)).toHaveLength(1)
  })

  test('the address for the check is no other address', async () => {
    expect((await author.get(`/api/v1/images/${imageId}/check?s=${'a'.repeat(22)}`)).status).toBe(404)
    const full = t.deps.secrets.signImage(imageId, 'full')
    expect((await t.stranger.get(`/api/v1/images/${imageId}/check?s=${full}`)).status).toBe(404)
    const check = t.deps.secrets.signImage(imageId, 'check')
    expect((await t.stranger.get(`/api/v1/images/${imageId}/full?s=${check}`)).status).toBe(404)
    expect((await t.stranger.get(`/api/v1/images/${imageId}/check?s=${check}`)).status).toBe(200)
  })

  test.each([
    ['pass', 'approved'],
    ['review', 'refused'],
    ['risky', 'refused'],
  ] as const)('%s is pushed: %s', async (suggest, state) => {
    const answer = await push(trace, suggest)
    expect({ status: answer.status, text: String(answer.body) }).toEqual({ status: 200, text: 'success' })
    expect(await imageState()).toBe(state)
  })

  test('a verdict pushed again, or another after it, changes nothing', async () => {
    await push(trace, 'pass')
    expect((await push(trace, 'pass')).status).toBe(200)
    expect((await push(trace, 'risky')).status).toBe(200)
    expect(await imageState()).toBe('approved')
  })

  test('a push that is not WeChat’s is refused', async () => {
    expect((await push(trace, 'pass', { token: 'a guess' })).status).toBe(403)
    expect((await t.stranger.post(PUSHES, wechat.push(trace, 'pass').body)).status).toBe(400)
    expect(await imageState()).toBe('pending')
  })

  test('a trace that we do not know is answered so that WeChat tries again', async () => {
    expect((await push('trace-of-nobody', 'pass')).status).toBe(404)
  })

  test('a push of an error leaves the check open, and when it is overdue it is asked anew', async () => {
    expect((await push(trace, 'pass', { errcode: -1008 })).status).toBe(200)
    expect(await imageState()).toBe('pending')
    t.clock.advance({ minutes: 36 })
    await recheck()
    expect(wechat.at(TRACES)).toHaveLength(2)
  })

  test('other events, and JSON under another name, are taken note of', async () => {
    const other = { MsgType: 'event', Event: 'subscribe_msg_popup_event', ToUserName: 'gh' }
    expect((await t.stranger.post(`${PUSHES}?${wechat.signedQuery()}`, other)).status).toBe(200)
    const { query, body } = wechat.push(trace, 'pass')
    const headers = { 'content-type': 'text/xml' }
    const answer = await t.app.inject({
      method: 'POST',
      url: `${PUSHES}?${query}`,
      headers,
      payload: JSON.stringify(body),
    })
    expect(answer.statusCode).toBe(200)
    expect(await imageState()).toBe('approved')
  })

  test.each(['<xml></xml>', '{', '[]', '"text"'])(
    'a body that is no JSON object (%s) is an invalid request',
    async (payload) => {
      const answer = await t.app.inject({ method: 'POST', url: `${PUSHES}?${wechat.signedQuery()}`, payload })
      expect(answer.statusCode).toBe(400)
    },
  )

  test('the address answers WeChat’s question, and nobody else’s', async () => {
    const answer = await t.stranger.get(`${PUSHES}?${wechat.signedQuery()}&echostr=12345`)
    expect({ status: answer.status, text: String(answer.body), type: answer.headers['content-type'] }).toEqual({
      status: 200,
      text: '12345',
      type: 'text/plain; charset=utf-8',
    })
    expect((await t.stranger.get(`${PUSHES}?${wechat.signedQuery('a guess')}&echostr=12345`)).status).toBe(403)
    expect((await t.stranger.get(PUSHES)).status).toBe(400)
  })
})

test('without a token there is nobody to push to', async () => {
  await enter()
  const query = 'signature=a&timestamp=1&nonce=2'
  expect((await t.stranger.get(`${PUSHES}?${query}&echostr=1`)).status).toBe(404)
  expect((await t.stranger.post(`${PUSHES}?${query}`, {})).status).toBe(404)
  await leave()
})
