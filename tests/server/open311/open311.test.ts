import Ajv from 'ajv'
import addFormats from 'ajv-formats'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildTestApp, type Client, newId, type TestApp } from '../../support/build-test-app'
import { placesOf } from '../notices/notice-body'
import { SIGNAL_ENV, sendSignal, signalBody } from '../signals/sign'
import { ERRORS, REQUESTS, SERVICES } from './schemas'

const API = '/api/v1'
const OPEN311 = `${API}/open311/v2`
const ajv = new Ajv({ strict: false, allErrors: true })
addFormats(ajv, ['date-time', 'uri'])

function expectValid(schema: object, value: unknown): void {
  const validate = ajv.compile(schema)
  expect(validate(value), JSON.stringify(validate.errors)).toBe(true)
}

let t: TestApp
let resident: Client
let ids: { open: string; closed: string; conflict: string; signal: string; other: string }
beforeAll(async () => {
  t = await buildTestApp({ env: { ...SIGNAL_ENV, LINLI_PUBLIC_URL: 'https://linli.example.org' } })
  resident = await t.as('resident-li')
  const { grid1, grid4 } = placesOf(t)
  const conflict = await report(resident, { conflict: true })
  const closed = await report(resident, { category: 'noise' })
  await resident.post(`${API}/appeals/${closed}/actions`, { id: newId(), action: 'withdraw' })
  const other = await report(await t.as('resident-far'), { placeId: grid4 })
  const signal = (await sendSignal(t, signalBody(t, { placeId: grid1 }))).body.id
  t.clock.advance({ seconds: 5 })
  ids = { open: await report(resident), closed, conflict, signal, other }
})
afterAll(() => t.close())

async function report(client: Client, over: Record<string, unknown> = {}): Promise<string> {
  const id = newId(t.clock.now())
  const { status, body } = await client.put(`${API}/appeals/${id}`, {
    placeId: placesOf(t).grid1,
    category: 'facilities',
    text: '楼道灯不亮，我住501，电话13900000000',
    imageIds: [],
    location: { lng: 120.15, lat: 30.28 },
    ...over,
  })
  if (status !== 201) throw new Error(JSON.stringify(body))
  return id
}

const get = (path: string, language = 'zh-CN') => t.stranger.get(`${OPEN311}/${path}`, { 'accept-language': language })
const listed = async (query: string) =>
  (await get(`requests.json${query}`)).body.map((one: { service_request_id: string }) => one.service_request_id)

describe('services', () => {
  test('are the categories, as the published schema has them', async () => {
    const { status, body, headers } = await get('services.json')
    expect(status).toBe(200)
    expect(headers['content-type']).toBe('application/json; charset=utf-8')
    expectValid(SERVICES, body)
    const categories = (await t.stranger.get(`${API}/appeal-categories`)).body
    expect(body.map(({ service_code, service_name }: Record<string, string>) => [service_code, service_name])).toEqual(
      categories.map(({ id, name }: { id: string; name: string }) => [id, name]),
    )
    expect((await get('services.json', 'en')).body[0]).toMatchObject({ service_name: 'Facilities', metadata: false })
  })
})

