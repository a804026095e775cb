import type { SignalChannel } from '../../../src/contract'
import { found } from '../../kernel/problem'
import type { Tx } from '../../storage/store'
import { listPeopleOnDuty } from '../hand-overs'
import { notify } from '../notifications'
import { findPlace, idsOnPath, type PlaceRow } from '../places'
import { insertCareTask } from './repository'
import { careDueAt } from './rules'

export interface OpenCareTaskCommand {
  id: string
  building: PlaceRow
  householdId: string | null
  channel: SignalChannel
  text: string
}

/** Somebody should look in on a neighbour: the leader of the building is told, or the grid officer where there is none; both where it smokes. */
export async function openCareTask(tx: Tx, command: OpenCareTaskCommand, at: Date): Promise<void> {
  const { id, building, householdId, channel, text } = command
  const grid = found(await findPlace(tx, building.parentId ?? ''))
  const communityId = found(building.communityId)
  const dueAt = careDueAt(channel, at)
  await insertCareTask(tx, {
    communityId,
    id,
    gridId: grid.id,
    buildingId: building.id,
    householdId,
    channel,
    text,
    dueAt,
    createdAt: at,
  })
  await notify(tx, {
    personIds: await listCarersOf(tx, building, channel, at),
    kind: 'care_task_given',
    params: { place: `${grid.name} ${building.name}` },
    subject: { kind: 'care_task', id },
    at,
  })
}

/** Whoever holds the office, and whoever looks after it for them. */
async function listCarersOf(tx: Tx, building: PlaceRow, channel: SignalChannel, at: Date): Promise<string[]> {
  const onPath = idsOnPath(building.path)
  const leaders = await listPeopleOnDuty(tx, ['micro_grid_leader'], onPath, at)
  if (leaders.length > 0 && channel !== 'smoke_sensor') return leaders
  const officers = await listPeopleOnDuty(tx, ['grid_officer'], onPath, at)
  return [...new Set([...leaders, ...officers])]
}
