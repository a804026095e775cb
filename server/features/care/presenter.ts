import type { CareTask, SensorConsent } from '../../../src/contract'
import type { Standing } from '../membership'
import type { ConsentRow } from './consent-repository'
import { allowsCareVerb } from './policy'
import type { CareTaskRow } from './repository'

const toTime = (at: number) => new Date(at).toISOString()

export function presentCareTask(row: CareTaskRow, standing: Standing): CareTask {
  const { householdId, number, floor, takenById, doneAt } = row
  return {
    id: row.id,
    building: { id: row.buildingId, kind: 'building', name: row.buildingName },
    grid: { id: row.gridId, kind: 'grid', name: row.gridName },
    household: householdId === null || number === null || floor === null ? null : { id: householdId, number, floor },
    channel: row.channel,
    text: row.text,
    state: row.state,
    takenBy: takenById === null ? null : { personId: takenById, displayName: row.takenByName ?? '' },
    report: row.report,
    dueAt: toTime(row.dueAt),
    createdAt: toTime(row.createdAt),
    doneAt: doneAt === null ? null : toTime(doneAt),
    can: { take: allowsCareVerb(standing, row, 'take'), finish: allowsCareVerb(standing, row, 'finish') },
  }
}

export function presentConsent(row: ConsentRow): SensorConsent {
  return {
    id: row.id,
    householdId: row.householdId,
    channel: row.channel,
    deviceId: row.device,
    givenAt: toTime(row.givenAt),
    withdrawnAt: row.withdrawnAt === null ? null : toTime(row.withdrawnAt),
    can: { withdraw: row.withdrawnAt === null },
  }
}
