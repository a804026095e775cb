import {
  type AppealCategory,
  type AppealLevel,
  type AppealState,
  type AppealsSummary,
  CATEGORY_NAMES,
} from '../../../src/contract'
import type { Deps } from '../../deps'
import { found, Problem, refuseIf } from '../../kernel/problem'
import { dayOf } from '../../kernel/working-days'
import type { Reader } from '../../storage/store'
import { findDuties } from '../hand-overs'
import { findPlace, idsOnPath, listSubtree, type PlaceRow, presentPlaceBrief } from '../places'
import { medianOf, type Period, periodsOf } from './counting'
import { toPoint } from './geo'
import { listMostJoined } from './list-repository'
import { refuseSummary } from './policy'
import { showLines } from './show-appeals'
import { countByPlace, listBuildings, sumCounts } from './summary-repository'
import { OPEN } from './transitions'

/** The share of cases that should end at each level (product.md, what the model systems are known for). */
const AIMS: Readonly<Record<AppealLevel, number>> = { grid: 0.6, street: 0.3, above: 0.1 }
const STATES = [
  'submitted',
  'accepted',
  'whistled',
  'approved',
  'assigned',
  'answered',
  'reopened',
  'closed',
  'merged',
  'withdrawn',
] as const
const LEVELS = ['grid', 'street', 'above'] as const
const DAYS_MAX = 3_700
const MOST_JOINED = 10
const BUILDINGS_MAX = 500
const PARTS_MAX = 500
/** Places that have counters of their own, and the column by which a case belongs to one. */
const COUNTED_BY = { grid: 'gridId', community: 'communityId', street: 'streetId' } as const

export interface SummaryQuery {
  placeId: string
  personId: string
  from: string | undefined
  to: string | undefined
}

/** The public page of a place, from the counters of a grid, a community or streets: it costs the same however many cases there are. */
export async function summarise(deps: Deps, query: SummaryQuery): Promise<AppealsSummary> {
  const { read } = deps.store
  const place = await getCountedPlace(read, query.placeId)
  const standing = await findDuties(read, query.personId, deps.clock.now())
  const communityPath = place.communityId === null ? null : pathUpTo(place.path, place.communityId)
  refuseIf(refuseSummary(standing, { path: place.path, communityPath }))
  const periods = periodsFor(query, deps.clock.now())
  const placeIds = await findCountedIds(read, place)
  const counts = await sumCounts(read, placeIds, periods)
  const mostJoined = await listMostJoined(read, scopeOf(place, placeIds), query.personId, MOST_JOINED)
  return {
    place: presentPlaceBrief(place),
    ...numbersOf(counts),
    buildings: await buildingsOf(read, counts),
    parts: await partsOf(read, place, periods),
    mostJoined: await showLines(deps, mostJoined, { personId: query.personId, standing }),
  }
}

function pathUpTo(path: string, id: string): string {
  const ids = idsOnPath(path)
  return `${ids.slice(0, ids.indexOf(id) + 1).join('/')}/`
}

/** The page of a building is its grid's. @throws Problem not_found, also for a department: cases are counted where they are */
async function getCountedPlace(reader: Reader, id: string): Promise<PlaceRow> {
  const place = found(await findPlace(reader, id))
  if (place.kind === 'department') throw new Problem('not_found')
  return place.kind === 'building' ? found(await findPlace(reader, place.parentId ?? '')) : place
}

/** The place itself, or the streets of a place above them. */
async function findCountedIds(reader: Reader, place: PlaceRow): Promise<string[]> {
  if (place.kind in COUNTED_BY) return [place.id]
  return (await listSubtree(reader, place.path, 'street')).map(({ id }) => id)
}

function scopeOf({ kind }: PlaceRow, ids: readonly string[]) {
  return { column: COUNTED_BY[kind as keyof typeof COUNTED_BY] ?? 'streetId', ids } as const
}

