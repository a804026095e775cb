import type { AppealAction } from '../../../src/contract'
import type { Deps } from '../../deps'
import { found, Problem, refuseIf } from '../../kernel/problem'
import { recordAct } from '../../storage/acts'
import type { Tx } from '../../storage/store'
import { findStreet, getDepartmentFor } from '../dispatch'
import { mayUseImages } from '../media'
import { type Acting, byOf, getMove } from './acting'
import { factsOf, findViewer } from './case-facts'
import { joinCase } from './join-case'
import { mergeCases } from './merge-cases'
import { type MoveBy, moveCase } from './move-case'
import { refuseSee } from './policy'
import { rateCase } from './rate-case'
import { rateDepartment } from './rate-department'
import { type CaseRow, findCase, holdCase } from './repository'
import { mayUndo } from './rules'
import { setConflict } from './set-conflict'
import { tellDesk, tellResidents } from './tell-people'
import type { Verb } from './transitions'

/** Texts in the action are normalised already. */
export interface ActCommand {
  appealId: string
  personId: string
  action: AppealAction
}

/** Somebody does something with a case (api.md, Appeals). Of two at once, one wins, and the other is told wrong_state. */
export async function actOnAppeal(deps: Deps, command: ActCommand): Promise<CaseRow> {
  const { appealId, personId, action } = command
  const at = deps.clock.now()
  return deps.store.write(async (tx) => {
    await holdBoth(tx, appealId, action)
    const row = found(await findCase(tx, appealId))
    const viewer = await findViewer(tx, row, personId, at)
    const facts = factsOf(row)
    refuseIf(refuseSee(viewer, facts))
    const { id, ...body } = action
    const act = { subjectKind: 'appeal', subjectId: appealId, id, action: action.action, personId, body, at }
    if ((await recordAct(tx, act)) === 'repeated') return row
    return perform({ tx, row, facts, viewer, personId, at, calendar: deps.config.workingCalendar }, action)
  })
}

/** Cases are held in the order of their ids, so that two merges at once never wait for each other. */
async function holdBoth(tx: Tx, appealId: string, action: AppealAction): Promise<void> {
  const ids = action.action === 'merge' ? [appealId, action.intoId].sort() : [appealId]
  for (const id of ids) await holdCase(tx, id)
}

function perform(acting: Acting, action: AppealAction): Promise<CaseRow> {
  switch (action.action) {
    case 'merge':
      return mergeCases(acting, action.intoId)
    case 'join':
      return joinCase(acting)
    case 'rate':
      return rateCase(acting, action.stars, action.text ?? null)
    case 'rate_department':
      return rateDepartment(acting, action.stars, action.text ?? null)
    case 'set_conflict':
      return setConflict(acting, action.personIds)
    case 'whistle':
    case 'assign':
      return callDepartment(acting, action)
    case 'answer':
      return answer(acting, action.text, action.imageIds ?? [])
    case 'undo_time_out':
      return undoTimeOut(acting)
    default:
      return moveOn(acting, action.action, 'reason' in action ? action.reason : 'text' in action ? action.text : null)
  }
}

async function moveOn(
  acting: Acting,
  verb: Exclude<Verb & MoveBy['kind'], 'merge' | 'join'>,
  text: string | null,
): Promise<CaseRow> {
  const { move, role } = getMove(acting, verb)
  const row = await moveCase(acting.tx, acting.row, move, { ...byOf(acting, verb, role), text })
  await tellOf(acting, verb, row, text)
  return row
}

async function tellOf({ tx, personId, at }: Acting, verb: Verb, row: CaseRow, text: string | null): Promise<void> {
  const reason: Record<string, string> = text === null ? {} : { reason: text }
  if (verb === 'accept') await tellResidents(tx, row, { kind: 'appeal_accepted', at, exceptId: personId })
  if (verb === 'approve') await tellDesk(tx, row, { kind: 'appeal_passed_on', at, exceptId: personId })
  if (verb === 'send_back')
    await tellDesk(tx, row, { kind: 'appeal_sent_back', at, exceptId: personId, params: reason })
  if (verb === 'withdraw') {
    await tellDesk(tx, row, { kind: 'appeal_withdrawn', at, exceptId: personId })
    await tellResidents(tx, row, { kind: 'appeal_withdrawn', at, exceptId: personId }, 'others')
  }
}

/** The grid whistles for a department; the street assigns it. */
async function callDepartment(
  acting: Acting,
  action: Extract<AppealAction, { action: 'whistle' | 'assign' }>,
): Promise<CaseRow> {
  const { tx, row, personId, at } = acting
  const { move, role } = getMove(acting, action.action)
  const street = found(await findStreet(tx, row.gridPath))
  const department = await getDepartmentFor(tx, street, action.departmentId)
  const named =
    action.action === 'whistle'
      ? { wishedDepartmentId: department.id, text: action.reason }
      : { departmentId: department.id, text: null }
  const moved = await moveCase(tx, row, move, { ...byOf(acting, action.action, role), ...named })
  await tellDesk(tx, moved, { kind: 'appeal_passed_on', at, exceptId: personId })
  if (action.action === 'assign') await tellResidents(tx, moved, { kind: 'appeal_passed_on', at })
  return moved
}

/** One answer reaches all whom the case concerns; the reporter is asked whether it helped. */
async function answer(acting: Acting, text: string, imageIds: readonly string[]): Promise<CaseRow> {
  const { tx, row, personId, at } = acting
  const { move, role } = getMove(acting, 'answer')
  if (!(await mayUseImages(tx, personId, imageIds))) {
    throw new Problem('invalid_request', { fields: [{ path: 'imageIds', message: 'not all are pictures of yours' }] })
  }
  const moved = await moveCase(tx, row, move, { ...byOf(acting, 'answer', role), text, imageIds })
  await tellResidents(tx, moved, { kind: 'appeal_answered', at, params: { text } })
  return moved
}

async function undoTimeOut(acting: Acting): Promise<CaseRow> {
  const { move, role } = getMove(acting, 'undo_time_out')
  if (!mayUndo(acting.row.endedAt, acting.at)) throw new Problem('undo_too_late')
  return moveCase(acting.tx, acting.row, move, byOf(acting, 'undo_time_out', role))
}
