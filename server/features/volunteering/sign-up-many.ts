import type { ErrorCode, SentenceKey, SignUp } from '../../../src/contract'
import { newId } from '../../kernel/ids'
import type { Tx } from '../../storage/store'
import { findStandings, type Standing } from '../membership'
import { listVolunteers, type VolunteerRow } from '../volunteers'
import { hasClaims, listClaims } from './claim-repository'
import { refuseSignUp } from './policy'
import { factsOfShift, presentSignUp } from './presenter'
import { findShift, type ShiftRow } from './repository'
import { allot, allotLate, countAfter, hasSkills, isOldEnough, listOf } from './rules'
import {
  holdRoles,
  insertSignUps,
  type KnownSignUp,
  listBusyPeople,
  listKnownSignUps,
  listPlaces,
  listTurnedAway,
  type NewSignUp,
  type RoleRow,
  saveCount,
} from './sign-up-repository'
import { isToCome } from './times'

export interface SignUpCommand {
  id: string
  personId: string
  shiftId: string
  /** Null for a shift without roles. */
  roleId: string | null
  requestHash: string
}

export type SignUpOutcome =
  | { kind: 'created'; signUp: SignUp }
  | { kind: 'exists' }
  | { kind: 'refused'; code: ErrorCode; sentence?: SentenceKey; field?: string }

/** All that the decisions are made of, read once for all who come together. */
interface Scene {
  shift: ShiftRow
  now: Date
  known: Map<string, Pick<KnownSignUp, 'personId' | 'requestHash'>>
  /** Of each person who is busy at that time, whether it is with this very shift. */
  busy: Map<string, 'here' | 'elsewhere'>
  standings: Map<string, Standing>
  volunteers: Map<string, VolunteerRow>
  claims: Set<string>
}

/**
 * Signs up many people for one shift, in the order in which they came: a handful of statements for all of them together. The roles are held
 * first, so that counts, numbers of arrival and the rest stand still until the end; what cannot be held so (a place elsewhere at the same
 * time) is refused by the database itself, and then all is decided anew.
 */
export async function signUpMany(
  tx: Tx,
  shiftId: string,
  commands: readonly SignUpCommand[],
  now: Date,
): Promise<SignUpOutcome[]> {
  const roles = new Map((await holdRoles(tx, shiftId)).map((role) => [role.id, role]))
  const shift = await findShift(tx, shiftId)
  if (shift === undefined) return commands.map(() => ({ kind: 'refused', code: 'not_found' }))
  const scene = await readScene(tx, shift, [...roles.values()], commands, now)
  const rows: NewSignUp[] = []
  const turnedAway = new Map<string, SignUpCommand & { roleId: string }>()
  const outcomes = commands.map((command): SignUpOutcome => {
    const refusal = refuseRepeated(scene, command)
    if (refusal !== null) return refusal
    const role = roles.get(command.roleId ?? shiftId)
    const refused = refuseCommand(scene, command, role)
    if (refused !== null || role === undefined) return refused ?? { kind: 'refused', code: 'not_found' }
    const allotment = isToCome(shift, now)
      ? allot(role, scene.claims.has(command.personId), Boolean(shift.hasWaitingList))
      : allotLate(role)
    if (allotment === 'full') {
      if (isToCome(shift, now)) turnedAway.set(command.personId, { ...command, roleId: role.id })
      return { kind: 'refused', code: 'shift_full' }
    }
    const counted = { ...role, ...countAfter(role, allotment) }
    roles.set(role.id, counted)
    const state = allotment === 'waiting' ? 'waiting' : 'confirmed'
    const row = rowOf(shift, counted, command, state, now)
    rows.push(row)
    scene.known.set(command.id, command)
    scene.busy.set(command.personId, 'here')
    const place = counted.confirmed + (state === 'waiting' ? counted.waiting : 0)
    const facts = { ...row, place, answerBy: null, createdAt: now.getTime(), endsAt: shift.endsAt }
    return { kind: 'created', signUp: presentSignUp(facts, command.personId, now) }
  })
  await noteTurnedAway(tx, shift, roles, turnedAway, rows, now)
  await insertSignUps(tx, rows)
  if (rows.length > 0) for (const role of roles.values()) await saveCount(tx, role)
  return (await hasClaims(tx, shift)) ? withPlaces(tx, outcomes) : outcomes
}

/** Whom a full shift without a waiting list refuses came in vain too, which counts for the next one: once a shift, however often they try. */
async function noteTurnedAway(
  tx: Tx,
  shift: ShiftRow,
  roles: Map<string, RoleRow>,
  turnedAway: Map<string, SignUpCommand & { roleId: string }>,
  rows: NewSignUp[],
  now: Date,
): Promise<void> {
  if (turnedAway.size === 0) return
  for (const { personId } of await listTurnedAway(tx, shift.id, [...turnedAway.keys()])) turnedAway.delete(personId)
  for (const command of turnedAway.values()) {
    const role = roles.get(command.roleId)
    if (role === undefined) continue
    const counted = { ...role, arrivals: role.arrivals + 1 }
    roles.set(role.id, counted)
    rows.push(rowOf(shift, counted, { ...command, id: newId(now) }, 'unserved', now))
  }
}

