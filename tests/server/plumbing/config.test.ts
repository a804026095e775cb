import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ConfigError, readConfig } from '../../../server/config'

const LINLI_DATA_DIR = mkdtempSync(join(tmpdir(), 'linli-config-'))
const LINLI_SECRET = 'x'.repeat(32)
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 })
const PRIVATE_KEY = privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64')

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

  test('what is empty counts as not set', () => {
    const names = ['PORT', 'HOST', 'METRICS_PORT', 'DATABASE_URL', 'DATABASE_REPLICA_URL', 'REDIS_URL', 'LINLI_DEMO']
    const more = [
      'LINLI_LOG_LEVEL',
      'LINLI_TRUST_PROXY',
      'LINLI_SECRET',
      'WECHAT_APP_ID',
      'WECHAT_TEMPLATES',
      'LINLI_DEMO_EXTENT',
    ]
    const empty = Object.fromEntries(
      [...names, ...more, 'LINLI_RATE_LIMIT'].map((name, index) => [name, index % 2 ? '' : ' ']),
    )
    expect(readConfig({ ...empty, LINLI_DATA_DIR })).toEqual(readConfig({ LINLI_DATA_DIR }))
  })

  test.each<[string, false | number | string]>([
    ['0', false],
    ['1', 1],
    ['2', 2],
    ['10.0.0.0/8, loopback,fd00::/8', '10.0.0.0/8,loopback,fd00::/8'],
    ['192.0.2.1', '192.0.2.1'],
  ])('LINLI_TRUST_PROXY=%s', (given, trustProxy) => {
    expect(readConfig({ LINLI_DATA_DIR, LINLI_TRUST_PROXY: given })).toMatchObject({ trustProxy })
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

  test('metrics are for this machine, in production too, unless another address is named', () => {
    const production = { LINLI_DATA_DIR, NODE_ENV: 'production', LINLI_SECRET, METRICS_PORT: '9464' }
    expect(readConfig(production)).toMatchObject({ metricsPort: 9464, metricsHost: '127.0.0.1' })
    expect(readConfig({ ...production, METRICS_HOST: '10.0.0.5' })).toMatchObject({ metricsHost: '10.0.0.5' })
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
    [{ PORT: '8080', METRICS_PORT: '8080' }, 'METRICS_PORT'],
    [{ METRICS_PORT: '3000' }, 'METRICS_PORT'],
    [{ PORT: '0x50' }, 'PORT'],
    [{ HOST: 'not a host' }, 'HOST'],
    [{ HOST: 'http://example.org' }, 'HOST'],
    [{ METRICS_HOST: 'not a host' }, 'METRICS_HOST'],
    [{ LINLI_LOG_LEVEL: 'loud' }, 'LINLI_LOG_LEVEL'],
    [{ LINLI_DEMO_EXTENT: 'some' }, 'LINLI_DEMO_EXTENT'],
    [{ DATABASE_URL: 'file:nowhere/linli.db' }, 'DATABASE_URL'],
    [{ DATABASE_URL: 'file:.' }, 'DATABASE_URL'],
    [{ DATABASE_REPLICA_URL: 'postgresql://x/y' }, 'DATABASE_REPLICA_URL'],
    [{ REDIS_URL: 'redis://x' }, 'REDIS_URL'],
    [{ LINLI_TRUST_PROXY: 'yes' }, 'LINLI_TRUST_PROXY'],
    [{ LINLI_TRUST_PROXY: '11' }, 'LINLI_TRUST_PROXY'],
    [{ LINLI_TRUST_PROXY: '10.0.0.0/33' }, 'LINLI_TRUST_PROXY'],
    [{ LINLI_TRUST_PROXY: '0.0.0.0/0' }, 'LINLI_TRUST_PROXY'],
    [{ ALIPAY_APP_ID: '1', ALIPAY_PRIVATE_KEY: 'k', ALIPAY_PUBLIC_KEY: 'k' }, 'ALIPAY_PRIVATE_KEY'],
    [{ ALIPAY_APP_ID: '1', ALIPAY_PRIVATE_KEY: PRIVATE_KEY, ALIPAY_PUBLIC_KEY: 'k' }, 'ALIPAY_PUBLIC_KEY'],
    [{ WECHAT_APP_ID: 'wx1', WECHAT_APP_SECRET: 's', WECHAT_TEMPLATES: 'news=T1' }, 'WECHAT_TEMPLATES'],
    [{ WECHAT_APP_ID: 'wx1', WECHAT_APP_SECRET: 's', WECHAT_TEMPLATES: 'notice=T1,notice=T2' }, 'WECHAT_TEMPLATES'],
    [{ WECHAT_TEMPLATES: 'notice=T1' }, 'WECHAT_APP_ID'],
    [{ WECHAT_PUSH_TOKEN: 'token' }, 'WECHAT_APP_ID'],
    [{ ALIPAY_TEMPLATES: 'notice=T1' }, 'ALIPAY_APP_ID'],
  ])('%j stops the start with one sentence that names %s', (env, name) => {
    const read = () => readConfig({ LINLI_DATA_DIR, ...env })
    expect(read).toThrow(ConfigError)
    expect(read).toThrow(new RegExp(name))
    expect(read).not.toThrow(/\n/)
  })
})
