import type { Deps } from '../../deps'
import { decodeCursor } from '../../kernel/cursor'
import { found, refuseIf } from '../../kernel/problem'
import { findStanding, refuseNoticeWriting, type Standing } from '../membership'
import { findPlace, idsOnPath, listPlacesByIds } from '../places'
import type { FoundNotice } from './find-notice'
import { refuseReadPlace } from './policy'
import { listNotices, listPlacesOfNotices, listTopNotices, type NoticeRow, type ReadingPlace } from './repository'

const URGENT_MAX = 10
const OTHERS_ON_TOP_MAX = 3
/** After these an urgent or important notice is one among others. */
const ON_TOP_DAYS_MAX = 30

export interface NoticesPage {
  notices: FoundNotice[]
  standing: Standing
}

/** What is said to a place, to those above it and to the reader's own building in it, newest first, as its reader may see it; one item more than asked for tells of a next page. */
export async function listPlaceNotices(
  deps: Deps,
  query: { placeId: string; personId: string; cursor: string | undefined; limit: number },
): Promise<NoticesPage> {
  const { placeId, personId, cursor, limit } = query
  const before = decodeCursor(cursor, ['time', 'id'])
  const { standing, places } = await readAlongPath(deps, placeId, personId)
  const page = { readerId: personId, places, now: deps.clock.now(), before, limit: limit + 1 }
  return withPlaces(deps, await listNotices(deps.store.read, page), standing)
}

/** What stands on the home page: urgent notices, then important ones not confirmed and the newest, three of these at most. */
export async function listTopOfPlace(deps: Deps, query: { placeId: string; personId: string }): Promise<NoticesPage> {
  const { standing, places } = await readAlongPath(deps, query.placeId, query.personId)
  const now = deps.clock.now()
  const since = new Date(now.getTime() - ON_TOP_DAYS_MAX * 86_400_000)
  const rows = await listTopNotices(deps.store.read, {
    readerId: query.personId,
    placeIds: places.map(({ id }) => id),
    now,
    since,
    urgentMax: URGENT_MAX,
    othersMax: OTHERS_ON_TOP_MAX,
  })
  const isOnTop = ({ level, publishAt }: NoticeRow) => level === 'urgent' && publishAt > since.getTime()
  const urgent = rows.filter(isOnTop).slice(0, URGENT_MAX)
  const others = rows.filter((row) => !isOnTop(row)).slice(0, OTHERS_ON_TOP_MAX)
  return withPlaces(deps, [...urgent, ...others], standing)
}

async function readAlongPath(
  deps: Deps,
  placeId: string,
  personId: string,
): Promise<{ standing: Standing; places: ReadingPlace[] }> {
  const { read } = deps.store
  const place = found(await findPlace(read, placeId))
  const standing = await findStanding(read, personId)
  refuseIf(refuseReadPlace(standing, place.path))
  const ids = new Set([...idsOnPath(place.path), ...ownBuildings(standing, place.path)])
  const places = await listPlacesByIds(read, [...ids])
  return {
    standing,
    places: places.map(({ id, path }) => ({ id, showsAll: refuseNoticeWriting(standing, path) === null })),
  }
}

/** A grid's page is also that of the reader's own building in it: what is said to their stairs alone must not pass them by. */
const ownBuildings = ({ homes }: Standing, placePath: string): string[] =>
  homes
    .filter(({ state, gridPath }) => state === 'verified' && gridPath === placePath)
    .map(({ buildingId }) => buildingId)

async function withPlaces(deps: Deps, rows: readonly NoticeRow[], standing: Standing): Promise<NoticesPage> {
  const ids = rows.map(({ id }) => id)
  const places = await listPlacesOfNotices(deps.store.read, ids)
  const notices = rows.map((row) => ({ row, places: places.filter(({ noticeId }) => noticeId === row.id) }))
  return { notices, standing }
}
