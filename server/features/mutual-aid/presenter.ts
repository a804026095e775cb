import type {
  AidKind,
  Language,
  Match,
  MatchProposals,
  MatchState,
  Need,
  NeedState,
  NeedVisibility,
  Offer,
  OfferState,
  PlaceBrief,
  Urgency,
  Voice,
} from '../../../src/contract'
import { isStaffOf, type Standing } from '../membership'
import { OFFER_VERBS } from './change-offer'
import type { MatchRow } from './match-repository'
import type { NeedFacts } from './matching/facts'
import type { Candidate } from './matching/find-matches'
import { pointOf } from './matching/point-of'
import { distanceWord, reasonsFor, scoreOf } from './matching/rules'
import type { NeedRow } from './need-repository'
import type { OfferRow } from './offer-repository'
import { type MatchVerb, refuseActOnMatch, refuseAsking, refuseCancelNeed, refuseChangeOffer } from './policy'
import { allowsVerb, mayBeNoShow } from './states'
import { reasonText } from './words'

const toTime = (at: number) => new Date(at).toISOString()

interface Placed {
  placeId: string
  placeKind: string
  placeName: string
  gridId: string
  gridName: string
}

/** Of who may not know the building yet, the grid. */
const placeOf = (row: Placed, mayKnowBuilding: boolean) =>
  mayKnowBuilding
    ? ({ id: row.placeId, kind: row.placeKind, name: row.placeName } as PlaceBrief)
    : ({ id: row.gridId, kind: 'grid', name: row.gridName } as PlaceBrief)

export function presentNeed(row: NeedRow, standing: Standing, now: Date, voice: Voice | null = null): Need {
  const isOver = row.endsAt <= now.getTime()
  const isOpen = row.state === 'open' && !isOver
  const knowsThem = row.requesterId === standing.personId || isStaffOf(standing, row.gridPath)
  return {
    id: row.id,
    place: placeOf(row, knowsThem),
    kind: row.kind as AidKind,
    category: row.category,
    text: row.text,
    from: toTime(row.startsAt),
    to: toTime(row.endsAt),
    urgency: row.urgency as Urgency,
    quantity: row.quantity,
    met: row.metQuantity,
    state: row.state === 'open' && isOver ? 'expired' : (row.state as NeedState),
    visibility: row.visibility as NeedVisibility,
    language: row.language,
    requester: knowsThem ? { id: row.requesterId, displayName: row.requesterName } : null,
    voice,
    createdAt: toTime(row.createdAt),
    can: {
      findMatches: isOpen && refuseAsking(standing, row) === null,
      cancel: row.state === 'open' && refuseCancelNeed(standing, row) === null,
    },
  }
}

export function presentOffer(row: OfferRow, standing: Standing): Offer {
  const may = (verb: keyof typeof OFFER_VERBS) =>
    refuseChangeOffer(standing, row) === null && OFFER_VERBS[verb].from.some((state) => state === row.state)
  return {
    id: row.id,
    place: placeOf(row, row.helperId === standing.personId),
    kind: row.kind as AidKind,
    categories: JSON.parse(row.categories),
    weekly: JSON.parse(row.weekly),
    radiusMetres: row.radiusMetres,
    perWeek: row.perWeek,
    quantity: row.kind === 'item' ? row.quantity : null,
    given: row.givenQuantity,
    languages: JSON.parse(row.languages),
    state: row.state as OfferState,
    createdAt: toTime(row.createdAt),
    can: { pause: may('pause'), resume: may('resume'), end: may('end') },
  }
}

/** Who it is stays unsaid until they have accepted. */
export function presentProposals(
  need: NeedFacts,
  candidates: readonly Candidate[],
  language: Language,
): MatchProposals {
  return candidates.map(({ offer }) => ({
    offerId: offer.id,
    score: scoreOf(need, offer),
    reasons: reasonsFor(need, offer).map((reason) => ({ code: reason.code, text: reasonText(reason, language) })),
    distance: distanceWord(need, offer),
  }))
}

/** The states in which the two know each other. */
const KNOWN: readonly string[] = ['accepted', 'thanked']

export function presentMatch(row: MatchRow, standing: Standing, now: Date, voice: Voice | null = null): Match {
  const isOver = row.endsAt <= now.getTime()
  const may = (verb: MatchVerb) => refuseActOnMatch(standing, row, verb) === null && allowsVerb(row.state, verb)
  return {
    id: row.id,
    needId: row.needId,
    offerId: row.offerId,
    kind: row.kind as AidKind,
    category: row.category,
    text: row.text,
    from: toTime(row.startsAt),
    to: toTime(row.endsAt),
    urgency: row.urgency as Urgency,
    quantity: row.quantity,
    distance: distanceOf(row),
    state: row.state === 'asked' && isOver ? 'expired' : (row.state as MatchState),
    isMine: { need: row.requesterId === standing.personId, offer: row.helperId === standing.personId },
    contacts: contactsFor(row, standing),
    voice,
    stars: row.stars,
    points: row.points,
    createdAt: toTime(row.createdAt),
    decidedAt: row.decidedAt === null ? null : toTime(row.decidedAt),
    can: {
      accept: !isOver && row.needState === 'open' && may('accept'),
      decline: may('decline'),
      thank: may('thank'),
      cancel: may('cancel'),
      no_show: may('no_show') && mayBeNoShow(row, now.getTime()),
      unsafe: may('unsafe'),
    },
  }
}

function distanceOf(row: MatchRow): Match['distance'] {
  const { communityId, centreLngE6, centreLatE6 } = row
  const centre = { centreLngE6, centreLatE6 }
  return distanceWord(
    {
      communityId,
      gridId: row.gridId,
      buildingId: row.needBuildingId ?? 'need',
      point: pointOf({ lngE6: row.needLngE6, latE6: row.needLatE6, ...centre }),
    },
    {
      communityId,
      gridId: row.offerGridId,
      buildingId: row.offerBuildingId ?? 'offer',
      point: pointOf({ lngE6: row.offerLngE6, latE6: row.offerLatE6, ...centre }),
    },
  )
}

const isOneOfThem = (row: MatchRow, { personId }: Standing) => row.requesterId === personId || row.helperId === personId

/** Told to the two once they know each other; to staff who they are, once one of them has asked staff to look into it. */
function contactsFor(row: MatchRow, standing: Standing): Match['contacts'] {
  if (isOneOfThem(row, standing)) return KNOWN.includes(row.state) ? contactsOf(row) : null
  if (!row.isReported || !isStaffOf(standing, row.gridPath)) return null
  const nothingElse = { onBehalfOf: null, address: null, phone: null }
  return {
    requester: { displayName: row.requesterName, ...nothingElse },
    helper: { displayName: row.helperName, ...nothingElse },
  }
}

/** Phones only where both gave theirs. The door on record is the requester's own: of whom they ask for somebody else, they tell it themselves. */
function contactsOf(row: MatchRow): Match['contacts'] {
  const both = row.needPhone !== null && row.offerPhone !== null
  return {
    requester: {
      displayName: row.requesterName,
      onBehalfOf: row.onBehalfOf,
      address: row.onBehalfOf === null ? row.requesterAddress : null,
      phone: both ? row.needPhone : null,
    },
    helper: {
      displayName: row.helperName,
      onBehalfOf: null,
      address: row.helperAddress,
      phone: both ? row.offerPhone : null,
    },
  }
}
