import { createPrivateKey, generateKeyPairSync } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Deps } from '../../../server/deps'
import { rawMember, readPrivateKey, textToSign } from '../../../server/platforms/alipay-signature'
import { makePlatforms } from '../../../server/platforms/make-platforms'
import { PlatformUnavailable } from '../../../server/platforms/ports'
import { FakeClock } from '../../support/fake-clock'
import { type AlipayServer, startAlipayServer } from '../../support/platforms/alipay-server'
import { configFor } from '../../support/platforms/config-for'

const TOKEN = 'alipay.system.oauth.token'
const SEND = 'alipay.open.app.mini.templatemessage.send'
const DETECT = 'alipay.security.risk.content.detect'
const log = { info: () => undefined, warn: () => undefined, error: () => undefined } as unknown as Deps['log']

let alipay: AlipayServer
let platforms: ReturnType<typeof makePlatforms>

beforeEach(async () => {
  alipay = await startAlipayServer()
  platforms = makePlatforms(configFor(alipay), new FakeClock(), log)
})
afterEach(() => alipay.close())

const signIn = (code: string) => platforms.signIns.alipay?.exchangeCode(code) ?? expect.unreachable()
const message = {
  subject: 'open-id-li',
  platformTemplate: 'alipay-notice-template',
  page: 'pages/notices/index',
  data: { keyword1: '停水' },
}
const send = (changes: Partial<typeof message> = {}) =>
  platforms.messengers.alipay?.send({ ...message, ...changes }) ?? expect.unreachable()
const check = (text: string) =>
  platforms.contentChecker.checkText({ text, scene: 'post', subjects: { alipay: 'open-id-li' } })

describe('sign-in', () => {
  test('a code is good once', async () => {
    const code = alipay.loginCode('open-id-li')
    expect(await signIn(code)).toEqual({ subject: 'open-id-li' })
    await expect(signIn(code)).rejects.toMatchObject({ name: 'PlatformRefusal', platformCode: 'isv.code-invalid' })
  })

  test('the time is that of Beijing, and the request is signed', async () => {
    await signIn(alipay.loginCode('open-id-li'))
    expect(alipay.calls(TOKEN)[0]).toMatchObject({
      sign_type: 'RSA2',
      timestamp: '2026-11-20 09:00:00',
      grant_type: 'authorization_code',
    })
  })

  test('an older app gives a user id', async () => {
    alipay.scriptResult(TOKEN, { user_id: '2088000000000001', access_token: 'a' })
    expect(await signIn('code')).toEqual({ subject: '2088000000000001' })
  })

  test('an answer that is not signed by Alipay is not believed', async () => {
    alipay.scriptResult(TOKEN, { open_id: 'somebody-else', access_token: 'a' }, { isForged: true })
    await expect(signIn('code')).rejects.toBeInstanceOf(PlatformUnavailable)
  })

  test('busy is asked again, too often is not', async () => {
    const busy = { code: '20000', msg: 'Service Currently Unavailable', sub_code: 'isp.unknow-error' }
    alipay.scriptResult(TOKEN, busy)
    alipay.scriptResult(TOKEN, busy)
    expect(await signIn(alipay.loginCode('open-id-li'))).toEqual({ subject: 'open-id-li' })
    expect(alipay.calls(TOKEN)).toHaveLength(3)
    alipay.scriptResult(TOKEN, { code: '40002', msg: 'Invalid Arguments', sub_code: 'isv.app-call-limited' })
    await expect(signIn('code')).rejects.toBeInstanceOf(PlatformUnavailable)
    expect(alipay.calls(TOKEN)).toHaveLength(4)
  })

  test('a key that is not ours is refused', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 })
    const env = { ALIPAY_PRIVATE_KEY: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64') }
    const other = makePlatforms(configFor(alipay, { env }), new FakeClock(), log)
    await expect(other.signIns.alipay?.exchangeCode('code')).rejects.toMatchObject({
      platformCode: 'isv.invalid-signature',
    })
  })
})

