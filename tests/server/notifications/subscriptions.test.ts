import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SUBSCRIPTION_TEMPLATES } from '../../../src/contract'
import { buildTestApp, newId, type TestApp } from '../../support/build-test-app'

let t: TestApp
beforeAll(async () => {
  t = await buildTestApp({
    env: { WECHAT_APP_ID: 'wx1', WECHAT_APP_SECRET: 'secret', WECHAT_TEMPLATES: 'notice=TN,reply=TR' },
  })
})
afterAll(() => t.close())

const grant = (templates: unknown, changes: object = {}) => ({ id: newId(), channel: 'wechat', templates, ...changes })
const countsOf = async (personId: string) => {
  const rows = await t.deps.store.read.prisma.subscriptionGrant.findMany({
    where: { personId },
    orderBy: { template: 'asc' },
  })
  return rows.map(({ channel, template, count }) => `${channel} ${template} ${count}`)
}

describe('the templates', () => {
  test('are those of the installation, by platform', async () => {
    expect(await t.stranger.get('/api/v1/subscription-templates?channel=wechat')).toMatchObject({
      status: 200,
      body: {
        items: [
          { template: 'notice', platformTemplate: 'TN' },
          { template: 'reply', platformTemplate: 'TR' },
        ],
      },
    })
    expect((await t.stranger.get('/api/v1/subscription-templates?channel=alipay')).body).toEqual({ items: [] })
  })

  test('of every kind that the contract names can be set', async () => {
    const env = {
      WECHAT_APP_ID: 'wx1',
      WECHAT_APP_SECRET: 'secret',
      WECHAT_TEMPLATES: SUBSCRIPTION_TEMPLATES.map((template) => `${template}=T-${template}`).join(),
    }
    const full = await buildTestApp({ env })
    const { body } = await full.stranger.get('/api/v1/subscription-templates?channel=wechat')
    expect(body.items.map(({ template }: { template: string }) => template)).toEqual([...SUBSCRIPTION_TEMPLATES])
    const li = await full.as('resident-li')
    expect((await li.post('/api/v1/me/subscriptions', grant(['appeal']))).status).toBe(204)
    await full.close()
  })

  test.each(['', '?channel=sms', '?channel=wechat&x=1'])('asked for with %j: 400', async (query) => {
    expect((await t.stranger.get(`/api/v1/subscription-templates${query}`)).status).toBe(400)
  })
})

describe('a grant', () => {
  test('counts one more message of each template, once for each tap', async () => {
    const li = await t.as('resident-li')
    const first = grant(['notice', 'reply'])
    expect((await li.post('/api/v1/me/subscriptions', first)).status).toBe(204)
    expect((await li.post('/api/v1/me/subscriptions', first)).status).toBe(204)
    await li.post('/api/v1/me/subscriptions', grant(['notice']))
    expect(await countsOf(li.personId)).toEqual(['wechat notice 2', 'wechat reply 1'])
    expect(await li.post('/api/v1/me/subscriptions', { ...first, templates: ['notice'] })).toMatchObject({
      status: 409,
      body: { code: 'id_taken' },
    })
    const zhou = await t.as('resident-zhou')
    expect((await zhou.post('/api/v1/me/subscriptions', first)).status).toBe(409)
  })

  test('the same tap from fifty parallel clients counts once', async () => {
    const client = await t.as('resident-0001')
    const body = grant(['reply'])
    const answers = await Promise.all(Array.from({ length: 50 }, () => client.post('/api/v1/me/subscriptions', body)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([204]))
    expect(await countsOf(client.personId)).toEqual(['wechat reply 1'])
  })

  test('fifty are kept, no more', async () => {
    const client = await t.as('resident-0002')
    await t.deps.store.write((tx) =>
      tx.prisma.subscriptionGrant.create({
        data: { personId: client.personId, channel: 'wechat', template: 'notice', count: 49 },
      }),
    )
    for (let index = 0; index < 3; index += 1)
      expect((await client.post('/api/v1/me/subscriptions', grant(['notice']))).status).toBe(204)
    expect(await countsOf(client.personId)).toEqual(['wechat notice 50'])
  })

  test.each([
    ['a template not in use here', grant(['membership'])],
    ['a platform not in use here', grant(['notice'], { channel: 'alipay' })],
    ['a template that is none', grant(['other'])],
    ['no template', grant([])],
    ['one twice', grant(['notice', 'notice'])],
    ['no id', { channel: 'wechat', templates: ['notice'] }],
    ['an unknown field', grant(['notice'], { count: 9 })],
  ])('with %s: 400', async (_, body) => {
    const far = await t.as('resident-far')
    expect(await far.post('/api/v1/me/subscriptions', body)).toMatchObject({
      status: 400,
      body: { code: 'invalid_request' },
    })
    expect(await countsOf(far.personId)).toEqual([])
  })

  test('nobody who is not signed in', async () => {
    expect((await t.stranger.post('/api/v1/me/subscriptions', grant(['notice']))).status).toBe(401)
  })
})
