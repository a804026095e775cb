import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Deps } from '../../../server/deps'
import { makePlatforms } from '../../../server/platforms/make-platforms'
import { sendOnce } from '../../../server/platforms/platform-request'
import { PlatformRefusal, PlatformUnavailable } from '../../../server/platforms/ports'
import { makeSmsWithoutGateway } from '../../../server/platforms/sms-client'
import { FakeClock } from '../../support/fake-clock'
import { configFor } from '../../support/platforms/config-for'
import { json } from '../../support/platforms/loopback-server'
import { type SmsServer, startSmsServer } from '../../support/platforms/sms-server'

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined } as unknown as Deps['log']

let gateway: SmsServer
beforeEach(async () => {
  gateway = await startSmsServer()
})
afterEach(() => gateway.close())

const send = (env: Record<string, string> = {}) =>
  makePlatforms(configFor(gateway, { env }), new FakeClock(), silent).sms.send('13800000000', 'sign_in_code', {
    code: '123456',
  })

describe('the gateway for text messages', () => {
  test('gets the message, signed', async () => {
    await send()
    expect(gateway.messages).toEqual([
      {
        phone: '13800000000',
        template: 'sign_in_code',
        params: { code: '123456' },
        sentAt: '2026-11-20T01:00:00.000Z',
      },
    ])
  })

  test('refuses another key, and is not asked again', async () => {
    await expect(send({ LINLI_SMS_KEY: 'another key' })).rejects.toMatchObject({
      name: 'PlatformRefusal',
      platformCode: '401',
    })
    expect(gateway.at(gateway.path)).toHaveLength(1)
  })

  test.each([
    ['busy', json({}, 503)],
    ['too often', json({}, 429)],
    ['cut', 'cut' as const],
  ])('%s is tried again', async (_name, reply) => {
    gateway.script(gateway.path, reply, reply)
    await send()
    expect(gateway.messages).toHaveLength(1)
  })

  test('an error says neither number nor code', async () => {
    gateway.script(gateway.path, json({ error: '13800000000 123456' }, 400))
    await expect(send()).rejects.toThrow(/^sms 400: refused$/)
  })

  test('a platform that never answers is given up', async () => {
    gateway.script(gateway.path, 'hang')
    const request = { platform: 'sms', url: `${gateway.url}${gateway.path}`, method: 'POST', body: '{}' } as const
    await expect(sendOnce(request)).rejects.toBeInstanceOf(PlatformUnavailable)
  })

  test('is not followed elsewhere', async () => {
    gateway.script(gateway.path, { status: 302, headers: { location: 'http://127.0.0.1:1/' }, body: '' })
    const request = { platform: 'sms', url: `${gateway.url}${gateway.path}`, method: 'POST', body: '{}' } as const
    await expect(sendOnce(request)).rejects.toBeInstanceOf(PlatformUnavailable)
  })
})

describe('without a gateway', () => {
  const lines: string[] = []
  const log = { ...silent, warn: (line: string) => void lines.push(line) } as unknown as Deps['log']

  test('a demo says the code, and not whose it is', async () => {
    await makeSmsWithoutGateway(true, log).send('13800000000', 'sign_in_code', { code: '123456' })
    expect(lines.splice(0)).toEqual(['sign-in code for development: 123456'])
  })

  test('anywhere else the code goes nowhere', async () => {
    await expect(
      makeSmsWithoutGateway(false, log).send('13800000000', 'sign_in_code', { code: '123456' }),
    ).rejects.toBeInstanceOf(PlatformRefusal)
    expect(lines).toEqual([])
  })
})