describe('subscription messages', () => {
  test('one grant is one message', async () => {
    alipay.grant('open-id-li')
    expect([await send(), await send()]).toEqual(['sent', 'not_granted'])
    expect(JSON.parse(alipay.calls(SEND)[0]?.biz_content ?? '')).toEqual({
      to_open_id: 'open-id-li',
      user_template_id: 'alipay-notice-template',
      page: 'pages/notices/index',
      data: '{"keyword1":{"value":"停水"}}',
    })
  })

  test('a value is cut to fifty characters', async () => {
    alipay.grant('open-id-li')
    expect(await send({ data: { keyword1: '水'.repeat(80) } })).toBe('sent')
  })

  test('a user id is named as one', async () => {
    await send({ subject: '2088000000000001' })
    expect(JSON.parse(alipay.calls(SEND)[0]?.biz_content ?? '')).toMatchObject({ to_user_id: '2088000000000001' })
  })

  test('a template that is not ours is a refusal', async () => {
    await expect(send({ platformTemplate: 'another' })).rejects.toMatchObject({ platformCode: 'USER_TEMPLATE_ILLEGAL' })
  })
})

describe('content check', () => {
  test('passes and rejects', async () => {
    alipay.reject('违规')
    expect(await check('风景真好')).toEqual({ verdict: 'pass', label: null })
    expect(await check('一句违规的话')).toEqual({ verdict: 'risky', label: 'other' })
  })

  test('a long text is looked at whole, without the characters that Alipay stumbles over', async () => {
    alipay.reject('藏在后面')
    expect(await check(`"${'好'.repeat(2_600)}"\n藏在后面`)).toMatchObject({ verdict: 'risky' })
    expect(alipay.calls(DETECT)).toHaveLength(2)
    expect(alipay.calls(DETECT)[0]?.biz_content).not.toContain('\\')
  })

  test('an answer without a verdict is no answer', async () => {
    alipay.scriptResult(DETECT, { code: '10000', msg: 'Success' })
    await expect(check('你好')).rejects.toBeInstanceOf(PlatformUnavailable)
  })

  test('pictures pass: Alipay has no check for them on the server', async () => {
    const picture = { url: 'https://linli.example/1', subjects: { alipay: 'open-id-li' } }
    expect(await platforms.contentChecker.checkImage(picture)).toEqual({ verdict: 'pass', label: null })
  })
})

describe('RSA2', () => {
  test('what is signed: sorted, joined, without what is empty and without the signature', () => {
    expect(textToSign({ method: 'm', app_id: '1', empty: '', sign: 's', biz_content: '{"a":"1 & 2"}' })).toBe(
      'app_id=1&biz_content={"a":"1 & 2"}&method=m',
    )
  })

  test.each(['pkcs1', 'pkcs8'] as const)('a private key as %s, bare or framed, is the same key', (type) => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 })
    const bare = privateKey.export({ format: 'der', type }).toString('base64')
    const framed = privateKey.export({ format: 'pem', type }).toString()
    for (const key of [bare, framed, framed.replaceAll('\n', '\\n')]) {
      expect(readPrivateKey(key).equals(createPrivateKey(framed))).toBe(true)
    }
  })

  test.each([
    ['{"a_response":{"x":"}\\"{"},"sign":"s"}', '{"x":"}\\"{"}'],
    ['{"sign":"s", "a_response" : {"x":1}}', null],
    ['{"a_response": {"x":{"y":[{}]}},"sign":"s"}', '{"x":{"y":[{}]}}'],
    ['{"a_response":"text {}"}', null],
    ['{"b_response":{}}', null],
    ['{"a_response":{"x":1', null],
  ])('the signed part of %s', (answer, part) => {
    expect(rawMember(answer, 'a_response')).toBe(part)
  })
})