/** Where some have a first claim, whoever waits is told when it is their turn: after those with a first claim, who come before them (listWaiting). */
async function withPlaces(tx: Tx, outcomes: readonly SignUpOutcome[]): Promise<SignUpOutcome[]> {
  const waiting = outcomes.flatMap((one) =>
    one.kind === 'created' && one.signUp.state === 'waiting' ? one.signUp : [],
  )
  const [first] = waiting
  if (first === undefined) return [...outcomes]
  const places = new Map(
    (
      await listPlaces(
        tx,
        first.shiftId,
        waiting.map(({ id }) => id),
      )
    ).map(({ id, place }) => [id, place]),
  )
  return outcomes.map((one) =>
    one.kind === 'created'
      ? { ...one, signUp: { ...one.signUp, place: places.get(one.signUp.id) ?? one.signUp.place } }
      : one,
  )
}

async function readScene(
  tx: Tx,
  shift: ShiftRow,
  roles: readonly RoleRow[],
  commands: readonly SignUpCommand[],
  now: Date,
): Promise<Scene> {
  const personIds = [...new Set(commands.map(({ personId }) => personId))]
  const ids = commands.map(({ id }) => id)
  const times = { startsAt: new Date(shift.startsAt), endsAt: new Date(shift.endsAt) }
  const busy: Scene['busy'] = new Map()
  for (const { personId, shiftId } of await listBusyPeople(tx, personIds, times)) {
    if (shiftId === shift.id || !busy.has(personId)) busy.set(personId, shiftId === shift.id ? 'here' : 'elsewhere')
  }
  const asksWho = shift.minimumAge !== null || roles.some(({ skills }) => skills !== '[]')
  const claims = shift.heldUntil === null ? [] : await listClaims(tx, [shift.id], personIds)
  return {
    shift,
    now,
    known: new Map((await listKnownSignUps(tx, ids)).map((row) => [row.id, row])),
    busy,
    standings: await findStandings(tx, personIds),
    volunteers: asksWho ? await listVolunteers(tx, personIds) : new Map(),
    claims: new Set(claims.map(({ personId }) => personId)),
  }
}

function refuseRepeated({ known }: Scene, command: SignUpCommand): SignUpOutcome | null {
  const same = known.get(command.id)
  if (same === undefined) return null
  const isSame = same.personId === command.personId && same.requestHash === command.requestHash
  return isSame ? { kind: 'exists' } : { kind: 'refused', code: 'id_taken' }
}

function refuseCommand(
  scene: Scene,
  { personId, roleId }: SignUpCommand,
  role: RoleRow | undefined,
): SignUpOutcome | null {
  const { shift, now } = scene
  const refused = (code: ErrorCode, more: { sentence?: SentenceKey; field?: string } = {}): SignUpOutcome => ({
    kind: 'refused',
    code,
    ...more,
  })
  const standing = scene.standings.get(personId)
  const refusal = standing === undefined ? 'not_found' : refuseSignUp(standing, factsOfShift(shift))
  if (refusal !== null) return refused(refusal)
  if (role === undefined)
    return roleId === null ? refused('invalid_request', { field: 'roleId' }) : refused('not_found')
  if (shift.state !== 'open' || shift.activityState !== 'open') return refused('wrong_state')
  if (shift.endsAt <= now.getTime()) return refused('wrong_state', { sentence: 'shift_is_over' })
  const busy = scene.busy.get(personId)
  if (busy !== undefined) return refused(busy === 'here' ? 'already_signed_up' : 'overlap')
  const volunteer = scene.volunteers.get(personId)
  if (!isOldEnough(volunteer?.birthMonth ?? null, shift.minimumAge, new Date(shift.startsAt)))
    return refused('too_young')
  return hasSkills(volunteer?.skills ?? [], listOf(role.skills)) ? null : refused('skill_missing')
}

function rowOf(
  shift: ShiftRow,
  role: RoleRow,
  { id, personId, requestHash }: SignUpCommand,
  state: NewSignUp['state'],
  now: Date,
): NewSignUp {
  return {
    communityId: shift.communityId,
    shiftId: shift.id,
    roleId: role.id,
    arrival: role.arrivals,
    id,
    personId,
    activityId: shift.activityId,
    state,
    startsAt: new Date(shift.startsAt),
    endsAt: new Date(shift.endsAt),
    createdAt: now,
    requestHash,
  }
}
