import type { AppealCategory, GeoPoint } from '../../../src/contract'
import { found, Problem } from '../../kernel/problem'
import { dayOf, dueAfter, type WorkingCalendar } from '../../kernel/working-days'
import type { Reader, Tx } from '../../storage/store'
import { findDispatch, findStreet, levelOf } from '../dispatch'
import { findPlace, idsOnPath, listPlacesByIds, type PlaceRow } from '../places'
import { countChanges, countedAs } from './counting'
import { cellOf, isInCity, type StoredPoint, toStored } from './geo'
import { addToCounts, type CaseRow, findCase, insertCase, insertEvent } from './repository'
import { tellDesk } from './tell-people'
import { insertTie, recountHouseholds } from './tie-repository'
import { type Desk, hoursOfDesk } from './transitions'

export interface NewAppeal {
  id: string
  placeId: string
  source: 'resident' | '12345' | 'hotline' | 'smoke_sensor' | 'door_sensor'
  category: AppealCategory
  /** Normalised already. */
  text: string
  imageIds: readonly string[]
  voiceId?: string | null
  location: GeoPoint | null
  reporter: { personId: string; householdId: string | null } | null
  isAnonymous: boolean
  isConflict: boolean
  isPublic: boolean
  requestHash: string
  at: Date
  calendar: WorkingCalendar
  /** Its desk is told of many at once, by the caller. */
  isQuiet?: boolean
}

/** Where a case lies: a grid, or a building in one. */
export interface Spot {
  grid: PlaceRow & { communityId: string }
  building: PlaceRow | null
  street: PlaceRow
  city: CityRow | null
}

interface CityRow {
  lngE6: number | null
  latE6: number | null
  radiusMetres: number | null
}

/** @throws Problem not_found; invalid_request (placeId) where the place is no grid or building */
export async function getSpot(reader: Reader, placeId: string): Promise<Spot> {
  const place = found(await findPlace(reader, placeId))
  const building = place.kind === 'building' ? place : null
  const grid = building === null ? place : found(await findPlace(reader, building.parentId ?? ''))
  const { communityId } = grid
  const street = await findStreet(reader, place.path)
  if (grid.kind !== 'grid' || communityId === null || street === null)
    throw invalid('placeId', 'not a grid or a building')
  return { grid: { ...grid, communityId }, building, street, city: await findCity(reader, place.path) }
}

/** How far the city reaches that a place lies in. */
export async function findCity(reader: Reader, path: string): Promise<CityRow | null> {
  const city = (await listPlacesByIds(reader, idsOnPath(path))).find(({ kind }) => kind === 'city')
  if (city === undefined) return null
  const row = await reader.sql.get<CityRow>('SELECT "lngE6", "latE6", "radiusMetres" FROM "Place" WHERE "id" = ?', [
    city.id,
  ])
  return row ?? null
}

/** @throws Problem point_outside_city */
export function getPoint(location: GeoPoint | null, spot: Spot): StoredPoint | null {
  if (location === null) return null
  const point = toStored(location)
  if (!isInCity(point, spot.city)) throw new Problem('point_outside_city')
  return point
}

/**
 * Opens a case in the transaction given: dispatched by the table of the street, with a due time, the first line of its file, and its desk told.
 * Whether somebody may, and whether it is there already, is for the caller to ask.
 */
export async function openAppeal(tx: Tx, one: NewAppeal): Promise<CaseRow> {
  const spot = await getSpot(tx, one.placeId)
  const { grid, building, street } = spot
  const point = getPoint(one.location, spot)
  const { firstHours, ...first } = await findFirstDesk(tx, one, spot)
  const { dueAt, isProvisional } = dueAfter(one.at, firstHours, one.calendar)
  await insertCase(tx, {
    communityId: grid.communityId,
    id: one.id,
    streetId: street.id,
    gridId: grid.id,
    buildingId: building?.id ?? null,
    nearPlaceId: building?.id ?? grid.id,
    source: one.source,
    category: one.category,
    text: one.text,
    imageIds: one.imageIds,
    voiceId: one.voiceId ?? null,
    lngE6: point?.lngE6 ?? null,
    latE6: point?.latE6 ?? null,
    cell: point === null ? null : cellOf(point),
    reporterId: one.reporter?.personId ?? null,
    isAnonymous: one.isAnonymous,
    isConflict: one.isConflict,
    isPublic: one.isPublic,
    ...first,
    dueAt,
    provisionalSince: isProvisional ? one.at : null,
    createdAt: one.at,
    requestHash: one.requestHash,
  })
  return begin(tx, one, dueAt)
}

async function findFirstDesk(tx: Tx, one: NewAppeal, { grid, building, street }: Spot) {
  const rule = await findDispatch(tx, building?.path ?? grid.path, one.category)
  const handler = one.isConflict && rule.handler === 'grid' ? 'street' : rule.handler
  const placeOf: Record<typeof handler, string> = {
    grid: grid.id,
    street: street.id,
    department: rule.departmentId ?? street.id,
  }
  const desk: Desk = handler
  const departmentId = handler === 'department' ? rule.departmentId : null
  return {
    level: levelOf(handler),
    desk,
    handlerPlaceId: placeOf[handler],
    departmentId,
    workingHours: rule.workingHours,
    // The table speaks of the desk that it names; a case about the grid, which goes past that desk, has the street's hours.
    firstHours: desk === rule.handler ? rule.workingHours : hoursOfDesk(desk, rule.workingHours),
  }
}

/** The first line, the reporter's tie, the counters, and word to the desk. */
async function begin(tx: Tx, one: NewAppeal, dueAt: Date): Promise<CaseRow> {
  const row = found(await findCase(tx, one.id))
  const { reporter, at } = one
  await insertEvent(tx, {
    communityId: row.communityId,
    appealId: row.id,
    sequence: 1,
    kind: 'report',
    actorId: reporter?.personId ?? null,
    actorRole: reporter === null ? 'channel' : 'reporter',
    actorPlaceId: null,
    fromState: null,
    toState: 'submitted',
    level: row.level,
    handlerPlaceId: row.handlerPlaceId,
    dueAt,
    text: null,
    imageIds: '[]',
    stars: null,
    otherAppealId: null,
    at,
  })
  const counted = countedAs(row)
  await tx.sql.run(`UPDATE "Appeal" SET "lastSequence" = 1, "countedAs" = ? WHERE "id" = ?`, [
    JSON.stringify(counted),
    row.id,
  ])
  await addToCounts(tx, row, dayOf(at), countChanges([], counted))
  if (reporter !== null) {
    await insertTie(tx, row, { personId: reporter.personId, kind: 'reporter', householdId: reporter.householdId }, at)
    await recountHouseholds(tx, row)
  }
  const opened = found(await findCase(tx, one.id))
  if (!one.isQuiet) await tellDesk(tx, opened, { kind: 'appeal_waiting', at, exceptId: reporter?.personId ?? null })
  return opened
}

function invalid(path: string, message: string): Problem {
  return new Problem('invalid_request', { fields: [{ path, message }] })
}
