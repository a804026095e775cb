import { describe, expect, it } from 'vitest'
import type { LedgerProof, Reward } from '../../../src/contract'
import { checkProof } from '../../../src/stores/check-proof'
import { pointsStore } from '../../../src/stores/points-store'
import { rewardsStore } from '../../../src/stores/rewards-store'
import { fakeWorld, memoryStorage, ok, problem, settle } from './fake-world'
import { proof, redemption, reward, routes, transfer } from './ledger-world'

describe('a proof checked on the phone', () => {
  const fine = { entry: true, tree: true, fingerprint: true }

  it('holds for what the server hashed', () => {
    expect(checkProof(transfer, proof)).toEqual(fine)
  })

  const swapped = [...proof.inclusionPath].reverse()
  it.each<[string, Partial<LedgerProof>, Partial<typeof fine>]>([
    ['no entry', { leaf: null }, { entry: false, tree: false }],
    ['an entry that is none', { leaf: '[]' }, { entry: false, tree: false }],
    ['other points in the entry', { leaf: proof.leaf?.replace(',30,', ',31,') ?? null }, { entry: false, tree: false }],
    ['another place in the tree', { leafIndex: 0 }, { entry: false, tree: false }],
    ['another path', { inclusionPath: swapped }, { tree: false }],
    ['a path that is no path', { inclusionPath: ['?'] }, { tree: false }],
    ['another root than the head has', { rootHash: proof.leafHash }, { tree: false }],
    ['a head of another size', { treeSize: 4 }, { tree: false }],
    ['another fingerprint', { head: { ...proof.head, fingerprint: '0' } }, { fingerprint: false }],
    [
      'a root that the fingerprint is not of',
      { head: { ...proof.head, rootHash: proof.leafHash } },
      { tree: false, fingerprint: false },
    ],
  ])('does not hold with %s', (_, changes, expected) => {
    expect(checkProof(transfer, { ...proof, ...changes })).toEqual({ ...fine, ...expected })
  })

  it('does not hold for another entry than the one on the screen', () => {
    for (const other of [
      { points: 31 },
      { id: 't9' },
      { toAccountId: 'x' },
      { kind: 'award' as const },
      { createdAt: '2026-01-01T04:00:00.001Z' },
    ])
      expect(checkProof({ ...transfer, ...other }, proof)).toMatchObject({ entry: false })
  })
})

describe('my points', () => {
  it('are there without a network, as they were', async () => {
    const storage = memoryStorage()
    const first = fakeWorld({ storage, routes })
    await first.start()
    await first.stores.of(pointsStore).open('g1')
    expect(first.stores.of(pointsStore).transfers?.items.map(({ id }) => id)).toEqual(['t4', 't2'])
    const second = fakeWorld({ storage })
    second.cut()
    await second.start()
    await second.stores.of(pointsStore).open('g1')
    expect(second.stores.of(pointsStore).balance).toBe(25)
    expect(second.stores.of(pointsStore).account).toMatchObject({
      state: 'offline',
      keptAt: '2026-01-03T00:00:00.000Z',
    })
  })

  it('are forgotten when somebody else signs in', async () => {
    const world = fakeWorld({ routes })
    await world.start()
    await world.stores.of(pointsStore).open('g1')
    world.stores.session.forget()
    await settle()
    expect(world.stores.of(pointsStore).balance).toBeNull()
    expect(world.stores.of(pointsStore).transfers).toBeNull()
  })

  it('say why an entry cannot be checked yet', async () => {
    const refused = { 'GET /ledger/proof': () => problem(409, 'head_not_published', '还没有封存') }
    const world = fakeWorld({ routes: { ...routes, ...refused } })
    await world.start()
    await world.stores.of(pointsStore).check(transfer)
    expect(world.stores.of(pointsStore)).toMatchObject({ checked: null, trouble: { code: 'head_not_published' } })
  })
})

describe('redeeming', () => {
  it('sends the same request again where the answer was lost, and another one after a refusal', async () => {
    const world = fakeWorld({ routes: { ...routes, 'PUT /redemptions/*': () => ok(redemption()) } })
    await world.start()
    await world.stores.of(rewardsStore).open('g1')
    const soap = reward('w1') as Reward
    world.cut()
    expect(await world.stores.of(rewardsStore).redeem(soap)).toBeNull()
    expect(world.stores.of(rewardsStore).trouble).toMatchObject({ kind: 'offline' })
    await world.mend()
    world.routes['PUT /redemptions/*'] = () => problem(409, 'not_enough_points')
    expect(await world.stores.of(rewardsStore).redeem(soap)).toBeNull()
    const [asked] = world.linesOf('PUT /redemptions/')
    world.routes['PUT /redemptions/*'] = () => ok(redemption())
    expect(await world.stores.of(rewardsStore).redeem(soap)).toMatchObject({ pickupCode: '48210937' })
    const lines = world.linesOf('PUT /redemptions/').map(({ line }) => line)
    expect(lines).toHaveLength(2)
    expect(lines[1]).not.toBe(asked?.line)
  })

  it('is asked once, however often it is tapped', async () => {
    const world = fakeWorld({ routes: { ...routes, 'PUT /redemptions/*': () => ok(redemption()) } })
    await world.start()
    const soap = reward('w1') as Reward
    await Promise.all([1, 2, 3].map(() => world.stores.of(rewardsStore).redeem(soap)))
    expect(world.linesOf('PUT /redemptions/')).toHaveLength(1)
  })

  it('keeps the code on the phone for a desk without a network', async () => {
    const storage = memoryStorage()
    const first = fakeWorld({ storage, routes: { 'GET /redemptions/r1': () => ok(redemption()) } })
    await first.start()
    await first.stores.of(rewardsStore).openRedemption('r1')
    const second = fakeWorld({ storage })
    second.cut()
    await second.start()
    await second.stores.of(rewardsStore).openRedemption('r1')
    expect(second.stores.of(rewardsStore).redemption?.value?.pickupCode).toBe('48210937')
  })
})
