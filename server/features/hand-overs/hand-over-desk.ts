import type { Deps } from '../../deps'
import { found, Problem, refuseIf } from '../../kernel/problem'
import { hashRequest } from '../../kernel/request-hash'
import { assertSameRequest, recordAct } from '../../storage/acts'
import { findStanding } from '../membership'
import { notify } from '../notifications'
import { findPlace } from '../places'
import { refuseEnding, refuseHandOver } from './policy'
import { endHandOver, findHandOver, type HandOverRow, insertHandOver, listRolesAt, worksNear } from './repository'

/** No leave is longer than this many days. */
const DAYS_MAX = 400

export interface HandOverCommand {
  id: string
  personId: string
  placeId: string
  absentId: string
  substituteId: string
  startsAt: Date
  endsAt: Date
}

/** A desk is looked after by a colleague for some days. The role of the absent is the first that they hold at the place. */
export async function handOverDesk(
  deps: Deps,
  command: HandOverCommand,
): Promise<{ outcome: 'created' | 'exists'; handOver: HandOverRow }> {
  const { id, personId, placeId, absentId, substituteId, startsAt, endsAt } = command
  const requestHash = hashRequest({ placeId, absentId, substituteId, startsAt, endsAt })
  const now = deps.clock.now()
  return deps.store.write(async (tx) => {
    const known = await findHandOver(tx, id)
    if (known) {
      assertSameRequest(known, requestHash, known.createdById, personId)
      return { outcome: 'exists', handOver: known }
    }
    const place = found(await findPlace(tx, placeId))
    refuseIf(refuseHandOver(await findStanding(tx, personId), place.path, absentId))
    refuseTimes(startsAt, endsAt, now)
    const [held] = await listRolesAt(tx, absentId, placeId)
    if (held === undefined) throw invalid('fromPersonId', 'has no desk at this place')
    const parentPath = place.path.split('/').slice(0, -2).join('/').concat('/')
    const isColleague =
      substituteId !== absentId && (await worksNear(tx, substituteId, { path: place.path, parentPath }))
    if (!isColleague) throw invalid('toPersonId', 'is not a colleague of this place')
    const times = { startsAt, endsAt, createdAt: now }
    await insertHandOver(tx, {
      id,
      placeId,
      role: held.role,
      absentId,
      substituteId,
      ...times,
      createdById: personId,
      requestHash,
    })
    await notify(tx, {
      personIds: [substituteId].filter((one) => one !== personId),
      kind: 'desk_handed_over',
      params: { place: place.name },
      subject: { kind: 'hand_over', id },
      at: now,
    })
    return { outcome: 'created', handOver: found(await findHandOver(tx, id)) }
  })
}

export async function endHandOverEarly(
  deps: Deps,
  command: { handOverId: string; actId: string; personId: string },
): Promise<HandOverRow> {
  const { handOverId, actId, personId } = command
  const now = deps.clock.now()
  return deps.store.write(async (tx) => {
    const handOver = found(await findHandOver(tx, handOverId))
    refuseIf(refuseEnding(await findStanding(tx, personId), handOver))
    const act = {
      subjectKind: 'hand_over',
      subjectId: handOverId,
      id: actId,
      action: 'end',
      personId,
      body: {},
      at: now,
    }
    if ((await recordAct(tx, act)) === 'repeated') return handOver
    if ((await endHandOver(tx, handOverId, now)) === 'ended_before') throw new Problem('wrong_state')
    return found(await findHandOver(tx, handOverId))
  })
}

function refuseTimes(startsAt: Date, endsAt: Date, now: Date): void {
  const latest = startsAt.getTime() + DAYS_MAX * 86_400_000
  if (endsAt <= startsAt || endsAt <= now || endsAt.getTime() > latest)
    throw invalid('until', 'not a span of time ahead')
}

function invalid(path: string, message: string): Problem {
  return new Problem('invalid_request', { fields: [{ path, message }] })
}
