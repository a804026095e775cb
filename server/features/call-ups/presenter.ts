import type { CallUp, CallUpAnswer, CallUpRadius } from '../../../src/contract'
import { toTime } from '../../storage/personal-data'
import type { Standing } from '../membership'
import { presentPlaceBrief } from '../places'
import { refuseAnswer, refuseEnd } from './policy'
import type { CalledRow, CallUpRow } from './repository'

export function presentCallUp(row: CallUpRow, people: readonly CalledRow[], standing: Standing): CallUp {
  const facts = { path: row.path, isCalled: Boolean(row.isCalled) }
  const isOpen = row.state === 'open'
  const isStaff = refuseEnd(standing, facts) === null
  return {
    id: row.id,
    place: presentPlaceBrief({ id: row.placeId, kind: row.placeKind, name: row.placeName }),
    skill: row.skill,
    radius: row.radius as CallUpRadius,
    text: row.text,
    state: row.state as CallUp['state'],
    called: row.called,
    coming: row.coming,
    cannot: row.cannot,
    people: isStaff ? people.map(presentCalled) : [],
    mine: facts.isCalled ? { answer: row.ownAnswer as CallUpAnswer | null, minutes: row.ownMinutes } : null,
    createdAt: toTime(row.createdAt),
    endsAt: toTime(row.endsAt),
    endedAt: toTime(row.endedAt),
    can: { answer: isOpen && refuseAnswer(standing, facts) === null, end: isOpen && isStaff, seePeople: isStaff },
  }
}

function presentCalled(row: CalledRow): CallUp['people'][number] {
  const { personId, displayName, buildingId, buildingName, answer, minutes, answeredAt } = row
  return {
    person: { id: personId, displayName },
    building: buildingId === null ? null : { id: buildingId, kind: 'building', name: buildingName ?? '' },
    answer: answer as CallUpAnswer | null,
    minutes,
    answeredAt: toTime(answeredAt),
  }
}
