import type { Store, Tx } from '../store'
import { fillLife } from './demo-life'
import { insertPeople, planPeople } from './demo-people'
import { insertPlaces, planPlaces } from './demo-places'

const BEGUN = 'demo-begun'
const DONE = 'demo-filled'

export interface SeedOptions {
  /** `people`: places and people only, for tests. `life`: three weeks of posts, comments and notices as well. */
  extent: 'people' | 'life'
  now: Date
  /** Where pictures are kept. */
  dataDir: string
  onProgress?: (step: string) => void
}

/**
 * Fills the demo once; a second call finds it there. A filling that was cut short is gone through again with the time at which it began, on
 * which all its ids depend, so that it ends up whole.
 */
export async function seedDemo(store: Store, options: SeedOptions): Promise<'filled' | 'already_there'> {
  const { extent, now, dataDir, onProgress = () => undefined } = options
  if (await store.read.prisma.setting.findUnique({ where: { key: DONE } })) return 'already_there'
  onProgress('places and people')
  const places = planPlaces()
  const people = planPeople(places.city)
  const begunAt = await store.write(async (tx) => {
    await insertPlaces(tx, places)
    await insertPeople(tx, people)
    if (extent === 'people') await mark(tx, DONE, extent, now)
    return mark(tx, BEGUN, now.toISOString(), now)
  })
  if (extent === 'people') return 'filled'
  await fillLife(store, { city: places.city, people, now: new Date(begunAt), dataDir, onProgress })
  await store.write((tx) => mark(tx, DONE, extent, now))
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
