import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildTestApp, type Client, newId, type TestApp } from '../../support/build-test-app'
import { placesOf } from '../notices/notice-body'
import { inflating, workbook } from '../signals/workbook'
import { API, act, castOpen, closePoll, expectStatus, openPoll } from './polling'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const HEADING = 'building,number,area,source,code,owner,share,voter,unsold,grid'
const GRID = '桂花苑第二网格'

let t: TestApp
let secretary: Client
beforeAll(async () => {
  t = await buildTestApp()
  secretary = await t.as('secretary-zhang')
})
afterAll(() => t.close())

const send = (client: Client, bytes: Buffer | string, type = 'text/csv', id = newId()) =>
  client.put(`${API}/places/${placesOf(t).community1}/owners-imports/${id}`, Buffer.from(bytes), {
    'content-type': type,
  })

const csv = (...rows: string[]) => [HEADING, ...rows].join('\n')

describe("the owners' register", () => {
  test('good rows are taken, every other row is reported with its reason', async () => {
    const file = csv(
      `1 号楼,1-101,89.12,register,O1,王一,,,,${GRID}`,
      `1 号楼,1-102,100,登记,O1,王一,1/1,,,${GRID}`,
      `1 号楼,1-201,80,survey,O2,李二,1/2,是,,${GRID}`,
      `1 号楼,1-201,80,survey,O3,李三,1/2,,,${GRID}`,
      `1 号楼,1-202,70.5,contract,,,,,是,${GRID}`,
      `1 号楼,1-301,60,contract,,,,,yes,${GRID}`,
      `1 号楼,9-999,60,register,O4,赵四,,,,${GRID}`,
      `1 号楼,1-302,六十,register,O4,赵四,,,,${GRID}`,
      `1 号楼,1-302,60,rumour,O4,赵四,,,,${GRID}`,
      `1 号楼,1-302,60,register,,赵四,,,,${GRID}`,
      `1 号楼,1-302,=1+1,register,O4,赵四,,,,${GRID}`,
      `1 号楼,1-401,60,register,O5,孙五,1/3,,,${GRID}`,
      `1 号楼,1-401,60,register,O6,孙六,1/3,,,${GRID}`,
      `1 号楼,1-402,60,register,O7,周七,,,,`,
    )
    const { status, body } = await send(secretary, file)
    expect(status).toBe(201)
    expect(body).toMatchObject({ rows: 14, units: 5, heads: 3, area: '399.62' })
    expect(body.refused.map(({ row, reason }: { row: number; reason: string }) => [row, reason])).toEqual([
      [8, 'unknown_unit'],
      [9, 'bad_area'],
      [10, 'bad_source'],
      [11, 'missing'],
      [12, 'formula'],
      [13, 'shares_not_whole'],
      [14, 'shares_not_whole'],
      [15, 'ambiguous_unit'],
    ])
    expect(body.refused[0].text).toContain('没有找到这一户')
    const units = (await secretary.get(`${API}/places/${placesOf(t).community1}/owned-units?limit=50`)).body.items
    expect(units).toHaveLength(5)
    expect(units.find(({ label }: { label: string }) => label.includes('1-201'))).toMatchObject({
      owners: [{ code: 'O2', share: '1/2', isNamed: true }, { code: 'O3' }],
      can: { nameVoter: true },
    })
  })

  test('the roll weighs by it: several units one head, unsold ones one head, all owners count', async () => {
    const { grid2 } = placesOf(t)
    const id = await openPoll(t, { placeId: grid2, electorate: 'owners', rule: { kind: 'civil_code_278_ordinary' } })
    const { items } = (await secretary.get(`${API}/polls/${id}/roll/entries?limit=50`)).body
    // 24 doors: two of one owner, two unsold.
    expect(items).toHaveLength(22)
    const areas = items.map(({ area }: { area: string }) => area)
    expect(areas).toContain('189.12')
    expect(areas).toContain('130.5')
    const owner = items.find(({ area }: { area: string }) => area === '189.12')
    expect(owner.label).toContain('1-101')
    await closePoll(t, id)
    expect(await castOpen(await t.as('resident-0001'), id, ['yes'])).toMatchObject({ status: 404 })
  })

  test('the same as a workbook; the same id and file again, another file under it', async () => {
    const rows = [HEADING.split(','), ['2 号楼', '1-101', 77.5, 'register', 'O9', '钱九', '', '', '', GRID]]
    const file = workbook(rows)
    const id = newId()
    const first = expectStatus(await send(secretary, file, XLSX, id), 201)
    expect(first.body).toMatchObject({ rows: 1, units: 1, area: '77.5', refused: [] })
    expect((await send(secretary, file, XLSX, id)).status).toBe(200)
    expect(await send(secretary, csv(`2 号楼,1-102,77,register,O9,钱九,,,,${GRID}`), 'text/csv', id)).toMatchObject({
      body: { code: 'id_taken' },
    })
    const read = await secretary.get(`${API}/places/${placesOf(t).community1}/owners-imports/${id}`)
    expect(read.body).toEqual(first.body)
  })

  test.each<[what: string, persona: string, bytes: () => Buffer | string, type: string, status: number]>([
    ['a resident', 'resident-0001', () => csv(), 'text/csv', 403],
    ['the grid officer', 'grid-officer-wang', () => csv(), 'text/csv', 404],
    ['a secretary of another community', 'secretary-other', () => csv(), 'text/csv', 404],
    ['no table', 'secretary-zhang', () => '\u0000\u0001', 'text/csv', 400],
    ['a column too few', 'secretary-zhang', () => 'building,number,area\n1,1,1', 'text/csv', 400],
    ['no workbook', 'secretary-zhang', () => 'PK', XLSX, 400],
    ['a bomb', 'secretary-zhang', () => inflating('xl/sharedStrings.xml', 64 * 1024 * 1024, 'lie'), XLSX, 413],
    ['another kind', 'secretary-zhang', () => 'x', 'application/pdf', 415],
  ])('%s', async (_, persona, bytes, type, status) => {
    expect((await send(await t.as(persona), bytes(), type)).status).toBe(status)
  })

  test('co-owners name one voter; nobody else may', async () => {
    const { community1 } = placesOf(t)
    const units = (await secretary.get(`${API}/places/${community1}/owned-units?limit=50`)).body.items
    const shared = units.find(({ owners }: { owners: unknown[] }) => owners.length === 2)
    const path = `${API}/places/${community1}/owned-units/${shared.householdId}/voter`
    expectStatus(await secretary.put(path, { code: 'O3' }), 200)
    expect((await secretary.put(path, { code: 'O99' })).status).toBe(404)
    expect((await (await t.as('resident-0001')).put(path, { code: 'O3' })).status).toBe(403)
    const now = (await secretary.get(`${API}/places/${community1}/owned-units?limit=50`)).body.items
    const named = now.find(({ householdId }: { householdId: string }) => householdId === shared.householdId)
    expect(named.owners).toMatchObject([
      { code: 'O2', isNamed: false },
      { code: 'O3', isNamed: true },
    ])
  })

  test.each([
    ['by the phone in the register that one votes', 'known', 201],
    ['without a phone in the register they vote on paper', 'unknown', 409],
  ])('named by the co-owners: %s, and no other votes for the unit', async (_, phone, status) => {
    // Two who live behind one door as its owners.
    const first = await t.as(phone === 'known' ? 'resident-0001' : 'resident-0003')
    const [home] = (await first.get(`${API}/me`)).body.memberships
    const other = await t.as('newcomer')
    const membership = `${API}/memberships/${newId()}`
    expectStatus(await other.put(membership, { householdId: home.household.id, relation: 'owner' }), 201)
    expectStatus(await secretary.post(`${membership}/actions`, act('verify')), 200)

    const [code, unit] = [`N-${phone}`, `${home.building.name},${home.household.number},80,register`]
    const file = csv(
      `${unit},${code},钱一,1/2,是,,${home.grid.name}`,
      `${unit},M-${phone},钱二,1/2,,,${home.grid.name}`,
    )
    expect(expectStatus(await send(secretary, file), 201).body).toMatchObject({ units: 1, refused: [] })
    await t.deps.store.write(async (tx) => {
      await tx.sql.run('INSERT INTO "Identity" ("provider", "subject", "personId", "createdAt") VALUES (?, ?, ?, ?)', [
        'phone',
        `hash-${phone}`,
        first.personId,
        t.clock.now(),
      ])
      if (phone === 'known')
        await tx.sql.run('UPDATE "UnitOwner" SET "phoneHash" = ? WHERE "code" = ?', [`hash-${phone}`, code])
    })
    const id = await openPoll(t, { electorate: 'owners', rule: { kind: 'civil_code_278_ordinary' } })
    const answers = [await castOpen(first, id, ['yes']), await castOpen(other, id, ['yes'])]
    expect(answers.map((answer) => answer.status)).toEqual([status, 409])
    expect(answers[1]?.body.code).toBe('not_on_roll')
  })
})
