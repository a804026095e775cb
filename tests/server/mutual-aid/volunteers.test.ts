import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildTestApp, type Client, newId, type TestApp } from '../../support/build-test-app'

const API = '/api/v1'
let t: TestApp
let community: string
let grid: string
let li: Client
let secretary: Client
beforeAll(async () => {
  t = await buildTestApp()
  community = t.demo.communities[0]?.id ?? ''
  grid = t.demo.communities[0]?.grids[0]?.id ?? ''
  li = await t.as('resident-li')
  secretary = await t.as('secretary-zhang')
})
afterAll(() => t.close())

interface Resident {
  id: string
  displayName: string
  verifiedAt: string | null
}

async function listOf(place: string, named = '', more = ''): Promise<Resident[]> {
  const { status, body } = await secretary.get(
    `${API}/places/${place}/volunteers?limit=50${named && `&named=${encodeURIComponent(named)}`}${more}`,
  )
  expect(status, JSON.stringify(body)).toBe(200)
  return body.items
}

describe('the volunteers a community knows', () => {
  test('are found among the residents by name, verified, listed, and taken off again; who said so is kept', async () => {
    const [found] = await listOf(community, '李晓')
    expect(found).toMatchObject({ id: li.personId, displayName: '李晓梅', verifiedAt: null })
    const url = `${API}/places/${community}/volunteers/${li.personId}`
    expect((await secretary.put(url)).status).toBe(204)
    expect((await secretary.put(url)).status).toBe(204)
    const now = t.clock.now().toISOString()
    for (const place of [community, grid])
      expect(await listOf(place)).toContainEqual(expect.objectContaining({ id: li.personId, verifiedAt: now }))
    expect((await listOf(community, '晓梅'))[0]?.verifiedAt).toBe(now)
    expect((await secretary.del(url)).status).toBe(204)
    expect((await listOf(community)).map(({ id }) => id)).not.toContain(li.personId)
    const acts = await t.deps.store.read.prisma.act.findMany({
      where: { subjectKind: 'aid_volunteer', subjectId: li.personId },
      orderBy: { id: 'asc' },
    })
    expect(acts.map(({ action, personId }) => [action, personId])).toEqual([
      ['vouch', secretary.personId],
      ['vouch', secretary.personId],
      ['unvouch', secretary.personId],
    ])
  })

  test('a name is words, no pattern; each resident is there once, page by page', async () => {
    expect(await listOf(community, '%')).toEqual([])
    expect(await listOf(community, '_')).toEqual([])
    const all: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const { body } = await secretary.get(
        `${API}/places/${grid}/volunteers?named=${encodeURIComponent('李')}&limit=3${cursor && `&cursor=${cursor}`}`,
      )
      all.push(...body.items.map(({ id }: Resident) => id))
      cursor = body.nextCursor
    }
    expect(all).toContain(li.personId)
    expect(new Set(all).size).toBe(all.length)
    expect(all).toEqual((await listOf(grid, '李')).map(({ id }) => id))
    expect((await secretary.get(`${API}/places/${grid}/volunteers?named=%E2%80%8B`)).status).toBe(400)
  })

  test.each([
    ['grid-officer-wang', 200],
    ['street-he', 200],
    ['resident-li', 403],
    ['resident-far', 404],
    ['grid-officer-2', 404],
    ['secretary-other', 404],
    ['newcomer', 404],
  ])('%s reads who they are in grid 1: %i', async (persona, status) => {
    const reader = await t.as(persona)
    expect((await reader.get(`${API}/places/${grid}/volunteers`)).status).toBe(status)
    expect((await reader.put(`${API}/places/${grid}/volunteers/${newId()}`)).status).toBe(status === 200 ? 404 : status)
  })
})
