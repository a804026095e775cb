import type { NotificationKind } from '../../../src/contract'
import type { Tx } from '../../storage/store'
import { listPeopleOnDuty } from '../hand-overs'
import { notify } from '../notifications'
import { idsOnPath } from '../places'
import type { CaseRow } from './repository'
import { ROLE_OF_DESK } from './rules'
import { listBarred, listTies } from './tie-repository'

/** What a sentence may say of a case: where it is and what it is about, and never whose it is or what they wrote. */
function paramsOf(row: CaseRow): Record<string, string> {
  return {
    category: row.category,
    place: row.buildingName === null ? row.gridName : `${row.gridName} ${row.buildingName}`,
    handler: row.handlerName,
    ...(row.dueAt === null ? {} : { dueAt: new Date(row.dueAt).toISOString() }),
    ...(row.closesAt === null ? {} : { closesAt: new Date(row.closesAt).toISOString() }),
  }
}

interface Telling {
  kind: NotificationKind
  at: Date
  params?: Record<string, string>
  /** Whoever did it knows. */
  exceptId?: string | null
}

/** Tells whoever sits at the desk on which a case lies now, but those whom it is about. */
export async function tellDesk(
  tx: Tx,
  row: CaseRow,
  { kind, at, params = {}, exceptId = null }: Telling,
): Promise<void> {
  const onDuty = await listPeopleOnDuty(tx, [ROLE_OF_DESK[row.desk]], idsOnPath(row.handlerPath), at)
  const barred = await listBarred(tx, row)
  await notify(tx, {
    personIds: onDuty.filter((personId) => personId !== exceptId && !barred.includes(personId)),
    kind,
    params: { ...paramsOf(row), ...params },
    subject: { kind: 'appeal', id: row.id },
    at,
  })
}

/** Tells everybody whom a case concerns, or its reporter alone. */
export async function tellResidents(
  tx: Tx,
  row: CaseRow,
  { kind, at, params = {}, exceptId = null }: Telling,
  who: 'all' | 'reporter' | 'others' = 'all',
): Promise<void> {
  const ties = who === 'reporter' ? [] : await listTies(tx, row)
  const concerned = [...ties.map(({ personId }) => personId), ...(row.reporterId === null ? [] : [row.reporterId])]
  const personIds = concerned.filter(
    (personId) => personId !== exceptId && (who !== 'others' || personId !== row.reporterId),
  )
  await notify(tx, {
    personIds,
    kind,
    params: { ...paramsOf(row), ...params },
    subject: { kind: 'appeal', id: row.id },
    at,
  })
}
