import type { Deps } from '../../deps'
import { eraseImages } from '../media'
import { forgetPicture, listEndedWithPicture } from './repository'
import { SIGHTINGS_KEPT_DAYS } from './rules'
import { deleteOldSightings } from './sighting-repository'

const PICTURES_PER_RUN = 100

/** Files first, then the row that names them, then the alert's word of it: cut short anywhere, it can be done again. */
export async function clearPicture(deps: Deps, { id, imageId }: { id: string; imageId: string }): Promise<void> {
  await eraseImages(deps, [imageId])
  await deps.store.write((tx) => forgetPicture(tx, id))
}

/** The job: takes away what the end of an alert left behind, and where people were seen when they have long been found. */
export async function clearEndedAlerts(deps: Deps): Promise<void> {
  for (const alert of await listEndedWithPicture(deps.store.read, PICTURES_PER_RUN)) await clearPicture(deps, alert)
  const endedBefore = new Date(deps.clock.now().getTime() - SIGHTINGS_KEPT_DAYS * 86_400_000)
  await deps.store.write((tx) => deleteOldSightings(tx, endedBefore))
}
