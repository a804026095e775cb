import type { CreateAlertRequest } from '../../../src/contract'
import type { Deps } from '../../deps'
import { newId } from '../../kernel/ids'
import { found, Problem, refuseIf } from '../../kernel/problem'
import { hashRequest } from '../../kernel/request-hash'
import { assertSameRequest } from '../../storage/acts'
import type { Reader } from '../../storage/store'
import { mayUseImages } from '../media'
import { findStanding } from '../membership'
import { notify } from '../notifications'
import { findPlace, idsOnPath, type PlaceRow } from '../places'
import { getStoredPoint } from './get-stored-point'
import { refuseRaise } from './policy'
import { type AlertRow, findAlert, insertAlert, isPictureOfAlert, listAudience } from './repository'
import { isInFuture } from './rules'

/** Name, description and last place are normalised already. */
export type RaiseAlertCommand = CreateAlertRequest & { id: string; personId: string }

/** Somebody is missing: the alert and the word to everybody in the community come to be in one transaction, both or neither. */
export async function raiseAlert(
  deps: Deps,
  command: RaiseAlertCommand,
): Promise<{ outcome: 'created' | 'exists'; alert: AlertRow }> {
  const { id, personId, placeId, name, description, imageId, lastPlace, location } = command
  const requestHash = hashRequest({ ...command, id: undefined, personId: undefined })
  const createdAt = deps.clock.now()
  const lastSeenAt = new Date(command.lastSeenAt)
  const lineId = newId(createdAt)
  return deps.store.write(async (tx) => {
    const known = await findAlert(tx, id)
    if (known) {
      assertSameRequest(known, requestHash, known.raisedById, personId)
      return { outcome: 'exists', alert: known }
    }
    const { place, community } = await findCommunity(tx, personId, placeId)
    if (isInFuture(lastSeenAt, createdAt)) throw invalid('lastSeenAt', 'in the future')
    const isUsable = (await mayUseImages(tx, personId, [imageId])) && !(await isPictureOfAlert(tx, imageId))
    if (!isUsable) throw invalid('imageId', 'not a picture of yours that is free')
    const point = await getStoredPoint(tx, place.path, location)
    await insertAlert(tx, {
      communityId: community.id,
      id,
      placeId,
      raisedById: personId,
      name,
      description,
      imageId,
      lastPlace,
      lastSeenAt,
      ...point,
      lineId,
      createdAt,
      requestHash,
    })
    const audience = await listAudience(tx, { ...community, idsOnPath: idsOnPath(community.path) })
    await notify(tx, {
      personIds: audience.filter((one) => one !== personId),
      kind: 'alert_raised',
      // Not who it is: messages outlive the alert.
      params: { community: community.name },
      subject: { kind: 'alert', id },
      at: createdAt,
      lineId,
    })
    return { outcome: 'created', alert: found(await findAlert(tx, id)) }
  })
}

async function findCommunity(
  reader: Reader,
  personId: string,
  placeId: string,
): Promise<{ place: PlaceRow; community: PlaceRow }> {
  const place = found(await findPlace(reader, placeId))
  const community = place.communityId === null ? null : await findPlace(reader, place.communityId)
  const communityPath = community?.path ?? place.path
  refuseIf(refuseRaise(await findStanding(reader, personId), { placePath: place.path, communityPath }))
  if (community === null) throw invalid('placeId', 'not in a community')
  return { place, community }
}

function invalid(path: string, message: string): Problem {
  return new Problem('invalid_request', { fields: [{ path, message }] })
}
