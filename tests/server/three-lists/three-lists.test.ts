import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildTestApp, type Client, newId, type TestApp } from '../../support/build-test-app'
import { serviceBody } from '../home-services/service-body'
import { ALWAYS, make, needBody, offerBody } from '../mutual-aid/neighbours'

const API = '/api/v1'
let t: TestApp
let community: string
let li: Client
let bakery: Client
let secretary: Client
beforeAll(async () => {
  t = await buildTestApp()
  community = t.demo.communities[0]?.id ?? ''
  li = await t.as('resident-li')
  bakery = await t.as('partner-bakery')
  secretary = await t.as('secretary-zhang')
})
afterAll(() => t.close())

const sumOf = async () => (await secretary.get(`${API}/places/${community}/three-lists`)).body
const linesOf = async (list: string) =>
  (await secretary.get(`${API}/places/${community}/three-lists/lines?list=${list}&limit=50`)).body.items
const lineOf = async (list: string, id: string) => (await linesOf(list)).find((line: { id: string }) => line.id === id)

async function give(quantity: number): Promise<string> {
  const id = newId()
  const gift = { placeId: community, category: 'masks', purpose: '店里多的口罩', quantity }
  expect((await bakery.put(`${API}/gifts/${id}`, gift)).status).toBe(201)
  return id
}

describe('the three lists', () => {
  test('lay what a partner gives against what residents lack, piece by piece, and name both on both sides', async () => {
    const before = await sumOf()
    const needId = await make(li, 'needs', needBody(t, { kind: 'item', category: 'masks', quantity: 30 }))
    expect(await lineOf('needs', needId)).toMatchObject({
      kind: 'need',
      who: '李晓梅',
      left: 30,
      matched: 0,
      matches: [],
    })
    const giftId = await give(20)
    expect(await lineOf('needs', needId)).toMatchObject({
      total: 30,
      left: 30,
      matched: 20,
      matches: [{ kind: 'gift', id: giftId, title: '店里多的口罩', quantity: 20 }],
    })
    expect(await lineOf('resources', giftId)).toMatchObject({
      kind: 'gift',
      who: '春晓面包房',
      left: 20,
      matched: 20,
      matches: [{ kind: 'need', id: needId, quantity: 20 }],
    })
    const after = await sumOf()
    expect([after.needs - before.needs, after.lacking - before.lacking]).toEqual([1, 30])
    expect(after.covered - before.covered).toBe(20)
    // Once shared out nothing of it is free, and the need lacks the rest.
    await bakery.post(`${API}/gifts/${giftId}/actions`, { id: newId(), action: 'allot' })
    expect(await lineOf('resources', giftId)).toBeUndefined()
    expect(await lineOf('needs', needId)).toMatchObject({ left: 10, matched: 0, matches: [] })
  })

  test('hold what a partner offers to do, matched until it is asked, and what a neighbour offers is on none', async () => {
    const haircut = { categories: ['haircut'], weekly: ALWAYS, radiusMetres: 3_000 }
    const partners = await make(bakery, 'offers', offerBody(t, haircut))
    const neighbours = await make(await t.as('resident-zhou'), 'offers', offerBody(t, haircut))
    const needId = await make(li, 'needs', needBody(t, { category: 'haircut', text: '老人下不了楼，想理个发' }))
    expect(await lineOf('resources', neighbours)).toBeUndefined()
    expect(await lineOf('resources', partners)).toMatchObject({
      kind: 'offer',
      title: '上门理发',
      left: 3,
      matched: 1,
      asked: 0,
      matches: [{ id: needId }],
    })
    await li.put(`${API}/matches/${newId()}`, { needId, offerId: partners })
    expect(await lineOf('resources', partners)).toMatchObject({ matched: 0, asked: 1 })
    expect(await lineOf('needs', needId)).toMatchObject({ asked: 1 })
  })

  test('show a need without a partner the services that fit; nothing of a service is used up', async () => {
    const serviceId = newId()
    await secretary.put(`${API}/services/${serviceId}`, serviceBody(community))
    const [first, second] = [
      await make(li, 'needs', needBody(t, { category: 'plumbing', text: '厨房下水道堵了' })),
      await make(await t.as('resident-0031'), 'needs', needBody(t, { category: 'plumbing', text: '地漏返水' })),
    ]
    for (const id of [first, second])
      expect((await lineOf('needs', id)).matches).toContainEqual(
        expect.objectContaining({ kind: 'service', title: '疏通下水道' }),
      )
    expect(await lineOf('services', serviceId)).toMatchObject({ total: 0, left: 0, matched: 2 })
  })

  test('are paged, newest first, each line once', async () => {
    const seen: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page = `${API}/places/${community}/three-lists/lines?list=needs&limit=2${cursor && `&cursor=${cursor}`}`
      const { body } = await secretary.get(page)
      seen.push(...body.items.map(({ id }: { id: string }) => id))
      cursor = body.nextCursor
    }
    expect(seen.length).toBeGreaterThan(2)
    expect(seen).toEqual((await linesOf('needs')).map(({ id }: { id: string }) => id))
    const broken = await secretary.get(`${API}/places/${community}/three-lists/lines?list=needs&cursor=x`)
    expect(broken.status).toBe(400)
    expect((await secretary.get(`${API}/places/${community}/three-lists/lines?list=people`)).status).toBe(400)
  })

  test.each([
    ['secretary-zhang', 200],
    ['street-he', 200],
    ['grid-officer-wang', 404],
    ['resident-li', 403],
    ['resident-far', 404],
    ['secretary-other', 404],
    ['partner-bakery', 404],
  ])('%s reads them: %i', async (persona, status) => {
    const reader = await t.as(persona)
    for (const part of ['', '/lines?list=needs', '/workbook'])
      expect((await reader.get(`${API}/places/${community}/three-lists${part}`)).status, part).toBe(status)
  })

  test('are a community’s: a street has none', async () => {
    const street = (await secretary.get(`${API}/places/${community}`)).body.ancestors.at(-1)
    const answer = await (await t.as('street-he')).get(`${API}/places/${street.id}/three-lists`)
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_request' } })
  })
})

