import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, renameSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { cellOf, countedAs, countersOf } from '../../server/features/appeals'
import { listMigrations, migrate } from '../../server/storage/migrate'
import type { AppealCategory, AppealState } from '../../src/contract'
import { tokenHashOf, uuid } from './city'
import { assertRoom, removeDatabase, scratch, withoutIndexes } from './fill'

/** One street. Its places and people are the same at every size; only the cases grow. */
export const STREET = { communities: 20, gridsPerCommunity: 5, buildingsPerGrid: 10, lng: 120.15, lat: 30.28 } as const
const GRIDS = STREET.communities * STREET.gridsPerCommunity

const FILL_VERSION = 3
const BYTES_PER_CASE = 4_000
const HASH = 'x'.repeat(43)
const DAY_MS = 86_400_000
const END_MS = Date.UTC(2026, 10, 1)
const SPAN_MS = 700 * DAY_MS

const inOrder = (kind: number) => (index: number) => uuid(Date.UTC(2024, 0, 1) + index, kind, index)
const cityId = inOrder(41)(0)
export const streetId = inOrder(42)(0)
const communityIdOf = inOrder(43)
export const gridIdOf = inOrder(44)
export const buildingIdOf = inOrder(45)
const householdIdOf = inOrder(46)
const departmentId = inOrder(47)(0)
const personIdOf = inOrder(48)
const communityOf = (grid: number) => communityIdOf(Math.floor(grid / STREET.gridsPerCommunity))

/** Whose token asks: the street's office, and a resident of grid `n` (from 1 on). */
export const STREET_STAFF = 0
export const residentOf = (grid: number) => 1 + grid

export const CATEGORIES: readonly AppealCategory[] = [
  ...(['facilities', 'sanitation', 'noise', 'parking', 'safety', 'elder_care', 'dispute', 'other'] as const),
]

/** Of twenty cases four wait, each at another desk, one waits for a rating, and fifteen are closed. */
const OPEN_STATES: readonly [state: AppealState, desk: string, level: string][] = [
  ['submitted', 'grid', 'grid'],
  ['accepted', 'grid', 'grid'],
  ['assigned', 'department', 'street'],
  ['approved', 'street', 'street'],
  ['answered', 'grid', 'grid'],
]

/** Makes a database with that many cases of one street, or takes the one that is kept. */
export async function fillCases(
  cases: number,
  options: { fresh: boolean; say: (line: string) => void },
): Promise<string> {
  const key = createHash('sha256').update(String(FILL_VERSION))
  for (const { checksum } of listMigrations('sqlite')) key.update(checksum)
  const folder = dirname(scratch('x'))
  const file = join(folder, `${cases}-cases-${key.digest('hex').slice(0, 12)}.db`)
  if (existsSync(file) && !options.fresh) return file
  mkdirSync(folder, { recursive: true })
  assertRoom(cases * BYTES_PER_CASE + 100_000_000)
  options.say(`filling a database with ${cases.toLocaleString('en')} cases …`)
  const making = join(folder, `making-cases-${process.pid}.db`)
  for (const name of [making, file]) removeDatabase(name)
  await migrate(`file:${making}`)
  const database = new Database(making)
  database.pragma('synchronous = OFF')
  const insertAll = database.transaction(() => {
    insertStreet(database)
    insertCases(database, cases)
  })
  withoutIndexes(database, insertAll)
  database.pragma('wal_checkpoint(TRUNCATE)')
  database.close()
  renameSync(making, file)
  return file
}

/** Inserts a row by the names of its columns. */
function inserter(database: Database.Database, table: string, columns: readonly string[]) {
  const names = columns.map((column) => `"${column}"`).join(', ')
  return database.prepare(`INSERT INTO "${table}" (${names}) VALUES (${columns.map(() => '?').join(', ')})`)
}

function insertStreet(database: Database.Database): void {
  const at = END_MS - SPAN_MS
  const place = inserter(database, 'Place', [
    ...['id', 'kind', 'parentId', 'communityId', 'name', 'path', 'sortOrder', 'lngE6', 'latE6', 'radiusMetres'],
  ])
  const point = [STREET.lng * 1e6, STREET.lat * 1e6]
  place.run(cityId, 'city', null, null, '城', `${cityId}/`, 0, ...point, 50_000)
  const street = `${cityId}/${streetId}/`
  place.run(streetId, 'street', cityId, null, '街道', street, 0, ...point, null)
  place.run(departmentId, 'department', streetId, null, '供水', `${street}${departmentId}/`, 0, null, null, null)
  for (let grid = 0; grid < GRIDS; grid += 1) {
    const community = communityOf(grid)
    const path = `${street}${community}/`
    if (grid % STREET.gridsPerCommunity === 0)
      place.run(community, 'community', streetId, community, '社区', path, grid, ...point, null)
    const gridPath = `${path}${gridIdOf(grid)}/`
    place.run(gridIdOf(grid), 'grid', community, community, '网格', gridPath, grid, ...point, null)
    for (let k = 0; k < STREET.buildingsPerGrid; k += 1) {
      const id = buildingIdOf(grid * STREET.buildingsPerGrid + k)
      place.run(id, 'building', gridIdOf(grid), community, `${k + 1}幢`, `${gridPath}${id}/`, k, ...point, null)
    }
  }
  insertPeople(database, at)
}

