import { randomInt } from 'node:crypto'
import { newId } from '../../kernel/ids'
import type { Store, Tx } from '../../storage/store'
import type { HouseholdRow, RefusedRow } from './household-rows'
import {
  findChildByName,
  findHouseholdByNumber,
  insertHousehold,
  insertPlace,
  listSubtree,
  type PlaceRow,
} from './repository'

const KINDS = ['city', 'district', 'street', 'community', 'grid', 'building'] as const
// No letter or digit that is taken for another when it is read from a wall.
const CODE_LETTERS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'
const CODE_LENGTH = 6
const ROWS_PER_WRITE = 200

export interface ImportReport {
  places: number
  households: number
  alreadyThere: number
  refused: RefusedRow[]
  grids: { name: string; code: string | null }[]
}

/** Makes the places and households of a table that are not there yet. The same table again makes nothing. */
export async function importHouseholds(
  store: Store,
  { good, refused }: { good: readonly HouseholdRow[]; refused: RefusedRow[] },
  now: Date,
): Promise<ImportReport> {
  const report: ImportReport = { places: 0, households: 0, alreadyThere: 0, refused, grids: [] }
  for (let start = 0; start < good.length; start += ROWS_PER_WRITE) {
    const made = await store.write(async (tx) => {
      const counts = { places: 0, households: 0, alreadyThere: 0 }
      for (const row of good.slice(start, start + ROWS_PER_WRITE)) await importRow(tx, row, now, counts)
      return counts
    })
    report.places += made.places
    report.households += made.households
    report.alreadyThere += made.alreadyThere
  }
  const grids = await listSubtree(store.read, '', 'grid')
  report.grids = grids.filter((grid) => !grid.isDemo).map(({ name, code }) => ({ name, code }))
  return report
}

interface Counts {
  places: number
  households: number
  alreadyThere: number
}

async function importRow(tx: Tx, row: HouseholdRow, now: Date, counts: Counts): Promise<void> {
  let parent: PlaceRow | null = null
  let gridId = ''
  for (const [depth, kind] of KINDS.entries()) {
    const name = row.names[depth] ?? ''
    const known: PlaceRow | null = await findChildByName(tx, parent?.id ?? null, kind, name)
    if (!known) counts.places += 1
    parent = known ?? (await addPlace(tx, parent, kind, name, now))
    if (kind === 'grid') gridId = parent.id
  }
  const building = parent
  if (!building?.communityId) return
  if (await findHouseholdByNumber(tx, building.communityId, building.id, row.number)) {
    counts.alreadyThere += 1
    return
  }
  counts.households += 1
  const { number, floor, areaSquareCentimetres } = row
  const { communityId, id: buildingId } = building
  await insertHousehold(tx, { id: newId(now), communityId, buildingId, gridId, number, floor, areaSquareCentimetres })
}

async function addPlace(tx: Tx, parent: PlaceRow | null, kind: string, name: string, now: Date): Promise<PlaceRow> {
  const id = newId(now)
  const place: PlaceRow = {
    id,
    kind,
    parentId: parent?.id ?? null,
    communityId: kind === 'community' ? id : (parent?.communityId ?? null),
    name,
    path: `${parent?.path ?? ''}${id}/`,
    code: kind === 'grid' || kind === 'community' ? newCode() : null,
    isDemo: false,
  }
  await insertPlace(tx, place)
  return place
}

/** 31^6 codes: two of a city of 6,000 grids are the same with odds of one in fifty, and then the unique key refuses the second. */
function newCode(): string {
  return Array.from({ length: CODE_LENGTH }, () => CODE_LETTERS[randomInt(CODE_LETTERS.length)]).join('')
}
