import { createPublicKey, verify } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sealDays, verifyLedgers } from '../../../server/features/ledger'
import { fromBase64 } from '../../../src/proof/bytes'
import { hashEntry, readLeaf } from '../../../src/proof/ledger-entry'
import { fingerprintOf, writeHead } from '../../../src/proof/ledger-head'
import { verifyConsistency, verifyInclusion } from '../../../src/proof/merkle'
import { buildTestApp, type Client, newId, type TestApp } from '../../support/build-test-app'
import { placesOf } from '../notices/notice-body'
import { accountOf, type Books, openBooks, transfer } from './points'

let t: TestApp
let books: Books
let resident: Client
let accountId: string
const made: string[] = []
beforeAll(async () => {
  t = await buildTestApp()
  books = await openBooks(t, 5_000)
  resident = await t.as('resident-li')
  ;({ accountId } = await accountOf(resident))
  // The days of the demo's own budget.
  await sealDays(t.deps)
})
afterAll(() => t.close())

const give = async (points: number) => {
  const { status, body } = await transfer(books.secretary, books.budget, accountId, points)
  expect(status).toBe(201)
  made.push(body.id)
  return body
}
const heads = async (query = `?placeId=${books.community}&limit=50`) =>
  (await t.stranger.get(`/api/v1/ledger/heads${query}`)).body.items
const bytes = (text: string) => fromBase64(text) ?? new Uint8Array(0)
const proofOf = (client: Client, transferId: string, more = '') =>
  client.get(`/api/v1/ledger/proof?transferId=${transferId}${more}`)

describe('the head of a day', () => {
  test('comes at 00:05 in Shanghai, and not a minute before', async () => {
    const before = (await heads()).length
    await give(10)
    t.clock.set('2026-11-20T16:04:59.000Z')
    await sealDays(t.deps)
    expect(await heads()).toHaveLength(before)
    expect(await proofOf(resident, made[0] ?? '')).toMatchObject({ status: 409, body: { code: 'head_not_published' } })
    t.clock.set('2026-11-20T16:05:00.000Z')
    await sealDays(t.deps)
    const [head] = await heads()
    expect(head).toMatchObject({ placeId: books.community, date: '2026-11-20', fingerprint: fingerprintOf(head) })
    const listed = await resident.get(`/api/v1/accounts/${accountId}/transfers`)
    expect(listed.body.items[0]).toMatchObject({ id: made[0], head: { date: '2026-11-20' }, can: { prove: true } })
  })

  test('is signed by the key that stands beside it', async () => {
    for (const head of await heads()) {
      const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), bytes(head.publicKey)])
      const key = createPublicKey({ key: spki, format: 'der', type: 'spki' })
      expect(verify(null, Buffer.from(writeHead(head)), key, bytes(head.signature))).toBe(true)
      expect(verify(null, Buffer.from(writeHead({ ...head, size: head.size + 1 })), key, bytes(head.signature))).toBe(
        false,
      )
    }
  })

  test('is made once, by however many', async () => {
    const before = await heads()
    await Promise.all(Array.from({ length: 5 }, () => sealDays(t.deps)))
    expect(await heads()).toEqual(before)
  })

  test('is made for each day that the server was down, by the entries of that day', async () => {
    await give(1)
    t.clock.set('2026-11-22T03:00:00.000Z')
    await give(2)
    await give(3)
    t.clock.set('2026-11-25T03:00:00.000Z')
    await give(4)
    await sealDays(t.deps)
    const [of24, of23, of22, of21, of20] = await heads()
    expect([of24, of23, of22, of21, of20].map(({ date }) => date)).toEqual(
      ['24', '23', '22', '21', '20'].map((day) => `2026-11-${day}`),
    )
    expect([of24, of23, of22, of21].map(({ size }) => size - of20.size)).toEqual([3, 3, 3, 1])
    expect(of24.rootHash).toBe(of22.rootHash)
    await verifyLedgers(t.deps.store.read, await heads())
  })

  test('comes in pages, newest first, without signing in; of one’s own community where somebody has signed in', async () => {
    const { items, nextCursor } = (await t.stranger.get(`/api/v1/ledger/heads?placeId=${books.community}&limit=2`)).body
    const rest = await t.stranger.get(`/api/v1/ledger/heads?placeId=${books.community}&limit=50&cursor=${nextCursor}`)
    expect([...items, ...rest.body.items]).toEqual(await heads())
    const mine = await resident.get('/api/v1/ledger/heads?limit=50')
    expect(mine.body.items).toEqual(await heads())
    const all = await t.stranger.get('/api/v1/ledger/heads?limit=50')
    expect(all.body.items.filter(({ placeId }: { placeId: string }) => placeId === books.community)).toEqual(
      await heads(),
    )
    expect((await t.stranger.get(`/api/v1/ledger/heads?placeId=${newId()}`)).status).toBe(404)
  })

  test('begins with the tree of each head before it', async () => {
    const all = await heads()
    const distinct = all.filter(({ size }: { size: number }, index: number) => size !== all[index + 1]?.size)
    expect(distinct.length).toBeGreaterThan(2)
    for (const second of distinct) {
      for (const first of distinct.filter(({ size }: { size: number }) => size <= second.size)) {
        const { status, body } = await t.stranger.get(
          `/api/v1/ledger/consistency?placeId=${books.community}&first=${first.size}&second=${second.size}`,
        )
        expect(status).toBe(200)
        const roots = { firstRoot: bytes(first.rootHash), secondRoot: bytes(second.rootHash) }
        const consistencyPath = body.consistencyPath.map(bytes)
        expect(verifyConsistency({ first: first.size, second: second.size, ...roots, consistencyPath })).toBe(true)
      }
    }
    const [newest] = distinct
    const ask = (first: number, second: number) =>
      t.stranger.get(`/api/v1/ledger/consistency?placeId=${books.community}&first=${first}&second=${second}`)
    expect((await ask(newest.size, 1)).status).toBe(400)
    expect((await ask(1, newest.size + 1)).status).toBe(404)
  })
})

