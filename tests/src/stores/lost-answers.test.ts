import { expect, test } from 'vitest'
import { OfflineError } from '../../../src/platform/network-errors'
import { appealStore } from '../../../src/stores/appeal-store'
import { appeal, can } from './fake-appeals'
import { fakeWorld, ok } from './fake-world'

type World = ReturnType<typeof fakeWorld>

const membership = { id: 'm9', state: 'verified', can: { verify: false, refuse: false, end: true } }

/** A server that does the act and whose first answer never arrives. */
async function losingAnswers(line: string, answer: unknown): Promise<World> {
  let isLost = true
  const world = fakeWorld({
    routes: {
      'GET /me/desk': () => ok({ items: [], nextCursor: null }),
      'GET /me/desk/counts': () => ok({ membership: 0, report: 0, appeal: 0, care_task: 0, activity: 0 }),
      'GET /appeals/a': () => ok(appeal('a', { can: can('accept') })),
      'GET /notices/n1': () => ok({ id: 'n1', title: '停水', can: {} }),
      'GET /notices/n1/receipts': () =>
        ok({ unread: [], nextCursor: null, residents: 1, read: 0, households: 1, householdsReached: 0 }),
      [line]: () => {
        if (!isLost) return ok(answer)
        isLost = false
        throw new OfflineError('the answer was lost')
      },
    },
  })
  await world.start()
  return world
}

const acts: [string, string, unknown, (world: World) => Promise<unknown>][] = [
  ['verifying', 'POST /memberships/m9/actions', membership, ({ stores }) => stores.desk.verify('m9')],
  ['refusing', 'POST /memberships/m9/actions', membership, ({ stores }) => stores.desk.refuse('m9', '门牌不对')],
  ['leaving', 'POST /memberships/m9/actions', membership, ({ stores }) => stores.join.end('m9')],
  [
    'deciding on a report',
    'POST /reports/r1/actions',
    { id: 'r1' },
    ({ stores }) => stores.desk.decideReport('r1', 'hide', '请文明'),
  ],
  [
    'taking a care task',
    'POST /care-tasks/t1/actions',
    { id: 't1', state: 'taken' },
    ({ stores }) => stores.desk.takeCareTask('t1'),
  ],
  [
    'taking a case on',
    'POST /appeals/a/actions',
    appeal('a', { state: 'accepted' }),
    async ({ stores }) => {
      await stores.of(appealStore).open('a')
      return stores.of(appealStore).act({ action: 'accept' })
    },
  ],
  [
    'reminding',
    'POST /notices/n1/actions',
    { reminded: 3 },
    async ({ stores }) => {
      await stores.notice.openReceipts('n1')
      return stores.notice.remind()
    },
  ],
  [
    'taking several on',
    'POST /appeals/actions',
    { items: [] },
    async ({ stores }) => {
      if (stores.desk.marked === null) stores.desk.setMarking(true)
      if (stores.desk.marked?.length === 0) stores.desk.toggleMark('a')
      return stores.desk.acceptMarked()
    },
  ],
]

test.each(acts)('%s after a lost answer is the same request again', async (_name, line, answer, act) => {
  const world = await losingAnswers(line, answer)
  await act(world)
  await act(world)
  const ids = world.linesOf(line).map(({ body }) => (body as { id: string }).id)
  expect(ids).toHaveLength(2)
  expect(ids[1]).toBe(ids[0])
  await act(world)
  expect((world.linesOf(line)[2]?.body as { id?: string } | undefined)?.id).not.toBe(ids[0])
})