/** What a place above the communities is made up of, most open cases first: a street of its communities, a city of its streets. */
async function partsOf(reader: Reader, place: PlaceRow, periods: readonly string[]): Promise<AppealsSummary['parts']> {
  if (place.kind === 'grid' || place.kind === 'community') return []
  const parts = await listSubtree(reader, place.path, place.kind === 'street' ? 'community' : 'street')
  const ids = parts.slice(0, PARTS_MAX).map(({ id }) => id)
  const counters = { all: STATES.map(counterOf), open: OPEN.map(counterOf) }
  const rows = await countByPlace(reader, ids, periods, counters)
  return rows.map(({ id, kind, name, total, open }) => ({ place: presentPlaceBrief({ id, kind, name }), total, open }))
}

const counterOf = (state: AppealState) => `state:${state}`

/** @throws Problem invalid_request where a day is none, or there are too many */
function periodsFor({ from, to }: SummaryQuery, now: Date): string[] {
  if (from === undefined && to === undefined) return ['all']
  const period: Period = { from: dayFor('from', from ?? '2020-01-01'), to: dayFor('to', to ?? dayOf(now)) }
  for (const [path, day] of Object.entries(period)) if (!isDay(day)) throw invalid(path, 'no such day')
  const days = (Date.parse(period.to) - Date.parse(period.from)) / 86_400_000
  if (days < 0 || days > DAYS_MAX) throw invalid('to', 'not a span of days')
  return periodsOf(period)
}

/** The day itself, or the day in Shanghai of a time. */
function dayFor(path: 'from' | 'to', given: string): string {
  if (!given.includes('T')) return given
  const at = new Date(given)
  if (!isDay(given.slice(0, 10)) || Number.isNaN(at.getTime())) throw invalid(path, 'no such time')
  return dayOf(at)
}

/** Date takes the 30th of February for the 2nd of March. */
function isDay(day: string): boolean {
  const at = Date.parse(`${day}T00:00:00Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === day
}

function invalid(path: string, message: string): Problem {
  return new Problem('invalid_request', { fields: [{ path, message }] })
}

function numbersOf(counts: ReadonlyMap<string, number>) {
  const count = (name: string) => counts.get(name) ?? 0
  const by = <Word extends string>(words: readonly Word[], kind: string) =>
    Object.fromEntries(words.map((word) => [word, count(`${kind}:${word}`)])) as Record<Word, number>
  const byState: Record<AppealState, number> = by(STATES, 'state')
  const byCategory = by(Object.keys(CATEGORY_NAMES) as AppealCategory[], 'category')
  const closed = count('onTime') + count('late')
  const stars = [1, 2, 3, 4, 5].map((given) => ({ given, times: count(`stars:${given}`) }))
  const ratings = stars.reduce((sum, { times }) => sum + times, 0)
  return {
    total: Object.values(byState).reduce((sum, one) => sum + one, 0),
    open: OPEN.reduce((sum, state) => sum + byState[state], 0),
    byState,
    byLevel: by(LEVELS, 'level'),
    byCategory,
    onTimeRate: closed === 0 ? null : count('onTime') / closed,
    medianHours: medianOf(histogramOf(counts)),
    ratings,
    meanStars: ratings === 0 ? null : stars.reduce((sum, { given, times }) => sum + given * times, 0) / ratings,
    levels: LEVELS.map((level) => ({
      level,
      closed: count(`closed:${level}`),
      share: closed === 0 ? null : count(`closed:${level}`) / closed,
      aim: AIMS[level],
    })),
  }
}

function histogramOf(counts: ReadonlyMap<string, number>): Map<number, number> {
  const hours = [...counts].filter(([name]) => name.startsWith('hours:'))
  return new Map(hours.map(([name, count]) => [Number(name.slice('hours:'.length)), count]))
}

async function buildingsOf(reader: Reader, counts: ReadonlyMap<string, number>): Promise<AppealsSummary['buildings']> {
  const ids = [...counts]
    .filter(([name, count]) => name.startsWith('building:') && count > 0)
    .map(([name]) => name.slice('building:'.length))
  const rows = await listBuildings(reader, ids.slice(0, BUILDINGS_MAX))
  return rows.map(({ id, name, lngE6, latE6 }) => ({
    building: presentPlaceBrief({ id, kind: 'building', name }),
    location: toPoint(lngE6, latE6),
    total: counts.get(`building:${id}`) ?? 0,
    open: counts.get(`buildingOpen:${id}`) ?? 0,
  }))
}
