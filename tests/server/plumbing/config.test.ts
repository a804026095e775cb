import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ConfigError, readConfig } from '../../../server/config'

const LINLI_DATA_DIR = mkdtempSync(join(tmpdir(), 'linli-config-'))
const LINLI_SECRET = 'x'.repeat(32)

describe('the environment', () => {
  test('with nothing set, a community tries Linli on its own machine', () => {
    expect(readConfig({ LINLI_DATA_DIR })).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      isDemo: true,
      rateLimit: true,
      databaseUrl: `file:${join(LINLI_DATA_DIR, 'linli.db')}`,
    })
  })

  test('the secret is made once and kept', () => {
    expect(readConfig({ LINLI_DATA_DIR }).secret).toBe(readConfig({ LINLI_DATA_DIR }).secret)
  })

  test('a key of a channel may hold any sign but a comma and a blank, and is never repeated in a refusal', () => {
    const key = 'a+b/c=='.repeat(5)
    const read = (keys: string) => readConfig({ LINLI_DATA_DIR, LINLI_SIGNAL_KEYS: keys })
    expect(read(`12345=${key}, door_sensor=${key}`).signalKeys).toEqual([
      { channel: '12345', key },
      { channel: 'door_sensor', key },
    ])
    expect(() => read('12345=a-secret')).not.toThrow(/a-secret/)
  })

  test('in production the demo is off and the address is open', () => {
    expect(readConfig({ LINLI_DATA_DIR, NODE_ENV: 'production', LINLI_SECRET })).toMatchObject({
      isDemo: false,
      host: '0.0.0.0',
    })
  })

  test.each([
    [{ PORT: 'abc' }, 'PORT'],
    [{ PORT: '70000' }, 'PORT'],
    [{ METRICS_PORT: '-1' }, 'METRICS_PORT'],
    [{ LINLI_DEMO: 'yes' }, 'LINLI_DEMO'],
    [{ LINLI_RATE_LIMIT: '0' }, 'LINLI_RATE_LIMIT'],
    [{ LINLI_RATE_LIMIT: 'off', LINLI_DEMO: '0' }, 'LINLI_RATE_LIMIT'],
    [{ DATABASE_URL: 'mysql://localhost/x' }, 'DATABASE_URL'],
    [{ LINLI_SECRET: 'short' }, 'LINLI_SECRET'],
    [{ NODE_ENV: 'production' }, 'LINLI_SECRET'],
    [{ NODE_ENV: 'production', LINLI_SECRET, LINLI_DEMO: '1' }, 'LINLI_DEMO'],
    [{ WECHAT_APP_ID: 'wx1' }, 'WECHAT_APP_SECRET'],
    [{ ALIPAY_APP_ID: '1', ALIPAY_PRIVATE_KEY: 'k' }, 'ALIPAY_PUBLIC_KEY'],
    [{ WECHAT_APP_ID: 'wx1', WECHAT_APP_SECRET: 's', WECHAT_TEMPLATES: 'notice' }, 'WECHAT_TEMPLATES'],
    [{ LINLI_SMS_URL: 'https://sms.example' }, 'LINLI_SMS_KEY'],
    [{ LINLI_SIGNAL_KEYS: 'fax=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' }, 'LINLI_SIGNAL_KEYS'],
    [{ LINLI_SIGNAL_KEYS: 'hotline=short' }, 'LINLI_SIGNAL_KEYS'],
    [{ LINLI_SIGNAL_KEYS: 'hotline' }, 'LINLI_SIGNAL_KEYS'],
    [{ LINLI_PUBLIC_URL: 'ftp://x' }, 'LINLI_PUBLIC_URL'],
    [{ LINLI_DATA_DIR: '/dev/null/nowhere' }, 'LINLI_DATA_DIR'],
  ])('%j stops the start with one sentence that names %s', (env, name) => {
    const read = () => readConfig({ LINLI_DATA_DIR, ...env })
    expect(read).toThrow(ConfigError)
    expect(read).toThrow(new RegExp(name))
    expect(read).not.toThrow(/\n/)
  })
})
