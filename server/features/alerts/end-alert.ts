import type { Deps } from '../../deps'
import { newId } from '../../kernel/ids'
import { found, Problem, refuseIf } from '../../kernel/problem'
import { recordAct } from '../../storage/acts'
import { setImageState } from '../media'
import { findStanding } from '../membership'
import { notify } from '../notifications'
import { idsOnPath } from '../places'
import { clearPicture } from './clear-ended-alerts'
import { refuseKeep } from './policy'
import { type AlertRow, closeAlert, findAlert, listAudience } from './repository'

/**
 * Found. From the moment of the transaction nobody is shown the picture; its files are gone when this answers. Should a file resist, the answer
 * still says that the alert has ended, and the job (clear-ended-alerts) goes on until the file is gone.
 */
export async function endAlert(
  deps: Deps,
  { alertId, personId, actId }: { alertId: string; personId: string; actId: string },
): Promise<AlertRow> {
  const at = deps.clock.now()
  const lineId = newId(at)
  const alert = await deps.store.write(async (tx) => {
    const before = found(await findAlert(tx, alertId))
    refuseIf(refuseKeep(await findStanding(tx, personId), before))
    const action = 'end'
    const act = { subjectKind: 'alert', subjectId: alertId, id: actId, action, personId, body: { action }, at }
    if ((await recordAct(tx, act)) === 'repeated') return before
    if ((await closeAlert(tx, alertId, { endedAt: at, endedById: personId })) === 'wrong_state') {
      throw new Problem('wrong_state')
    }
    if (before.imageId !== null) await setImageState(tx, before.imageId, 'refused', at)
    const community = { id: before.communityId, path: before.communityPath }
    const audience = await listAudience(tx, { ...community, idsOnPath: idsOnPath(community.path) })
    await notify(tx, {
      personIds: audience.filter((one) => one !== personId),
      kind: 'alert_ended',
      params: { community: before.communityName },
      subject: { kind: 'alert', id: alertId },
      at,
      lineId,
    })
    return found(await findAlert(tx, alertId))
  })
  if (alert.imageId === null) return alert
  try {
    await clearPicture(deps, { id: alertId, imageId: alert.imageId })
  } catch (error) {
    deps.log.error({ err: error }, 'the picture of an ended alert is still there')
  }
  return alert
}
