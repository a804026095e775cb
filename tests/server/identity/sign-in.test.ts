import { Writable } from 'node:stream'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { buildTestApp, clientOf, type TestApp } from '../../support/build-test-app'
import { type AlipayServer, startAlipayServer } from '../../support/platforms/alipay-server'
import { json } from '../../support/platforms/loopback-server'
import { type SmsServer, startSmsServer } from '../../support/platforms/sms-server'
import { startWechatServer, type WechatServer } from '../../support/platforms/wechat-server'

let t: TestApp
const signIn = (provider: string, code: string) => t.stranger.post('/api/v1/sessions', { provider, code })
const with_ = (token: string) => clientOf(t.app, token, '')

describe('by WeChat and by Alipay', () => {
  let wechat: WechatServer
  let alipay: AlipayServer
  const lines: string[] = []

  beforeAll(async () => {
    wechat = await startWechatServer()
    alipay = await startAlipayServer()
    const logStream = new Writable({
      write: (line, _encoding, done) => {
        lines.push(String(line))
        done()
      },
    })
    t = await buildTestApp({ env: { ...wechat.env, ...alipay.env }, logStream })
    // The first writes of a connection are slow, and a platform is not waited for long.
    await Promise.all(Array.from({ length: 16 }, () => t.deps.store.write((tx) => tx.prisma.session.count())))
  })
  afterAll(async () => {
    await t.close()
    await wechat.close()
    await alipay.close()
  })

  test.each([
    ['wechat', () => wechat.loginCode('openid-somebody')],
    ['alipay', () => alipay.loginCode('open-id-somebody')],
  ])('%s: the first time makes a person, the second finds them', async (provider, codeOf) => {
    const first = await signIn(provider, codeOf())
    expect(first).toMatchObject({
      status: 201,
      body: { isNew: true, person: { displayName: expect.stringMatching(/^邻居/) } },
    })
    const second = await signIn(provider, codeOf())
    expect(second).toMatchObject({ status: 201, body: { isNew: false, person: { id: first.body.person.id } } })
    expect(second.body.token).not.toBe(first.body.token)
    expect((await with_(first.body.token).get('/api/v1/me')).body).toMatchObject({
      person: { id: first.body.person.id },
      memberships: [],
      roles: [],
      unread: 0,
    })
  })

  test.each([
    ['wechat', () => wechat.loginCode('openid-once')],
    ['alipay', () => alipay.loginCode('open-id-once')],
  ])('%s: a code is good once', async (provider, codeOf) => {
    const code = codeOf()
    expect((await signIn(provider, code)).status).toBe(201)
    expect(await signIn(provider, code)).toMatchObject({ status: 401, body: { code: 'sign_in_refused' } })
  })

  test('the same person, signing in for the first time twenty times at once, is one', async () => {
    const codes = Array.from({ length: 20 }, () => wechat.loginCode('openid-crowd'))
    const answers = await Promise.all(codes.map((code) => signIn('wechat', code)))
    expect(new Set(answers.map(({ body }) => body.person.id)).size).toBe(1)
    expect(answers.filter(({ body }) => body.isNew)).toHaveLength(1)
  })

  test.each([40_029, 40_163, 40_226])('WeChat’s %i is a refused sign-in', async (errcode) => {
    wechat.script('/sns/jscode2session', json({ errcode, errmsg: 'invalid code' }))
    expect(await signIn('wechat', 'code')).toMatchObject({ status: 401, body: { code: 'sign_in_refused' } })
  })

  test.each([
    ['too often (45011)', [json({ errcode: 45_011, errmsg: 'minute quota' })]],
    ['away', ['cut'] as const],
  ])('WeChat %s is told as such, with when to come again', async (_name, replies) => {
    wechat.script('/sns/jscode2session', ...replies)
    const answer = await signIn('wechat', 'code')
    expect(answer).toMatchObject({ status: 503, body: { code: 'overloaded' } })
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
  })

  test('neither session key nor openid leaves the server, in an answer or in the log', async () => {
    const answer = await signIn('wechat', wechat.loginCode('openid-quiet'))
    expect(JSON.stringify(answer.body)).not.toMatch(/openid-quiet|never to leave/)
    expect(lines.join('')).not.toMatch(/openid-quiet|never to leave|session_key/)
  })
})

