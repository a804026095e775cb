import type { PollSettings } from '../../../src/contract'
import type { Deps } from '../../deps'
import { found, Problem, refuseIf } from '../../kernel/problem'
import { findStanding } from '../membership'
import { findPlace, type PlaceRow } from '../places'
import { refuseKeeping, refusePolls } from './policy'
import { findSettings, saveMinor, saveSettings } from './repository'
import { USUAL_SETTINGS } from './rules'

/** The days a community asks for, to whoever has a tie to it, and whether they may set them. */
export async function readSettings(deps: Deps, placeId: string, personId: string) {
  const { read } = deps.store
  const place = found(await findPlace(read, placeId))
  const standing = await findStanding(read, personId)
  refuseIf(refusePolls(standing, { placePath: place.path }))
  const settings = (await findSettings(read, communityOf(place))) ?? USUAL_SETTINGS
  const mayChange = place.kind === 'community' && refuseKeeping(standing, { placePath: place.path }) === null
  return { ...settings, can: { change: mayChange } }
}

/** Sets them for polls announced from now on. */
export async function changeSettings(
  deps: Deps,
  { placeId, personId, settings }: { placeId: string; personId: string; settings: PollSettings },
): Promise<void> {
  const now = deps.clock.now()
  await deps.store.write(async (tx) => {
    const place = found(await findPlace(tx, placeId))
    refuseIf(refuseKeeping(await findStanding(tx, personId), { placePath: place.path }))
    if (place.kind !== 'community') throw new Problem('not_found')
    if (settings.windowDaysMin > settings.windowDaysMax) {
      throw new Problem('invalid_request', { fields: [{ path: 'windowDaysMin', message: 'more than windowDaysMax' }] })
    }
    await saveSettings(tx, communityOf(place), settings, personId, now)
  })
}

/** Notes that a resident is not of age before a day: off every roll of a poll that opens before it. */
export async function noteMinor(
  deps: Deps,
  command: { placeId: string; personId: string; minorId: string; ofAgeOn: string },
): Promise<void> {
  const { placeId, personId, minorId, ofAgeOn } = command
  await deps.store.write(async (tx) => {
    const place = found(await findPlace(tx, placeId))
    refuseIf(refuseKeeping(await findStanding(tx, personId), { placePath: place.path }))
    const communityId = communityOf(place)
    const { homes } = await findStanding(tx, minorId)
    if (!homes.some((home) => home.communityId === communityId)) throw new Problem('not_found')
    await saveMinor(tx, { communityId, personId: minorId, ofAgeOn, notedById: personId })
  })
}

function communityOf(place: PlaceRow): string {
  return found(place.communityId)
}