describe('requests', () => {
  test('are the public cases, newest first, as the published schema has them', async () => {
    const { status, body, headers } = await get('requests.json')
    expect(status).toBe(200)
    expect(headers['content-type']).toBe('application/json; charset=utf-8')
    expectValid(REQUESTS, body)
    expect(body[0]).toEqual({
      service_request_id: ids.open,
      status: 'open',
      status_notes: '已收到，等待受理。',
      service_name: '设施维修',
      service_code: 'facilities',
      description: null,
      agency_responsible: '桂花苑第一网格',
      service_notice: null,
      requested_datetime: '2026-11-20T01:00:05Z',
      updated_datetime: '2026-11-20T01:00:05Z',
      expected_datetime: expect.stringMatching(/^2026-11-\d\dT\d\d:\d\d:\d\dZ$/),
      address: '桂花苑第一网格, 桂花苑社区, 桂花街道, 望湖区, 清澜市',
      address_id: placesOf(t).grid1,
      zipcode: null,
      lat: null,
      long: null,
      media_url: null,
    })
  })

  test('hold nothing of what somebody wrote, and no case about staff or from a hotline', async () => {
    const { body } = await get('requests.json')
    // An id may hold any digits.
    const said = JSON.stringify(body).replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '')
    expect(said).not.toMatch(/501|139|李晓梅|120\.15/)
    const shown = body.map((one: { service_request_id: string }) => one.service_request_id)
    expect(shown).toEqual(expect.arrayContaining([ids.open, ids.closed, ids.other]))
    expect(shown).not.toContain(ids.conflict)
    expect(shown).not.toContain(ids.signal)
    for (const hidden of [ids.conflict, ids.signal]) {
      expect((await get(`requests/${hidden}.json`)).status).toBe(404)
      expect(await listed(`?service_request_id=${hidden}`)).toEqual([])
    }
  })

  test('one alone is a list of one', async () => {
    const { status, body } = await get(`requests/${ids.closed}.json`)
    expect(status).toBe(200)
    expectValid(REQUESTS, body)
    expect(body).toMatchObject([{ service_request_id: ids.closed, status: 'closed', status_notes: '居民已撤回。' }])
  })

  test('are chosen by status, service, id and jurisdiction; an empty parameter is none', async () => {
    expect(await listed('?status=open')).not.toContain(ids.closed)
    expect(await listed('?status=closed')).toEqual([ids.closed])
    expect(await listed('?status=open,closed')).toEqual(await listed(''))
    expect(await listed('?status=open&status=closed')).toEqual(await listed(''))
    expect(await listed('?service_code=noise,dispute')).toEqual([ids.closed])
    expect(await listed(`?service_request_id=${ids.open},${ids.closed},x&status=closed`)).toEqual([
      ids.open,
      ids.closed,
    ])
    expect(await listed('?status=&service_code=&start_date=&end_date=&service_request_id=&jurisdiction_id=')).toEqual(
      await listed(''),
    )
    const { city, street, community1, grid4 } = placesOf(t)
    expect(await listed('?jurisdiction_id=linli.example.org')).toEqual(await listed(''))
    for (const place of [city, street]) expect(await listed(`?jurisdiction_id=${place}`)).toEqual(await listed(''))
    expect(await listed(`?jurisdiction_id=${community1}`)).toEqual([ids.open, ids.closed])
    expect(await listed(`?jurisdiction_id=${grid4}`)).toEqual([ids.other])
    expect(await listed('?jurisdiction_id=WT01')).toEqual([ids.other])
  })

  test.each([
    ['?start_date=2026-11-20T01:00:05Z', 1],
    ['?start_date=2026-11-20T09:00:05%2B08:00', 1],
    ['?start_date=2026-11-20T09:00:05+08:00', 1],
    ['?end_date=2026-11-20T01:00:04Z', 2],
    ['?start_date=2026-11-20T00:59Z&end_date=2026-11-20T01:00:00Z', 2],
    ['?start_date=2026-11-20T01:00:06Z', 0],
    ['?end_date=2026-11-19T23:59:59Z', 0],
  ])('within %s: %i', async (query, count) => {
    expect(await listed(query)).toHaveLength(count)
  })

  test('go back 90 days where no date is given', async () => {
    const later = await buildTestApp()
    const one = await later.as('resident-li')
    const id = newId()
    await one.put(`${API}/appeals/${id}`, {
      placeId: placesOf(later).grid1,
      category: 'other',
      text: '很久以前',
      imageIds: [],
    })
    const shown = async (query = '') => (await later.stranger.get(`${OPEN311}/requests.json${query}`)).body.length
    later.clock.advance({ days: 90 })
    expect(await shown()).toBe(1)
    later.clock.advance({ seconds: 1 })
    expect(await shown()).toBe(0)
    expect(await shown('?end_date=2026-12-01T00:00:00Z')).toBe(1)
    await later.close()
  })
})