describe('by phone', () => {
  let gateway: SmsServer
  let phone: string
  let numbers = 0

  beforeAll(async () => {
    gateway = await startSmsServer()
    t = await buildTestApp({ env: gateway.env })
  })
  beforeEach(() => {
    numbers += 1
    phone = String(13_800_000_000 + numbers)
  })
  afterAll(async () => {
    await t.close()
    await gateway.close()
  })

  const ask = (number = phone) => t.stranger.post('/api/v1/sessions/phone-codes', { phone: number })

  /** The code that reached the phone: sending it is not part of the answer. */
  async function codeSent(): Promise<string> {
    const sent = () => gateway.messages.filter((message) => message.phone === phone).length
    const before = sent()
    expect((await ask()).status).toBe(202)
    while (sent() === before) await new Promise((resolve) => setImmediate(resolve))
    return gateway.codeFor(phone) ?? expect.unreachable()
  }

  test('the code signs in, once', async () => {
    const code = await codeSent()
    expect(code).toMatch(/^\d{6}$/)
    const first = await signIn('phone', `${phone}:${code}`)
    expect(first).toMatchObject({ status: 201, body: { isNew: true } })
    expect(await signIn('phone', `${phone}:${code}`)).toMatchObject({ status: 401, body: { code: 'sign_in_refused' } })
    t.clock.advance({ minutes: 1 })
    const again = await signIn('phone', `${phone}:${await codeSent()}`)
    expect(again).toMatchObject({ status: 201, body: { isNew: false, person: { id: first.body.person.id } } })
  })

  test('of twenty tries with the right code at once, one signs in', async () => {
    const code = await codeSent()
    const answers = await Promise.all(Array.from({ length: 20 }, () => signIn('phone', `${phone}:${code}`)))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(19)
  })

  test('the answer does not tell whether the number is known, or was just sent a code', async () => {
    await signIn('phone', `${phone}:${await codeSent()}`)
    t.clock.advance({ minutes: 2 })
    const answers = [await ask(), await ask(), await ask('13900000000')]
    const seen = answers.map(({ status, body, headers }) => ({
      status,
      body: String(body),
      length: headers['content-length'],
    }))
    expect(new Set(seen.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(seen[0]?.status).toBe(202)
  })

  test('within a minute a number is sent one code', async () => {
    const code = await codeSent()
    await ask()
    expect((await signIn('phone', `${phone}:${code}`)).status).toBe(201)
    expect(gateway.messages.filter((message) => message.phone === phone)).toHaveLength(1)
  })

  test('five wrong tries, and the right code is no good either', async () => {
    const code = await codeSent()
    const wrong = code === '000000' ? '111111' : '000000'
    for (let attempt = 0; attempt < 5; attempt += 1)
      expect((await signIn('phone', `${phone}:${wrong}`)).status).toBe(401)
    expect(await signIn('phone', `${phone}:${code}`)).toMatchObject({ status: 401, body: { code: 'sign_in_refused' } })
    t.clock.advance({ minutes: 1 })
    expect((await signIn('phone', `${phone}:${await codeSent()}`)).status).toBe(201)
  })

  test('four wrong tries are forgiven', async () => {
    const code = await codeSent()
    const wrong = code === '000000' ? '111111' : '000000'
    for (let attempt = 0; attempt < 4; attempt += 1) await signIn('phone', `${phone}:${wrong}`)
    expect((await signIn('phone', `${phone}:${code}`)).status).toBe(201)
  })

  test('a code ends after five minutes', async () => {
    const code = await codeSent()
    t.clock.advance({ minutes: 5 })
    expect((await signIn('phone', `${phone}:${code}`)).status).toBe(401)
  })

  test('a code is good for its own number alone', async () => {
    const code = await codeSent()
    expect((await signIn('phone', `13900000000:${code}`)).status).toBe(401)
  })

  test('a gateway that fails changes nothing in the answer', async () => {
    gateway.script(gateway.path, json({}, 400))
    expect((await ask()).status).toBe(202)
  })

  test.each(['', '12345', '23800000000', '138000000000', '+8613800000000', '13800000000 ', '1380000000a'])(
    '%j is no number of ours',
    async (number) => {
      expect(await ask(number)).toMatchObject({ status: 400, body: { code: 'invalid_request' } })
    },
  )

  test.each([
    '13800000000',
    '13800000000:',
    '13800000000:12345',
    '13800000000:1234567',
    ':123456',
    '13800000000:123456:1',
    '13800000000:１２３４５６',
  ])('%j is a refused sign-in', async (code) => {
    expect(await signIn('phone', code)).toMatchObject({ status: 401, body: { code: 'sign_in_refused' } })
  })

  test('the database holds neither number nor code', async () => {
    const code = await codeSent()
    const { read } = t.deps.store
    const held = JSON.stringify([
      await read.prisma.phoneCode.findMany(),
      await read.prisma.identity.findMany({ where: { provider: 'phone' } }),
    ])
    expect(held).not.toContain(phone)
    expect(held).not.toContain(`"${code}"`)
  })
})

describe('on a demo', () => {
  beforeAll(async () => {
    t = await buildTestApp()
  })
  afterAll(() => t.close())

  test('a persona is who they are', async () => {
    expect(await signIn('demo', 'resident-li')).toMatchObject({
      status: 201,
      body: { isNew: false, person: { displayName: '李晓梅' } },
    })
    expect(await signIn('demo', 'resident-0600')).toMatchObject({ status: 201 })
  })

  test.each([
    ['demo', 'nobody'],
    ['demo', 'resident-0601'],
    ['wechat', 'code'],
    ['alipay', 'code'],
    ['phone', '13800000000:123456'],
  ])('%s %s is refused', async (provider, code) => {
    expect(await signIn(provider, code)).toMatchObject({ status: 401, body: { code: 'sign_in_refused' } })
  })

  test.each([
    [{ provider: 'qq', code: 'a' }, 'provider'],
    [{ provider: 'demo' }, 'code'],
    [{ provider: 'demo', code: '' }, 'code'],
    [{ provider: 'demo', code: 'a'.repeat(513) }, 'code'],
    [{ provider: 'demo', code: 'resident-li', admin: true }, 'admin'],
    [{ provider: 'demo', code: 7 }, 'code'],
  ])('%j is an invalid request', async (body, path) => {
    const answer = await t.stranger.post('/api/v1/sessions', body)
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_request', fields: [{ path }] } })
  })
})

test('a demo persona does not sign in where the demo is off', async () => {
  t = await buildTestApp()
  t.deps.config.isDemo = false
  expect(await signIn('demo', 'resident-li')).toMatchObject({ status: 401, body: { code: 'sign_in_refused' } })
  await t.close()
})
