import { type Acting, byOf, getMove } from './acting'
import { moveCase } from './move-case'
import { type CaseRow, insertRating } from './repository'
import { tellDesk, tellResidents } from './tell-people'

/** Four stars are enough to close a case. */
const GOOD_STARS = 4

/** The resident says whether it helped: 4 and 5 close the case, 1 to 3 send it one level higher. What they write can be taken away again. */
export async function rateCase(acting: Acting, stars: number, text: string | null): Promise<CaseRow> {
  const { tx, row, personId, at } = acting
  const isGood = stars >= GOOD_STARS
  const { move, role } = getMove(acting, isGood ? 'rate_well' : 'rate_badly')
  const moved = await moveCase(tx, row, move, { ...byOf(acting, 'rate', role), stars })
  const sequence = row.lastSequence + 1
  await insertRating(tx, {
    communityId: row.communityId,
    appealId: row.id,
    sequence,
    personId,
    stars,
    text,
    createdAt: at,
  })
  const params = { stars: String(stars) }
  if (isGood) {
    await tellDesk(tx, moved, { kind: 'appeal_closed', at, params })
    await tellResidents(tx, moved, { kind: 'appeal_closed', at, params, exceptId: personId }, 'others')
  } else {
    await tellDesk(tx, moved, { kind: 'appeal_reopened', at, params })
    await tellResidents(tx, moved, { kind: 'appeal_reopened', at, params, exceptId: personId }, 'others')
  }
  return moved
}
