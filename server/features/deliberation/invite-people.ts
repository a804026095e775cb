import type { TopicAction } from '../../../src/contract'
import { isWithin, listPlacesByIds, listSubtree } from '../places'
import { type Acting, step } from './acting'
import { insertInvitations, inviteResidents, listResidentsAmong } from './meeting-repository'
import { invalid } from './rules'
import { tell } from './tell-people'

/**
 * The secretary invites people, or all residents of places in the topic's. Whoever was invited before is not told again.
 * @throws Problem invalid_request where nobody is named, or somebody or something is not of the topic's place
 */
export async function invite(acting: Acting, action: Extract<TopicAction, { action: 'invite' }>): Promise<void> {
  const { tx, topic, at, personId } = acting
  const { personIds = [], placeIds = [] } = action
  if (personIds.length + placeIds.length === 0) throw invalid('personIds', 'nobody is named')
  const residents = await listResidentsAmong(tx, personIds, topic.placePath)
  if (residents.length < personIds.length) throw invalid('personIds', 'not all live in the place')
  const places = await placesOf(acting, placeIds)
  const invited = [
    ...(await insertInvitations(tx, topic, personIds, { way: 'named', at })),
    ...(placeIds.length === 0 ? [] : await inviteResidents(tx, topic, places, at)),
  ]
  await step(acting, 'invite', null)
  const params: Record<string, string> =
    topic.meetingAt === null ? {} : { meetingAt: new Date(topic.meetingAt).toISOString() }
  await tell(tx, topic, invited, { kind: 'topic_invited', at, params, exceptId: personId })
}

/** The grids and buildings that places stand for. */
async function placesOf({ tx, topic }: Acting, placeIds: readonly string[]) {
  const places = await listPlacesByIds(tx, placeIds)
  const isMeant = places.length === placeIds.length && places.every(({ path }) => isWithin(path, topic.placePath))
  if (!isMeant) throw invalid('placeIds', 'not all lie in the place of the topic')
  const gridIds: string[] = []
  for (const { path, kind } of places.filter((place) => place.kind !== 'building')) {
    const grids = kind === 'grid' ? places.filter((place) => place.path === path) : await listSubtree(tx, path, 'grid')
    gridIds.push(...grids.map(({ id }) => id))
  }
  return { gridIds, buildingIds: places.filter(({ kind }) => kind === 'building').map(({ id }) => id) }
}