describe('the spreadsheet of the three lists', () => {
  const readBook = (bytes: Buffer) => {
    const files = unzipSync(new Uint8Array(bytes))
    const read = (name: string) => Buffer.from(files[name] ?? []).toString('utf8')
    return {
      sheets: read('xl/workbook.xml'),
      needs: read('xl/worksheets/sheet2.xml'),
      words: read('xl/sharedStrings.xml'),
    }
  }

  test('has a sheet a list, and what looks like a formula stays words, also as CSV', async () => {
    await make(li, 'needs', needBody(t, { text: '=HYPERLINK("x")想借梯子', kind: 'item', category: 'tools' }))
    const answer = await secretary.get(`${API}/places/${community}/three-lists/workbook`)
    expect(answer.headers['content-type']).toContain('spreadsheetml')
    const { sheets, needs, words } = readBook(answer.body)
    for (const name of ['资源清单', '需求清单', '服务清单']) expect(sheets).toContain(name)
    expect(words).toContain('&apos;=HYPERLINK(&quot;x&quot;)想借梯子')
    expect(needs).not.toContain('<f>')
    expect(words).toContain('借用工具')
  })

  test('is told to whom it names, as the lists on the screen are', async () => {
    const asker = await t.as('resident-zhou')
    await make(asker, 'needs', needBody(t))
    const views = async () => (await asker.get(`${API}/me/staff-views`)).body.items
    expect(await views()).toEqual([])
    await secretary.get(`${API}/places/${community}/three-lists/workbook`)
    expect(await views()).toMatchObject([{ kind: 'aid', role: 'secretary', times: 1 }])
  })

  test('speaks English when asked', async () => {
    const url = `${API}/places/${community}/three-lists/workbook`
    const { sheets, words } = readBook((await secretary.get(url, { 'accept-language': 'en' })).body)
    expect(sheets).toContain('Resources')
    expect(words).toContain('Tools to borrow')
  })
})