describe('refusals have the form of the standard', () => {
  test.each([
    ['services.json?jurisdiction_id=elsewhere.org', 404],
    // PostgreSQL takes no such text.
    ['services.json?jurisdiction_id=%00', 404],
    ['requests.json?jurisdiction_id=WT%0001', 404],
    ['requests.json?jurisdiction_id=elsewhere.org', 404],
    [`requests/${newId()}.json`, 404],
    ['requests/123456.json', 404],
    ['requests.json?status=new', 400],
    ['requests.json?service_code=006', 400],
    ['requests.json?start_date=yesterday', 400],
    ['requests.json?start_date=2026-11-20', 400],
    ['requests.json?start_date=2026-11-20T00:00:00', 400],
    ['requests.json?start_date=2026-13-20T00:00:00Z', 400],
    ['requests.json?start_date=2026-01-01T00:00:00Z&end_date=2026-11-20T00:00:00Z', 400],
    ['requests.json?start_date=2026-11-20T00:00:00Z&end_date=2026-11-19T00:00:00Z', 400],
    ['requests.json?lat=30.28', 400],
    [`requests.json?service_request_id=${Array(101).fill('x').join(',')}`, 400],
  ])('%s: %i', async (path, status) => {
    const answer = await get(path)
    expect(answer.status).toBe(status)
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8')
    expectValid(ERRORS, answer.body)
    expect(answer.body).toMatchObject([{ code: status }])
    const xml = await get(path.replace('.json', '.xml'))
    expect(xml.status).toBe(status)
    expect(readXml(xml.body).errors).toEqual([{ code: String(status), description: answer.body[0].description }])
  })

  test('say what is wrong', async () => {
    const { body } = await get('requests.json?status=new', 'en')
    expect(body[0].description).toContain('status: open or closed')
  })

  test('a place of another community, and a building, are no jurisdictions of their own', async () => {
    expect((await get(`requests.json?jurisdiction_id=${placesOf(t).buildings[0]}`)).status).toBe(404)
  })

  test('nothing can be written', async () => {
    expect((await t.stranger.post(`${OPEN311}/requests.json`, { service_code: 'noise' })).status).toBe(404)
  })
})

const unescaped = (text: string) =>
  text.replace(/&(#\d+|\w+);/g, (_, name: string) =>
    name.startsWith('#')
      ? String.fromCodePoint(Number(name.slice(1)))
      : ({ lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }[name] ?? `&${name}?`),
  )

/** An XML list as JSON: root → the items, their fields as text. */
function readXml(bytes: Buffer): Record<string, Record<string, string>[]> {
  const items: Record<string, string>[] = []
  const path: string[] = []
  let root = ''
  const [, , ...parts] = bytes.toString('utf8').split(/<([^>]+)>/)
  for (const [index, part] of parts.entries()) {
    const [, , field] = path
    const item = items.at(-1)
    if (index % 2 === 0) {
      if (field !== undefined && item) item[field] = unescaped(part)
      else expect(part.trim()).toBe('')
    } else if (part.startsWith('/')) expect(path.pop()).toBe(part.slice(1))
    else {
      expect(part).toMatch(/^\w+\/?$/)
      path.push(part.replace('/', ''))
      if (path.length === 1) root = part
      if (path.length === 2) items.push({})
      if (path.length === 3) Object.assign(items.at(-1) ?? {}, { [path.at(-1) ?? '']: '' })
      if (part.endsWith('/')) path.pop()
    }
  }
  expect(path).toEqual([])
  return { [root]: items }
}

describe('XML', () => {
  test.each([
    ['services', 'services'],
    ['requests', 'service_requests'],
    ['one request', 'service_requests'],
  ])('%s says the same as JSON', async (what, root) => {
    const path = what === 'one request' ? `requests/${ids.open}` : what
    const json = await get(`${path}.json`)
    const xml = await get(`${path}.xml`)
    expect(xml.headers['content-type']).toBe('text/xml; charset=utf-8')
    expect(xml.body.toString()).toMatch(/^<\?xml version="1\.0" encoding="utf-8"\?>\n/)
    const asText = json.body.map((one: Record<string, unknown>) =>
      Object.fromEntries(Object.entries(one).map(([name, value]) => [name, String(value ?? '')])),
    )
    expect(readXml(xml.body)).toEqual({ [root]: asText })
  })

  test('a name cannot break out of it', async () => {
    await t.deps.store.write((tx) =>
      tx.sql.run(`UPDATE "Place" SET "name" = ? WHERE "id" = ?`, ['<b>&"]]>', placesOf(t).grid4]),
    )
    const { body } = await get(`requests/${ids.other}.xml`)
    expect(readXml(body).service_requests?.[0]?.agency_responsible).toBe('<b>&"]]>')
  })
})
