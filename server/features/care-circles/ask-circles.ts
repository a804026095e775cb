import type { Deps } from '../../deps'
import { dayOf } from '../../kernel/shanghai'
import { listStaffOnPath } from '../membership'
import { notify } from '../notifications'
import { idsOnPath } from '../places'
import { type DueRow, findCircle, listDue, listNeighbours, setAsked, takeStep } from './repository'
import { NEIGHBOURS_MIN, nextAskAt, silentFrom } from './rules'

const CIRCLES_AT_ONCE = 200

/** The job: whoever said nothing by ten is asked after, one neighbour after the other in their order, and by the grid officer at last. */
export async function askCircles(deps: Deps): Promise<void> {
  const now = deps.clock.now()
  const from = silentFrom(now)
  if (now < from) return
  const today = dayOf(now)
  for (;;) {
    const due = await listDue(deps.store.read, { today, from, now, neighboursMin: NEIGHBOURS_MIN }, CIRCLES_AT_ONCE)
    for (const row of due) await askNext(deps, row, today)
    if (due.length < CIRCLES_AT_ONCE) return
  }
}

async function askNext(deps: Deps, row: DueRow, today: string): Promise<void> {
  const at = deps.clock.now()
  await deps.store.write(async (tx) => {
    const circle = await findCircle(tx, row.id)
    if (circle === undefined) return
    const asked = row.silentOn === today ? row.asked : 0
    const next = (await listNeighbours(tx, [circle.id])).find(({ askedOn }) => askedOn !== today)
    const step = { today, asked: asked + 1, nextAskAt: next === undefined ? null : nextAskAt(at) }
    if ((await takeStep(tx, row, step)) !== 1) return
    if (next !== undefined) await setAsked(tx, circle.id, next.personId, today)
    const officers = next ? [] : await listStaffOnPath(tx, idsOnPath(circle.gridPath), ['grid_officer'])
    await notify(tx, {
      personIds: next ? [next.personId] : officers.map(({ personId }) => personId),
      kind: next ? 'care_silent' : 'care_unanswered',
      params: { name: circle.elderName, grid: circle.gridName },
      subject: { kind: 'care_circle', id: circle.id },
      aboutPersonId: circle.elderId,
      at,
    })
  })
}
