import { describe, expect, it } from 'vitest'
import { composeNoticeStore } from '../../../src/stores/compose-notice-store'
import { fakeWorld, ME, memoryStorage, ok, PLACE, problem, settle } from './fake-world'

describe('the session', () => {
  it('signs in, finds its grid, and gives pictures whole addresses', async () => {
    const world = fakeWorld({
      signedIn: false,
      baseUrl: 'https://linli.example',
      routes: {
        'POST /sessions': () => ({
          status: 201,
          body: { token: 't2', expiresAt: '', person: ME.person, isNew: false },
        }),
      },
    })
    await world.start()
    expect(world.stores.session.standing).toBe('signed_out')
    expect(await world.stores.session.signIn('demo', 'resident-li')).toBeNull()
    expect(world.stores.session).toMatchObject({ standing: 'member', grid: { id: 'g1' } })
    expect(world.stores.session.person?.avatarUrl).toBe('https://linli.example/images/a.webp')
    expect(world.linesOf('GET /me')[0]?.headers).toMatchObject({
      Authorization: 'Bearer t2',
      'Accept-Language': 'zh-CN',
    })
  })

  it('says why a sign-in was refused', async () => {
    const world = fakeWorld({
      signedIn: false,
      routes: { 'POST /sessions': () => problem(401, 'sign_in_refused', '登录没有成功') },
    })
    await world.start()
    expect(await world.stores.session.signIn('phone', '13800000000:1')).toMatchObject({ detail: '登录没有成功' })
    expect(world.stores.session.isSignedIn).toBe(false)
  })

  it('forgets everything personal on signing out, and kills the token', async () => {
    const world = fakeWorld({
      routes: {
        'DELETE /sessions/current': () => ({ status: 204 }),
        'GET /places/g1/feed': () => ok({ items: [], nextCursor: null }),
      },
    })
    await world.start()
    await world.stores.feed.open('g1')
    await world.stores.session.signOut()
    await settle()
    expect(world.linesOf('DELETE /sessions/current')[0]?.headers).toMatchObject({ Authorization: 'Bearer token-1' })
    expect(
      [...world.storage.kept.keys()].filter((key) => key !== 'linli.ui' && !key.startsWith('linli.outbox')),
    ).toEqual([])
    expect(world.stores.feed.list).toBeNull()
  })

  it('is signed out when the server no longer knows the token', async () => {
    const world = fakeWorld({ routes: { 'GET /me': () => problem(401, 'not_signed_in') } })
    await world.start()
    expect(world.stores.session.standing).toBe('signed_out')
  })

  it('ends with the token, and only with its own', async () => {
    const world = fakeWorld({
      routes: {
        'GET /places/g1/feed': () => problem(401, 'not_signed_in'),
        'POST /sessions': () => problem(401, 'sign_in_refused'),
      },
    })
    await world.start()
    await world.stores.session.signIn('phone', '13800000000:1')
    expect(world.stores.session.isSignedIn).toBe(true)
    await world.stores.feed.open('g1')
    expect(world.stores.session.standing).toBe('signed_out')
  })

  it('gives staff the grids below their role', async () => {
    const community = { ...PLACE, id: 'c1', kind: 'community', name: '桂花苑社区', ancestors: [] }
    const world = fakeWorld({
      routes: {
        'GET /me': () =>
          ok({ ...ME, memberships: [], roles: [{ role: 'secretary', placeId: 'c1', placeName: '桂花苑社区' }] }),
        'GET /places/c1': () => ok(community),
        'GET /places/c1/children': () =>
          ok({
            items: [
              { id: 'g1', kind: 'grid', name: '第一网格', hasChildren: true },
              { id: 'g2', kind: 'grid', name: '第二网格', hasChildren: true },
            ],
            nextCursor: null,
          }),
      },
    })
    await world.start()
    expect(world.stores.session.grids.map(({ name }) => name)).toEqual(['第一网格', '第二网格'])
    expect(world.stores.of(composeNoticeStore).choices).toHaveLength(2)
  })

  it('takes elder mode to the server, and later when there is no network', async () => {
    const world = fakeWorld({
      routes: { 'PATCH /me': ({ body }) => ok({ ...ME, person: { ...ME.person, ...(body as object) } }) },
    })
    await world.start()
    world.stores.ui.setElder(true)
    await settle()
    expect(world.linesOf('PATCH /me')[0]?.body).toEqual({ elderMode: true, language: 'zh-CN' })
    world.cut()
    world.stores.ui.setElder(false)
    await settle()
    expect(world.stores.ui).toMatchObject({ elder: false, isUnsaved: true })
    const later = fakeWorld({ storage: world.storage, routes: world.routes })
    await later.start()
    expect(later.stores.ui.elder).toBe(false)
  })
})

