import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Deps } from '../../../server/deps'
import { makePlatforms } from '../../../server/platforms/make-platforms'
import { PlatformRefusal, PlatformUnavailable } from '../../../server/platforms/ports'
import { makeWechatClient } from '../../../server/platforms/wechat-client'
import { drawWechatQr } from '../../../server/platforms/wechat-qr'
import { FakeClock } from '../../support/fake-clock'
import { configFor } from '../../support/platforms/config-for'
import { json } from '../../support/platforms/loopback-server'
import { startWechatServer, type WechatServer } from '../../support/platforms/wechat-server'

const TOKEN = '/cgi-bin/stable_token'
const SEND = '/cgi-bin/message/subscribe/send'
const CHECK = '/wxa/msg_sec_check'
const SIGN_IN = '/sns/jscode2session'
const log = { info: () => undefined, warn: () => undefined, error: () => undefined } as unknown as Deps['log']

let wechat: WechatServer
let clock: FakeClock
let platforms: ReturnType<typeof makePlatforms>

beforeEach(async () => {
  wechat = await startWechatServer()
  clock = new FakeClock()
  platforms = makePlatforms(configFor(wechat), clock, log)
})
afterEach(() => wechat.close())

const signIn = (code: string) => platforms.signIns.wechat?.exchangeCode(code) ?? expect.unreachable()
const message = {
  subject: 'openid-li',
  platformTemplate: 'notice-template',
  page: 'pages/notices/index?id=1',
  data: { thing1: '停水通知' },
}
const send = (changes: Partial<typeof message> = {}) =>
  platforms.messengers.wechat?.send({ ...message, ...changes }) ?? expect.unreachable()
const check = (text: string, openid: string | undefined = 'openid-li') =>
  platforms.contentChecker.checkText({ text, scene: 'post', subjects: openid ? { wechat: openid } : {} })

describe('sign-in (jscode2session)', () => {
  test('a code is good once', async () => {
    const code = wechat.loginCode('openid-li')
    expect(await signIn(code)).toEqual({ subject: 'openid-li' })
    await expect(signIn(code)).rejects.toMatchObject({ name: 'PlatformRefusal', platformCode: '40163' })
  })

  test.each([
    [40_029, 'wrong code'],
    [40_226, 'high-risk person'],
  ])('%i (%s) is a refusal, asked once', async (errcode) => {
    wechat.script(SIGN_IN, json({ errcode, errmsg: 'no' }))
    await expect(signIn('code')).rejects.toMatchObject({ name: 'PlatformRefusal', platformCode: String(errcode) })
    expect(wechat.at(SIGN_IN)).toHaveLength(1)
  })

  test('45011 (too often) is no refusal, and is not asked again at once', async () => {
    wechat.script(SIGN_IN, json({ errcode: 45_011, errmsg: 'api minute-quota reach limit' }))
    await expect(signIn('code')).rejects.toBeInstanceOf(PlatformUnavailable)
    expect(wechat.at(SIGN_IN)).toHaveLength(1)
  })

  test('busy (-1) is asked again', async () => {
    const busy = json({ errcode: -1, errmsg: 'system error' })
    wechat.script(SIGN_IN, busy, busy)
    expect(await signIn(wechat.loginCode('openid-li'))).toEqual({ subject: 'openid-li' })
    expect(wechat.at(SIGN_IN)).toHaveLength(3)
  })

  test.each([
    ['a failing gateway', { status: 502, body: '<html>' }],
    ['a line that is cut', 'cut' as const],
  ])('%s is no refusal, and the code, which may be used by now, is not sent again', async (_name, reply) => {
    wechat.script(SIGN_IN, reply)
    await expect(signIn('code')).rejects.toBeInstanceOf(PlatformUnavailable)
    expect(wechat.at(SIGN_IN)).toHaveLength(1)
  })

  test('a platform that is not there is unavailable', async () => {
    await wechat.close()
    await expect(signIn('code')).rejects.toMatchObject({ message: 'wechat: not reached (ECONNREFUSED)' })
  })

  test('no message of an error holds the secret, the code or the address', async () => {
    wechat.script(SIGN_IN, 'cut', json({ errcode: 40_029, errmsg: 'invalid code, rid: 1' }), {
      body: 'not json',
    })
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const error: Error = await signIn('the-code').then(
        () => expect.unreachable(),
        (thrown: Error) => thrown,
      )
      expect(`${error.message} ${JSON.stringify(error)}`).not.toMatch(/secret|the-code|127\.0\.0\.1/)
    }
  })
})

describe('the access token', () => {
  test('is fetched once, however many need it at once, and kept', async () => {
    for (let index = 0; index < 20; index += 1) wechat.grant('openid-li')
    expect(await Promise.all(Array.from({ length: 20 }, () => send()))).toEqual(Array(20).fill('sent'))
    expect(wechat.at(TOKEN)).toHaveLength(1)
  })

  test('is fetched anew five minutes before its end', async () => {
    await check('你好')
    clock.advance({ minutes: 114 })
    await check('你好')
    expect(wechat.at(TOKEN)).toHaveLength(1)
    clock.advance({ minutes: 2 })
    await check('你好')
    expect(wechat.at(TOKEN)).toHaveLength(2)
  })

  test('that was made no good elsewhere is replaced, and the call succeeds', async () => {
    await check('你好')
    wechat.revokeToken()
    expect(await check('你好')).toMatchObject({ verdict: 'pass' })
    expect(wechat.forcedTokens()).toBe(0)
  })

  test('is forced only where the same one comes back', async () => {
    await check('你好')
    wechat.script(CHECK, json({ errcode: 42_001, errmsg: 'access_token expired' }))
    expect(await check('你好')).toMatchObject({ verdict: 'pass' })
    expect(wechat.forcedTokens()).toBe(1)
  })

  test('that cannot be had with our secret is a refusal', async () => {
    const platform = makePlatforms(configFor(wechat, { env: { WECHAT_APP_SECRET: 'wrong' } }), clock, log)
    await expect(platform.messengers.wechat?.send(message)).rejects.toMatchObject({ platformCode: '40125' })
  })
})

