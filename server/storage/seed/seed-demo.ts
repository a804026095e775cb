import type { Store, Tx } from '../store'
import { fillLife } from './demo-life'
import { insertPeople, planPeople } from './demo-people'
import { insertPlaces, planPlaces } from './demo-places'
import { openBudgets } from './demo-points'

// A mark for each extent, so that a city of people alone can be given its life later.
const PEOPLE_DONE = 'demo-people-filled'
const LIFE_BEGUN = 'demo-begun'
const LIFE_DONE = 'demo-filled'

export interface SeedOptions {
  /** `people`: places and people only, for tests. `life`: three weeks of posts, comments and notices as well. */
  extent: 'people' | 'life'
  now: Date
  /** Where pictures are kept. */
  dataDir: string
  onProgress?: (step: string) => void
}

/**
 * Fills the demo once; a second call finds it there, and a call for life after one for people adds the life. A filling that was cut short is
 * gone through again with the time at which it began, on which all its ids depend, so that it ends up whole.
 */
export async function seedDemo(store: Store, options: SeedOptions): Promise<'filled' | 'already_there'> {
  const { extent, now, dataDir, onProgress = () => undefined } = options
  const marks = await store.read.prisma.setting.findMany({ where: { key: { in: [PEOPLE_DONE, LIFE_DONE] } } })
  const isDone = marks.some(({ key }) => key === LIFE_DONE || extent === 'people')
  if (isDone) return 'already_there'
  onProgress('places and people')
  const places = planPlaces()
  const people = planPeople(places.city)
  await store.write(async (tx) => {
    await insertPlaces(tx, places)
    await insertPeople(tx, people)
    await openBudgets(tx, places.city, people, now)
    await mark(tx, PEOPLE_DONE, now.toISOString(), now)
  })
  if (extent === 'people') return 'filled'
  const begunAt = await store.write((tx) => mark(tx, LIFE_BEGUN, now.toISOString(), now))
  await fillLife(store, { city: places.city, people, now: new Date(begunAt), dataDir, onProgress })
  await store.write((tx) => mark(tx, LIFE_DONE, now.toISOString(), now))
  return 'filled'
}

/** The value that stands there: the first one that was written. */
async function mark(tx: Tx, key: string, value: string, at: Date): Promise<string> {
  const { value: kept } = await tx.prisma.setting.upsert({
    where: { key },
    create: { key, value, updatedAt: at },
    update: {},
  })
  return kept
}
