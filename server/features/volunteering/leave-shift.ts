import type { Deps } from '../../deps'
import { found, Problem } from '../../kernel/problem'
import { recordAct } from '../../storage/acts'
import type { Tx } from '../../storage/store'
import { moveUp } from './move-up'
import { findShift } from './repository'
import { findService } from './service-brief'
import { acceptPlace, endSignUp, findSignUp, holdRoles, type SignUpRow } from './sign-up-repository'

/** A volunteer gives their place back, or leaves the line; the next one moves up and is told. Again is the same as once. */
export async function leaveShift(deps: Deps, signUpId: string, personId: string): Promise<void> {
  const now = deps.clock.now()
  await deps.store.write(async (tx) => {
    const signUp = await findOwn(tx, signUpId, personId)
    if (signUp.state === 'left') return
    await release(tx, signUpId, 'left', now)
  })
}

/** Whoever a released place came to says that they take it. */
export async function acceptReleasedPlace(
  deps: Deps,
  { signUpId, personId, actId }: { signUpId: string; personId: string; actId: string },
): Promise<void> {
  const now = deps.clock.now()
  await deps.store.write(async (tx) => {
    const { shiftId } = await findOwn(tx, signUpId, personId)
    // Before the answer is weighed, so that the place is not passed on in the same moment.
    await holdRoles(tx, shiftId)
    const act = { subjectKind: 'sign_up', subjectId: signUpId, id: actId, action: 'accept', personId, at: now }
    if ((await recordAct(tx, { ...act, body: { action: 'accept' } })) === 'repeated') return
    if ((await acceptPlace(tx, signUpId, now)) === 'nothing_to_accept') throw new Problem('wrong_state')
  })
}

async function findOwn(tx: Tx, signUpId: string, personId: string): Promise<SignUpRow> {
  const signUp = await findSignUp(tx, signUpId)
  return found(signUp?.personId === personId ? signUp : null)
}

/**
 * Ends a place, or a turn in the line, and moves the next one up.
 * @throws Problem wrong_state where it counts no more, the person has come, or the shift is over
 */
export async function release(tx: Tx, signUpId: string, as: 'left' | 'lapsed', now: Date): Promise<SignUpRow> {
  const { shiftId } = found(await findSignUp(tx, signUpId))
  const roles = await holdRoles(tx, shiftId)
  // As it stands now that nobody else can change it.
  const signUp = found(await findSignUp(tx, signUpId))
  const shift = found(await findShift(tx, shiftId))
  const hasCome = (await findService(tx, shiftId, signUp.personId)) !== undefined
  if (hasCome || shift.endsAt <= now.getTime()) throw new Problem('wrong_state')
  const role = found(roles.find(({ id }) => id === signUp.roleId))
  if ((await endSignUp(tx, signUpId, as, now)) === 'ended_before') throw new Problem('wrong_state')
  const wasIn = signUp.state === 'confirmed'
  const { confirmed, waiting } = role
  await moveUp(tx, shift, { ...role, confirmed: confirmed - Number(wasIn), waiting: waiting - Number(!wasIn) }, now)
  return signUp
}
