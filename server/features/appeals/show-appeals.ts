import type { Appeal, AppealLine, Image, PlaceBrief, SimilarAppeal } from '../../../src/contract'
import type { Deps } from '../../deps'
import type { Reader } from '../../storage/store'
import { findDuties } from '../hand-overs'
import { hearVoice, type ImageAudience, type ImageVariant, imageAddress, listImages, presentImage } from '../media'
import type { Standing } from '../membership'
import { listPlacesByIds, presentPlaceBrief } from '../places'
import { factsOf, findViewer, findViewers } from './case-facts'
import { officesOf, readsAll, refuseSetConflict } from './policy'
import { type CasePictures, presentLine, presentTimeline } from './presenter'
import { type CaseRow, type EventRow, listEvents, listRatings } from './repository'
import { listBarred } from './tie-repository'

/** The pictures of some rows in one question. */
async function findImages(deps: Deps, lists: readonly string[]): Promise<CasePictures> {
  const ids = lists.flatMap((list) => (list === '[]' ? [] : (JSON.parse(list) as string[])))
  const rows = ids.length === 0 ? [] : await listImages(deps.store.read, ids)
  const presented = (some: typeof rows, audience: ImageAudience): ReadonlyMap<string, Image> => {
    const addressOf = (imageId: string, variant: ImageVariant) => imageAddress(deps, imageId, variant, audience)
    return new Map(some.map((row) => [row.id, presentImage(row, addressOf, null)]))
  }
  const approved = rows.filter(({ state, isWithheld }) => state === 'approved' && !isWithheld)
  return { insider: presented(rows, 'insider'), anybody: presented(approved, 'anybody') }
}

async function findPlaces(reader: Reader, events: readonly EventRow[]): Promise<ReadonlyMap<string, PlaceBrief>> {
  const ids = new Set(
    events.flatMap(({ handlerPlaceId, actorPlaceId }) => [handlerPlaceId, actorPlaceId ?? handlerPlaceId]),
  )
  const places = await listPlacesByIds(reader, [...ids])
  return new Map(places.map((place) => [place.id, presentPlaceBrief(place)]))
}

/** A case with its file, as this person sees it. */
export async function showAppeal(
  deps: Deps,
  row: CaseRow,
  personId: string,
  similar: SimilarAppeal[] = [],
): Promise<Appeal> {
  const { read } = deps.store
  const now = deps.clock.now()
  const viewer = await findViewer(read, row, personId, now)
  const facts = factsOf(row)
  const events = await listEvents(read, row)
  const images = await findImages(deps, [row.imageIds, ...events.map(({ imageIds }) => imageIds)])
  const isStaff = officesOf(viewer, facts).length > 0
  const ratingTexts = new Map((await listRatings(read, row)).map(({ sequence, text }) => [sequence, text]))
  const seesAll = readsAll(viewer, facts)
  // By a voice people know whose it is: neighbours hear it where they may read the words, and the name is none to be kept from them.
  const mayHear = seesAll || (row.isPublic && !row.isAnonymous)
  return {
    ...presentLine(row, { viewer, now, isList: false, images }),
    voice: mayHear ? await hearVoice(deps, row.voiceId, seesAll ? 'insider' : 'anybody') : null,
    timeline: presentTimeline(events, {
      seesAll,
      isStaff,
      places: await findPlaces(read, events),
      images,
      ratingTexts,
    }),
    similar,
    departmentRating: isStaff ? row.departmentStars : null,
    barredIds: refuseSetConflict(viewer, facts) === null ? await listBarred(read, row) : [],
  }
}

/** Cases in a list, as this person sees them. */
export async function showLines(
  deps: Deps,
  rows: readonly CaseRow[],
  person: { personId: string; standing?: Standing },
): Promise<AppealLine[]> {
  const now = deps.clock.now()
  const standing = person.standing ?? (await findDuties(deps.store.read, person.personId, now))
  const viewers = await findViewers(deps.store.read, standing, rows)
  const images = await findImages(
    deps,
    rows.map(({ imageIds }) => imageIds),
  )
  return rows.map((row) => presentLine(row, { viewer: viewers.of(row.id), now, isList: true, images }))
}