describe('joining a grid', () => {
  const grid = { ...PLACE, ancestors: [{ id: 'c1', kind: 'community', name: '桂花苑社区' }] }
  const routes = {
    'GET /places/by-code/*': ({ path }: { path: string }) =>
      path.endsWith('GHY1') ? ok(grid) : problem(404, 'not_found'),
    'GET /places/g1/children': () =>
      ok({ items: [{ id: 'b1', kind: 'building', name: '5 号楼', hasChildren: false }], nextCursor: null }),
    'GET /places/b1/households': () => ok({ items: [{ id: 'h1', number: '501', floor: 5 }], nextCursor: null }),
    'GET /me': () => ok({ ...ME, memberships: [] }),
    'PUT /memberships/*': ({ path }: { path: string }) => ({
      status: 201,
      body: { ...ME.memberships[0], id: path.split('/')[2], state: 'pending' },
    }),
  }

  it('goes from a poster to a request that waits', async () => {
    const world = fakeWorld({ routes })
    await world.start()
    const { join, session } = world.stores
    expect(await join.openByCode('GHY1')).toBe(true)
    expect(join.grid?.name).toBe('第一网格')
    const [building] = join.children
    if (!building) throw new Error('no building')
    await join.choosePlace(building)
    const [household] = join.households ?? []
    if (!household) throw new Error('no household')
    join.chooseHousehold(household)
    expect(join.canSend).toBe(false)
    join.chooseRelation('owner')
    expect(await join.submit()).toBe('sent')
    expect(session.standing).toBe('waiting')
    expect(join.rememberedCode).toBeNull()
  })

  it('remembers the code through signing in, and forgets a wrong one', async () => {
    const storage = memoryStorage()
    const world = fakeWorld({ routes, storage, signedIn: false })
    await world.start()
    await world.stores.join.openByCode('GHY1')
    expect(fakeWorld({ storage }).stores.join.rememberedCode).toBe('GHY1')
    expect(await world.stores.join.openByCode('NIX0')).toBe(false)
    expect(world.stores.join.rememberedCode).toBeNull()
  })

  it('walks down from the only city by itself, and stops where there is a choice', async () => {
    const list = (items: unknown[]) => ok({ items, nextCursor: null })
    const city = { id: 'x1', kind: 'city', name: '临江市', hasChildren: true }
    const district = (id: string) => ({ id, kind: 'district', name: id, hasChildren: true })
    const world = fakeWorld({
      routes: {
        ...routes,
        'GET /places': () => list([city]),
        'GET /places/x1/children': () =>
          list([district('d1'), district('d2'), { ...district('d3'), kind: 'department' }]),
      },
    })
    await world.start()
    await world.stores.join.openTree()
    expect(world.stores.join).toMatchObject({ here: { id: 'x1' }, children: [{ id: 'd1' }, { id: 'd2' }] })
  })

  it('withdraws a request', async () => {
    let state = 'pending'
    const membership = () => ({ ...ME.memberships[0], state })
    const world = fakeWorld({
      routes: {
        'GET /me': () => ok({ ...ME, memberships: [membership()] }),
        'POST /memberships/m1/actions': ({ body }) => {
          expect(body).toMatchObject({ action: 'end' })
          state = 'ended'
          return ok(membership())
        },
      },
    })
    await world.start()
    expect(world.stores.session.standing).toBe('waiting')
    expect(await world.stores.join.end('m1')).toBe(true)
    expect(world.stores.session.standing).toBe('stranger')
  })

  it('puts a refused request’s reason where it can be read, and keeps what was chosen', async () => {
    const world = fakeWorld({
      routes: { ...routes, 'PUT /memberships/*': () => problem(409, 'already_member', '您已经提交过这一户的申请。') },
    })
    await world.start()
    const { join } = world.stores
    await join.openByCode('GHY1')
    const [building] = join.children
    if (!building) throw new Error('no building')
    await join.choosePlace(building)
    const [household] = join.households ?? []
    if (!household) throw new Error('no household')
    join.chooseHousehold(household)
    join.chooseRelation('family')
    expect(await join.submit()).toBe('refused')
    expect(join).toMatchObject({ trouble: { code: 'already_member' }, household: { id: 'h1' }, relation: 'family' })
  })

  it('lets one step back up the tree', async () => {
    const world = fakeWorld({ routes })
    await world.start()
    await world.stores.join.openByCode('GHY1')
    const [building] = world.stores.join.children
    if (!building) throw new Error('no building')
    await world.stores.join.choosePlace(building)
    await world.stores.join.backTo('g1')
    expect(world.stores.join).toMatchObject({ households: null, here: { id: 'g1' } })
  })
})

describe('the desk', () => {
  const waiting = {
    kind: 'membership',
    id: 'w1',
    waitingSince: '2026-01-01T00:00:00.000Z',
    membership: { ...ME.memberships[0], id: 'm9', state: 'pending' },
  }
  const routes = {
    'GET /me/desk': ({ query }: { query: URLSearchParams }) =>
      ok({ items: query.get('kind') === 'membership' ? [waiting] : [], nextCursor: null }),
    'GET /me/desk/counts': () => ok({ membership: 1, report: 0 }),
  }

  it('verifies, and the case leaves the desk', async () => {
    const world = fakeWorld({ routes: { ...routes, 'POST /memberships/m9/actions': () => ok(waiting.membership) } })
    await world.start()
    await world.stores.desk.refresh()
    expect(await world.stores.desk.verify('m9')).toBe(true)
    expect(world.stores.desk.memberships.items).toEqual([])
  })

  it('says that a colleague was quicker, and takes the case away', async () => {
    const world = fakeWorld({
      routes: {
        ...routes,
        'POST /memberships/m9/actions': () => problem(409, 'wrong_state', '已由其他工作人员处理'),
      },
    })
    await world.start()
    await world.stores.desk.refresh()
    expect(await world.stores.desk.verify('m9')).toBe(false)
    expect(world.stores.desk.trouble?.detail).toBe('已由其他工作人员处理')
    expect(world.stores.desk.memberships.items).toEqual([])
  })

  it('keeps the case when there is no network', async () => {
    const world = fakeWorld({ routes })
    await world.start()
    await world.stores.desk.refresh()
    world.cut()
    expect(await world.stores.desk.verify('m9')).toBe(false)
    expect(world.stores.desk.memberships.items).toHaveLength(1)
  })
})