describe('subscription messages', () => {
  test('one grant is one message', async () => {
    wechat.grant('openid-li')
    expect([await send(), await send()]).toEqual(['sent', 'not_granted'])
    expect(JSON.parse(wechat.at(SEND)[0]?.body ?? '')).toEqual({
      touser: 'openid-li',
      template_id: 'notice-template',
      page: 'pages/notices/index?id=1',
      data: { thing1: { value: '停水通知' } },
    })
  })

  test.each([
    ['busy (-1)', json({ errcode: -1, errmsg: 'system error' })],
    ['a failing gateway', { status: 502, body: '<html>' }],
    ['a line that is cut', 'cut' as const],
  ])('%s: sent again, and again, and then given up', async (_name, reply) => {
    wechat.grant('openid-li')
    wechat.script(SEND, reply, reply)
    expect(await send()).toBe('sent')
    expect(wechat.at(SEND)).toHaveLength(3)
    wechat.script(SEND, reply, reply, reply)
    await expect(send()).rejects.toBeInstanceOf(PlatformUnavailable)
    expect(wechat.at(SEND)).toHaveLength(6)
  })

  test('20004: the person switched them off', async () => {
    wechat.script(SEND, json({ errcode: 20_004, errmsg: 'the main switch is off' }))
    expect(await send()).toBe('switched_off')
  })

  test.each([
    ['40003 no such person', { subject: 'nobody' }, '40003'],
    ['40037 no such template', { platformTemplate: 'another' }, '40037'],
    ['47003 a value does not fit', { data: { thing1: 7 as unknown as string } }, '47003'],
  ])('%s is a refusal', async (_name, changes, platformCode) => {
    await expect(send(changes)).rejects.toMatchObject({ name: 'PlatformRefusal', platformCode })
    expect(wechat.at(SEND)).toHaveLength(1)
  })
})

describe('content check', () => {
  test.each([
    ['风景真好', { verdict: 'pass', label: null }],
    ['一句可疑的话', { verdict: 'review', label: 'advertising' }],
    ['一句违规的话', { verdict: 'risky', label: 'fraud' }],
  ])('%s', async (text, result) => {
    wechat.judge('可疑', 'review', 10_001)
    wechat.judge('违规', 'risky', 20_008)
    expect(await check(text)).toEqual(result)
    expect(JSON.parse(wechat.at(CHECK)[0]?.body ?? '')).toMatchObject({
      version: 2,
      scene: 3,
      openid: 'openid-li',
      content: text,
    })
  })

  test('a long text is looked at whole, in pieces that overlap', async () => {
    wechat.judge('藏在中间', 'risky', 20_003)
    expect(await check(`${'好'.repeat(2_498)}藏在中间${'好'.repeat(2_000)}`)).toEqual({
      verdict: 'risky',
      label: 'insult',
    })
  })

  test('the word list speaks first, and WeChat cannot overrule it', async () => {
    expect(await check('专业刻章办证，加我')).toEqual({ verdict: 'risky', label: 'fraud' })
    expect(wechat.at(CHECK)).toHaveLength(0)
    expect(await check('百家乐')).toEqual({ verdict: 'review', label: 'gambling' })
    expect(wechat.at(CHECK)).toHaveLength(1)
  })

  test('whoever did not come by WeChat is judged by the word list alone', async () => {
    expect(await check('你好', '')).toEqual({ verdict: 'pass', label: null })
    expect(wechat.received).toHaveLength(0)
  })

  test('61010: a person who was not here for two hours cannot be judged', async () => {
    wechat.away.add('openid-li')
    await expect(check('你好')).rejects.toMatchObject({ name: 'PlatformRefusal', platformCode: '61010' })
  })

  test('a picture is asked about by its address, and answered by a trace', async () => {
    const picture = { url: 'https://linli.example/api/v1/images/1/full?s=1', subjects: { wechat: 'openid-li' } }
    expect(await platforms.contentChecker.checkImage(picture)).toEqual({ trace: expect.stringMatching(/^trace-/) })
    expect(JSON.parse(wechat.at('/wxa/media_check_async')[0]?.body ?? '')).toMatchObject({
      media_type: 2,
      media_url: picture.url,
    })
  })
})

describe('the code of the mini program (getUnlimitedQRCode)', () => {
  const draw = (code: { page: string; scene: string }) => {
    const { wechat: config } = configFor(wechat)
    return drawWechatQr(makeWechatClient(config ?? expect.unreachable(), clock), code)
  }

  test('is a picture', async () => {
    expect((await draw({ page: 'pages/join/index', scene: 'GH1A2B' })).toString('latin1')).toContain(
      'PNG pages/join/index GH1A2B',
    )
  })

  test('41030: a page that is not published is a refusal', async () => {
    await expect(draw({ page: 'pages/nowhere/index', scene: 'GH1A2B' })).rejects.toBeInstanceOf(PlatformRefusal)
  })

  test.each([
    [{ page: '/pages/join/index', scene: 'A' }],
    [{ page: 'pages/join/index?a=1', scene: 'A' }],
    [{ page: 'pages/join/index', scene: '桂花苑' }],
    [{ page: 'pages/join/index', scene: 'A'.repeat(33) }],
  ])('%j is never asked for', (code) => {
    expect(() => draw(code)).toThrow('broken belief')
  })
})