function insertPeople(database: Database.Database, at: number): void {
  const person = inserter(database, 'Person', ['id', 'displayName', 'createdAt'])
  const session = inserter(database, 'Session', ['tokenHash', 'personId', 'provider', 'createdAt', 'expiresAt'])
  const household = inserter(database, 'Household', ['communityId', 'buildingId', 'id', 'gridId', 'number', 'floor'])
  const membership = inserter(database, 'Membership', [
    ...['communityId', 'id', 'personId', 'householdId', 'buildingId', 'gridId'],
    ...['relation', 'state', 'createdAt', 'requestHash'],
  ])
  for (let index = 0; index <= GRIDS; index += 1) {
    person.run(personIdOf(index), `邻居${index}`, at)
    session.run(tokenHashOf(index), personIdOf(index), 'wechat', at, Date.UTC(2090, 0, 1))
    if (index === STREET_STAFF) continue
    const grid = index - 1
    const [community, building] = [communityOf(grid), buildingIdOf(grid * STREET.buildingsPerGrid)]
    household.run(community, building, householdIdOf(grid), gridIdOf(grid), '101', 1)
    const home = [householdIdOf(grid), building, gridIdOf(grid), 'owner', 'verified', at, HASH]
    membership.run(community, inOrder(49)(grid), personIdOf(index), ...home)
  }
  inserter(database, 'StaffRole', ['id', 'personId', 'placeId', 'role', 'grantedAt']).run(
    ...[inOrder(50)(0), personIdOf(STREET_STAFF), streetId, 'street_staff', at],
  )
}

const CASE_COLUMNS = [
  ...['communityId', 'id', 'streetId', 'gridId', 'buildingId', 'nearPlaceId', 'category', 'text', 'lngE6', 'latE6'],
  ...['cell', 'reporterId', 'isOpen', 'state', 'level', 'desk', 'handlerPlaceId', 'departmentId', 'workingHours'],
  ...['dueAt', 'actAt', 'answeredAt', 'endedAt', 'endedBy', 'stars', 'starsGiven', 'householdCount', 'lastSequence'],
  ...['countedAs', 'createdAt', 'requestHash'],
]

function insertCases(database: Database.Database, cases: number): void {
  const insert = inserter(database, 'Appeal', CASE_COLUMNS)
  const event = inserter(database, 'AppealEvent', [
    ...['communityId', 'appealId', 'sequence', 'kind', 'actorRole', 'toState', 'level', 'handlerPlaceId', 'at'],
  ])
  const counts = new Map<string, number>()
  for (let index = 0; index < cases; index += 1) {
    const one = caseOf(index, cases)
    insert.run(...one.row)
    event.run(one.communityId, one.id, 1, 'report', 'reporter', 'submitted', 'grid', one.gridId, one.createdAt)
    const day = new Date(one.createdAt).toISOString().slice(0, 10)
    for (const period of ['all', day.slice(0, 7), day]) {
      for (const dimension of one.counted) {
        for (const [partition, placeId] of countersOf({ ...one, streetId }, dimension)) {
          const key = [partition, placeId, period, dimension].join('|')
          counts.set(key, (counts.get(key) ?? 0) + 1)
        }
      }
    }
  }
  const count = inserter(database, 'AppealCount', ['communityId', 'gridId', 'period', 'dimension', 'count'])
  for (const key of [...counts.keys()].sort()) count.run(...key.split('|'), counts.get(key))
}

function caseOf(index: number, cases: number) {
  const chance = (of: number, salt: number) => mix(index, salt) % of
  const grid = index % GRIDS
  const [communityId, gridId] = [communityOf(grid), gridIdOf(grid)]
  const building = buildingIdOf(grid * STREET.buildingsPerGrid + chance(STREET.buildingsPerGrid, 1))
  const createdAt = END_MS - SPAN_MS + Math.floor((index / cases) * SPAN_MS)
  const id = uuid(createdAt, 51, index)
  const category = CATEGORIES[chance(CATEGORIES.length, 2)] ?? 'other'
  const [state, desk, level] = OPEN_STATES[chance(20, 3)] ?? (['closed', 'grid', 'grid'] as const)
  const isOpen = state !== 'closed'
  const isWaiting = isOpen && state !== 'answered'
  const handler = desk === 'street' ? streetId : desk === 'department' ? departmentId : gridId
  const answeredAt = isWaiting ? null : createdAt + (1 + chance(90, 4)) * 3_600_000
  const dueAt = isWaiting ? createdAt + 3 * DAY_MS : null
  const stars = isOpen ? null : 4 + chance(2, 5)
  const [lngE6, latE6] = [120_130_000 + chance(40_000, 6), 30_260_000 + chance(40_000, 7)]
  const starsGiven = stars === null ? '' : String(stars)
  const buildingId = building
  const times = { createdAt, answeredAt, overdueAt: null }
  const counted = countedAs({ state, level: level as 'grid', category, buildingId, starsGiven, ...times })
  const row = [
    ...[
      communityId,
      id,
      streetId,
      gridId,
      building,
      building,
      category,
      '楼道的灯不亮了，晚上看不清台阶',
      lngE6,
      latE6,
    ],
    ...[cellOf({ lngE6, latE6 }), personIdOf(residentOf(grid)), isOpen ? 1 : 0, state, level, desk, handler],
    ...[desk === 'department' ? departmentId : null, 24, dueAt, null, answeredAt, isOpen ? null : answeredAt],
    ...[isOpen ? null : 'rating', stars, starsGiven, 1 + chance(9, 8), 1, JSON.stringify(counted), createdAt, HASH],
  ]
  return { communityId, gridId, id, createdAt, counted, row }
}

/** A number that has nothing to do with the next one, so that states, places and kinds are mixed (the finaliser of MurmurHash3). */
function mix(index: number, salt: number): number {
  let hash = Math.imul(index + 1, 0x9e3779b1) ^ Math.imul(salt, 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
