import type {
  AppealLine,
  Image,
  PlaceBrief,
  SimilarAppeal,
  TimelineEntry,
  TimelineKind,
  TimelineRole,
} from '../../../src/contract'
import { presentPlaceBrief } from '../places'
import { factsOf } from './case-facts'
import { toPoint } from './geo'
import { abilities, isReporter, readsAll, refuseSee, type Viewer } from './policy'
import type { CaseRow, EventRow } from './repository'
import { mayUndo } from './rules'
import { WAITING } from './transitions'

/** What stands around a case for whoever reads it. */
export interface Surroundings {
  viewer: Viewer
  now: Date
  /** In a list no neighbour is named. */
  isList: boolean
  images: CasePictures
}

/** Pictures by their ids: all of them for whoever handles or reported the case; what was approved and is not withheld for everybody. */
export interface CasePictures {
  insider: ReadonlyMap<string, Image>
  anybody: ReadonlyMap<string, Image>
}

function toTime(at: number): string
function toTime(at: number | null): string | null
function toTime(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString()
}

const briefOf = (id: string | null, kind: string, name: string | null): PlaceBrief | null =>
  id === null ? null : presentPlaceBrief({ id, kind, name: name ?? '' })

export function presentLine(row: CaseRow, around: Surroundings): AppealLine {
  const { viewer, now, isList } = around
  const facts = factsOf(row)
  const seesAll = readsAll(viewer, facts)
  // The page of a street counts cases of all its communities; what they say is for their own people.
  const isReadable = refuseSee(viewer, facts) === null
  const mayName = seesAll || (!row.isAnonymous && !isList && !row.isConflict)
  const isLateNow = WAITING.includes(row.state) && row.dueAt !== null && row.dueAt < now.getTime()
  return {
    id: row.id,
    placeId: row.gridId,
    place: presentPlaceBrief({ id: row.gridId, kind: 'grid', name: row.gridName }),
    building: briefOf(isReadable ? row.buildingId : null, 'building', row.buildingName),
    category: row.category,
    text: isReadable && (seesAll || row.isPublic) ? row.text : '',
    images: imagesFor(row.imageIds, seesAll, isReadable && row.isPublic, around.images),
    location: isReadable ? toPoint(row.lngE6, row.latE6) : null,
    state: row.state,
    level: row.level,
    handler: { placeId: row.handlerPlaceId, kind: row.handlerKind as PlaceBrief['kind'], name: row.handlerName },
    wishedDepartment: briefOf(row.wishedDepartmentId, 'department', row.wishedDepartmentName),
    department: briefOf(row.departmentId, 'department', row.departmentName),
    dueAt: toTime(row.dueAt),
    overdue: row.overdueAt !== null || isLateNow,
    households: row.householdCount,
    rating: row.stars,
    anonymous: row.isAnonymous,
    visibleName: mayName ? row.reporterName : null,
    conflict: row.isConflict,
    isMine: isReporter(viewer, facts),
    isJoined: viewer.tie === 'joined' || viewer.tie === 'merged',
    mergedIntoId: row.mergedIntoId,
    createdAt: toTime(row.createdAt),
    answeredAt: toTime(row.answeredAt),
    closesAt: toTime(row.closesAt),
    endedAt: toTime(row.endedAt),
    can: abilities(viewer, facts, mayUndo(row.endedAt, now)),
  }
}

/** Pictures in the order in which they were given; one that is gone is left out. */
function imagesFor(imageIds: string, seesAll: boolean, isPublic: boolean, images: CasePictures): Image[] {
  if (!seesAll && !isPublic) return []
  const seen = seesAll ? images.insider : images.anybody
  return (JSON.parse(imageIds) as string[]).flatMap((id) => seen.get(id) ?? [])
}

export interface TimelineSurroundings {
  seesAll: boolean
  isStaff: boolean
  places: ReadonlyMap<string, PlaceBrief>
  images: CasePictures
  /** What the resident wrote with a rating, by the number of its line. */
  ratingTexts: ReadonlyMap<number, string | null>
}

/** The case file for its reader: notes are for staff, and what the reporter wrote with a rating for them and staff. */
export function presentTimeline(events: readonly EventRow[], around: TimelineSurroundings): TimelineEntry[] {
  const { seesAll, isStaff, places, images, ratingTexts } = around
  const shown = events.filter(({ kind }) => isStaff || kind !== 'note')
  return shown.map((event) => {
    const handler = places.get(event.handlerPlaceId) ?? { id: event.handlerPlaceId, kind: 'grid', name: '' }
    const ratingText = seesAll ? (ratingTexts.get(event.sequence) ?? null) : null
    return {
      sequence: event.sequence,
      kind: event.kind as TimelineKind,
      by: event.actorRole as TimelineRole,
      byPlace: event.actorPlaceId === null ? null : (places.get(event.actorPlaceId) ?? null),
      from: event.fromState,
      to: event.toState,
      level: event.level,
      handler,
      dueAt: toTime(event.dueAt),
      at: toTime(event.at),
      text: event.kind === 'rate' ? ratingText : event.text,
      images: imagesFor(event.imageIds, seesAll, true, images),
      stars: event.stars,
    }
  })
}

export function presentSimilar(row: CaseRow, metres: number | null, isJoined: boolean): SimilarAppeal {
  return {
    id: row.id,
    category: row.category,
    text: row.text,
    state: row.state,
    households: row.householdCount,
    metres: metres === null ? null : Math.round(metres),
    isJoined,
    createdAt: toTime(row.createdAt),
  }
}