describe('the proof of an entry', () => {
  test('leads from what the entry says to the newest head, and to every head that has it', async () => {
    const all = await heads()
    for (const id of made.slice(0, 4)) {
      const { status, body } = await proofOf(resident, id)
      expect(status).toBe(200)
      expect(body.head).toEqual(all[0])
      expect(readLeaf(body.leaf)).toMatchObject({ id, creditAccountId: accountId, sequence: body.leafIndex + 1 })
      for (const { size } of all.filter((head: { size: number }) => head.size > body.leafIndex)) {
        const of = (await proofOf(resident, id, `&size=${size}`)).body
        const proof = {
          leafIndex: of.leafIndex,
          treeSize: of.treeSize,
          leafHash: hashEntry(of.leaf),
          inclusionPath: of.inclusionPath.map(bytes),
          rootHash: bytes(of.head.rootHash),
        }
        expect(of.treeSize).toBe(size)
        expect(verifyInclusion(proof)).toBe(true)
        expect(verifyInclusion({ ...proof, leafHash: hashEntry(of.leaf.replace('grant', 'award')) })).toBe(false)
      }
    }
  })

  test('is not for an entry that no head has, or a size that no head has', async () => {
    expect((await proofOf(resident, made.at(-1) ?? '')).body.code).toBe('head_not_published')
    expect((await proofOf(resident, made[0] ?? '', '&size=99999')).status).toBe(404)
    expect((await proofOf(resident, newId())).status).toBe(404)
    expect((await resident.get('/api/v1/ledger/proof')).status).toBe(400)
  })

  test.each([
    ['resident-zhou', 200, false],
    ['grid-officer-wang', 200, false],
    ['secretary-zhang', 200, true],
    ['street-he', 200, true],
    ['resident-far', 404, false],
    ['secretary-other', 404, false],
    ['newcomer', 404, false],
    ['partner-bakery', 404, false],
  ] as const)('%s asks for a neighbour’s: %i', async (persona, status, hasLeaf) => {
    const answer = await proofOf(await t.as(persona), made[0] ?? '')
    expect(answer.status).toBe(status)
    if (status === 200) expect(answer.body.leaf !== null).toBe(hasLeaf)
  })
})

test('the totals are public, and come to zero', async () => {
  const { street, city, grid1, community2 } = placesOf(t)
  const of = async (id: string) => (await t.stranger.get(`/api/v1/places/${id}/ledger`)).body
  const own = await of(books.community)
  expect(own).toMatchObject({
    place: { id: books.community, kind: 'community' },
    sum: 0,
    quarter: { name: '2026-Q4', awarded: expect.any(Number) },
    head: { placeId: books.community, date: '2026-11-24' },
    can: { seeRanking: false },
  })
  expect(own.issued).toBe(own.inBudget + own.withResidents + own.inRewards)
  expect(await of(grid1)).toEqual(own)
  const [other, all] = [await of(community2), await of(street)]
  expect(all).toMatchObject({ issued: own.issued + other.issued, sum: 0, head: null })
  expect((await of(city)).issued).toBe(all.issued)
  expect((await resident.get(`/api/v1/places/${grid1}/ledger`)).body.can).toEqual({ seeRanking: true })
  expect((await t.stranger.get(`/api/v1/places/${newId()}/ledger`)).status).toBe(404)
})
