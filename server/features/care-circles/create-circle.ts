import { randomInt } from 'node:crypto'
import type { Deps } from '../../deps'
import { found, Problem, refuseIf } from '../../kernel/problem'
import { hashRequest } from '../../kernel/request-hash'
import { assertSameRequest } from '../../storage/acts'
import { findStanding } from '../membership'
import { findPlace } from '../places'
import { refuseBeginning } from './policy'
import { findCircle, findCircleByCode, insertCircle } from './repository'

const CODE_DIGITS = 8
const TRIES_MAX = 10

/** Somebody asks to be looked after. @throws Problem care_circle_exists where they have a circle already; invalid_request where the place is no grid */
export async function createCircle(
  deps: Deps,
  command: { id: string; personId: string; placeId: string },
): Promise<'created' | 'exists'> {
  const { id, personId, placeId } = command
  const requestHash = hashRequest({ placeId })
  const createdAt = deps.clock.now()
  return deps.store.write(async (tx) => {
    const known = await findCircle(tx, id)
    if (known) {
      assertSameRequest(known, requestHash, known.elderId, personId)
      return 'exists'
    }
    const grid = found(await findPlace(tx, placeId))
    if (grid.kind !== 'grid' || grid.communityId === null)
      throw new Problem('invalid_request', { fields: [{ path: 'placeId', message: 'not a grid' }] })
    refuseIf(refuseBeginning(await findStanding(tx, personId), grid))
    const circle = { communityId: grid.communityId, id, gridId: grid.id, elderId: personId, createdAt, requestHash }
    for (let tries = 0; tries < TRIES_MAX; tries += 1) {
      const code = String(randomInt(10 ** CODE_DIGITS)).padStart(CODE_DIGITS, '0')
      if (await findCircleByCode(tx, code)) continue
      if ((await insertCircle(tx, { ...circle, code })) === 1) return 'created'
      break
    }
    throw new Problem('care_circle_exists')
  })
}
