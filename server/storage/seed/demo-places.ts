import type { Tx } from '../store'
import { namedId, SeededRandom } from './random'
import { insertRows, type Row } from './rows'

/** The day on which the demo city was founded: ids of places and people carry it. */
export const FOUNDED_AT = new Date('2026-01-05T00:00:00.000Z')

export interface DemoHousehold {
  id: string
  communityId: string
  gridId: string
  buildingId: string
  number: string
}

export interface DemoGrid {
  id: string
  name: string
  communityId: string
  buildings: { id: string; name: string }[]
  households: DemoHousehold[]
}

export interface DemoCity {
  cityId: string
  streetId: string
  departmentId: string
  communities: { id: string; name: string; grids: DemoGrid[] }[]
}

interface Spot {
  id: string
  path: string
  communityId: string | null
}

const COMMUNITIES = [
  {
    name: '桂花苑社区',
    grids: ['桂花苑第一网格', '桂花苑第二网格', '桂花苑第三网格'],
    codes: ['GH01', 'GH02', 'GH03'],
  },
  {
    name: '梧桐里社区',
    grids: ['梧桐里第一网格', '梧桐里第二网格', '梧桐里第三网格'],
    codes: ['WT01', 'WT02', 'WT03'],
  },
]

// Grid 1: 5 buildings × 3 stairs × 10 floors × 2 doors = 300 households. The others are small: 2 × 1 × 6 × 2 = 24.
const LARGE = { buildings: 5, stairs: 3, floors: 10, doors: 2 }
const SMALL = { buildings: 2, stairs: 1, floors: 6, doors: 2 }

/** Where things lie, in millionths of a degree (WGS 84). The city of the story is nowhere; it reaches as far as a large one. */
const CITY = { lngE6: 120_500_000, latE6: 30_500_000, radiusMetres: 150_000 }
const FIRST_COMMUNITY = { lngE6: 120_153_000, latE6: 30_287_000 }
const COMMUNITY_STEP_LNG_E6 = 9_000
const GRID_STEP_LAT_E6 = 3_000
const BUILDING_STEP_LNG_E6 = 700

interface Point {
  lngE6: number
  latE6: number
}

/** The demo city, and the rows that it is made of. */
export interface PlacesPlan {
  city: DemoCity
  places: Row[]
  households: Row[]
}

/** One city, one street, two communities of three grids, and who may be asked for water. */
export function planPlaces(): PlacesPlan {
  const plan: Pick<PlacesPlan, 'places' | 'households'> = { places: [], households: [] }
  const random = new SeededRandom(20_260_105)
  const city = addPlace(plan, null, { kind: 'city', name: '清澜市', key: 'city', ...CITY })
  const district = addPlace(plan, city, { kind: 'district', name: '望湖区', key: 'district' })
  const street = addPlace(plan, district, { kind: 'street', name: '桂花街道', key: 'street' })
  const department = addPlace(plan, district, {
    kind: 'department',
    name: '供水公司城东站',
    key: 'department-water',
    sortOrder: 100,
  })
  const communities = COMMUNITIES.map(({ name, grids, codes }, index) => {
    const at = { ...FIRST_COMMUNITY, lngE6: FIRST_COMMUNITY.lngE6 + index * COMMUNITY_STEP_LNG_E6 }
    const community = addPlace(plan, street, {
      kind: 'community',
      name,
      key: name,
      code: `C${codes[0]}`,
      sortOrder: index,
      ...at,
    })
    const made = grids.map((gridName, order) => {
      const isFirst = index === 0 && order === 0
      const point = { ...at, latE6: at.latE6 + order * GRID_STEP_LAT_E6 }
      const grid = { name: gridName, code: codes[order] ?? null, sortOrder: order, ...point }
      return addGrid(plan, community, grid, isFirst ? LARGE : SMALL, random)
    })
    return { id: community.id, name, grids: made }
  })
  return { ...plan, city: { cityId: city.id, streetId: street.id, departmentId: department.id, communities } }
}

export async function insertPlaces(tx: Tx, { places, households }: PlacesPlan): Promise<void> {
  await insertRows(tx, 'Place', places)
  await insertRows(tx, 'Household', households)
}

type Rows = Pick<PlacesPlan, 'places' | 'households'>

function addPlace(
  plan: Rows,
  parent: Spot | null,
  place: Partial<typeof CITY> & { kind: string; name: string; key: string; code?: string | null; sortOrder?: number },
): Spot {
  const { kind, name, key, code = null, sortOrder = 0, lngE6 = null, latE6 = null, radiusMetres = null } = place
  const id = namedId(`place ${key}`, FOUNDED_AT)
  const path = `${parent?.path ?? ''}${id}/`
  const communityId = kind === 'community' ? id : (parent?.communityId ?? null)
  const where = { lngE6, latE6, radiusMetres }
  plan.places.push({
    id,
    kind,
    parentId: parent?.id ?? null,
    communityId,
    name,
    path,
    code,
    isDemo: true,
    sortOrder,
    ...where,
  })
  return { id, path, communityId }
}

function addGrid(
  plan: Rows,
  community: Spot,
  place: Point & { name: string; code: string | null; sortOrder: number },
  shape: typeof LARGE,
  random: SeededRandom,
): DemoGrid {
  const grid = addPlace(plan, community, { kind: 'grid', key: place.name, ...place })
  const made: DemoGrid = { id: grid.id, name: place.name, communityId: community.id, buildings: [], households: [] }
  for (let number = 1; number <= shape.buildings; number += 1) {
    const name = `${number} 号楼`
    const point = { lngE6: place.lngE6 + number * BUILDING_STEP_LNG_E6, latE6: place.latE6 }
    const key = `${place.name} ${name}`
    const building = addPlace(plan, grid, { kind: 'building', name, key, sortOrder: number, ...point })
    made.buildings.push({ id: building.id, name })
    made.households.push(...addHouseholds(plan, grid, building, shape, random))
  }
  return made
}

function addHouseholds(
  plan: Rows,
  grid: Spot,
  building: Spot,
  shape: typeof LARGE,
  random: SeededRandom,
): DemoHousehold[] {
  const communityId = grid.communityId ?? ''
  const made: DemoHousehold[] = []
  for (let stair = 1; stair <= shape.stairs; stair += 1) {
    for (let floor = 1; floor <= shape.floors; floor += 1) {
      for (let door = 1; door <= shape.doors; door += 1) {
        const number = `${stair}-${floor}${String(door).padStart(2, '0')}`
        // Times grow with the number, so that ids, and with them every list of households, are in the order of the doors.
        const at = new Date(FOUNDED_AT.getTime() + (stair * 100 + floor) * 10 + door)
        const id = namedId(`household ${building.id} ${number}`, at)
        const areaSquareCentimetres = random.between(58_00, 142_00) * 100
        const household = { id, communityId, gridId: grid.id, buildingId: building.id, number }
        plan.households.push({ ...household, floor, areaSquareCentimetres })
        made.push(household)
      }
    }
  }
  return made
}
