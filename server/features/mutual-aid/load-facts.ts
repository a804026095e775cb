import type { AidKind, Urgency, WeeklyHours } from '../../../src/contract'
import type { SqlReader } from '../../storage/store'
import { type HelperRow, listAskedPairs, listBlocks, listHelperHistory } from './match-repository'
import type { MayMeet } from './matching/candidate-search'
import type { NeedFacts, OfferFacts } from './matching/facts'
import { pointOf } from './matching/point-of'
import type { NeedRow } from './need-repository'
import { listOpenOffers, type OfferRow } from './offer-repository'
import { toWindows } from './states'

const DAY_MS = 86_400_000

export function factsOfNeed(row: NeedRow): NeedFacts {
  return {
    id: row.id,
    personId: row.requesterId,
    communityId: row.communityId,
    gridId: row.gridId,
    // Whoever has no door here is at no door.
    buildingId: row.buildingId ?? `need ${row.id}`,
    point: pointOf(row),
    kind: row.kind as AidKind,
    language: row.language,
    forVolunteers: row.visibility === 'volunteers',
    category: row.category,
    from: row.startsAt,
    to: row.endsAt,
    urgency: row.urgency as Urgency,
    wanted: row.quantity - row.metQuantity,
    createdAt: row.createdAt,
  }
}

export interface Supply {
  offers: OfferFacts[]
  /** Not by whom they blocked or are blocked by, and not by whom they asked before. */
  mayMeet: MayMeet
}

/** The open offers of a community, of one category where it is named, with what became of earlier questions. */
export async function loadSupply(
  reader: SqlReader,
  { communityId, category, now }: { communityId: string; category: string | null; now: Date },
): Promise<Supply> {
  const weekAgo = new Date(now.getTime() - 7 * DAY_MS)
  const rows = await listOpenOffers(reader, communityId, category)
  const monthAgo = new Date(now.getTime() - 28 * DAY_MS)
  const history = new Map<string, HelperRow[]>()
  for (const row of await listHelperHistory(reader, communityId, { weekAgo, monthAgo })) {
    const known = history.get(row.helperId)
    if (known) known.push(row)
    else history.set(row.helperId, [row])
  }
  const asked = new Map<string, Set<string>>()
  for (const { needId, helperId } of await listAskedPairs(reader, communityId)) tie(asked, needId, helperId)
  const isBlocked = blockedPairs(await listBlocks(reader, communityId))
  return {
    offers: rows.map((row) => factsOfOffer(row, history.get(row.helperId) ?? [])),
    mayMeet: (need, offer) =>
      asked.get(need.id)?.has(offer.personId) !== true && !isBlocked(need.personId, offer.personId),
  }
}

/** Whether one of two people has blocked the other. */
export function blockedPairs(
  blocks: readonly { personId: string; blockedId: string }[],
): (one: string, other: string) => boolean {
  const blocked = new Map<string, Set<string>>()
  for (const { personId, blockedId } of blocks) {
    tie(blocked, personId, blockedId)
    tie(blocked, blockedId, personId)
  }
  return (one, other) => blocked.get(one)?.has(other) === true
}

// Asked for millions of pairs: no key is made of two ids for each.
function tie(ties: Map<string, Set<string>>, one: string, other: string): void {
  const known = ties.get(one)
  if (known) known.add(other)
  else ties.set(one, new Set([other]))
}

function factsOfOffer(row: OfferRow, history: readonly HelperRow[]): OfferFacts {
  const sum = (pick: (part: HelperRow) => number) => history.reduce((total, part) => total + pick(part), 0)
  const takenThisWeek = history.reduce((total, part) => total + (part.offerId === row.id ? part.takenThisWeek : 0), 0)
  const done = new Map<string, number>()
  for (const part of history) done.set(part.category, (done.get(part.category) ?? 0) + part.done)
  const turnsLeft = row.perWeek - takenThisWeek
  const piecesLeft = row.quantity - row.givenQuantity
  return {
    id: row.id,
    personId: row.helperId,
    communityId: row.communityId,
    gridId: row.gridId,
    buildingId: row.buildingId ?? `offer ${row.id}`,
    point: pointOf(row),
    kind: row.kind as AidKind,
    languages: JSON.parse(row.languages),
    isVolunteer: Boolean(row.isVolunteer),
    categories: JSON.parse(row.categories),
    weekly: toWindows(JSON.parse(row.weekly) as WeeklyHours[]),
    radiusMetres: row.radiusMetres,
    left: Math.max(0, row.kind === 'item' ? (turnsLeft > 0 ? piecesLeft : 0) : turnsLeft),
    askedThisWeek: sum((part) => part.askedThisWeek),
    askedBefore: sum((part) => part.asked),
    doneByCategory: done,
    stars: { sum: sum((part) => part.stars), count: sum((part) => part.rated) },
  }
}
