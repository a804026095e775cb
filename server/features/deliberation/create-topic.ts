import { LIMITS, type TopicSource } from '../../../src/contract'
import type { Deps } from '../../deps'
import { found, Problem, refuseIf } from '../../kernel/problem'
import { hashRequest } from '../../kernel/request-hash'
import { assertSameRequest } from '../../storage/acts'
import type { Reader } from '../../storage/store'
import { findStanding } from '../membership'
import { checkText } from '../moderation'
import { findPlace, type PlaceRow } from '../places'
import { isSecretary, refusePropose } from './policy'
import type { DeliberationPorts } from './ports'
import { invalid } from './rules'
import { tellSecretaries } from './tell-people'
import { countWaitingOf, findTopic, insertTopic, moveTopic } from './topic-repository'

/** Title and body are normalised already. */
export interface CreateTopicCommand {
  id: string
  personId: string
  placeId: string
  title: string
  body: string
  source: TopicSource | null
}

/**
 * A resident proposes a topic, or the secretary lifts one from what people say.
 * @throws Problem invalid_request (field body) where the content check refuses the words; too_many_topics
 */
export async function createTopic(
  deps: Deps,
  ports: DeliberationPorts,
  command: CreateTopicCommand,
): Promise<'created' | 'exists'> {
  const { id, personId, placeId, title, body, source } = command
  const requestHash = hashRequest({ placeId, title, body, source })
  // Asked before the words leave the house, and again in the transaction, where it counts.
  if ((await admit(deps.store.read, ports, command, requestHash)) === 'exists') return 'exists'
  const answer = await checkText(deps, { text: `${title}\n${body}`, scene: 'post', personId })
  if (answer.state === 'hidden') throw invalid('body', 'refused by the content check')
  const at = deps.clock.now()
  return deps.store.write(async (tx) => {
    const admitted = await admit(tx, ports, command, requestHash)
    if (admitted === 'exists') return 'exists'
    const { place, isOffice } = admitted
    const communityId = found(place.communityId)
    await insertTopic(tx, {
      communityId,
      id,
      placeId,
      proposerId: personId,
      title,
      body,
      sourceKind: source?.kind ?? null,
      sourceId: source?.id ?? null,
      isHeld: answer.state === 'pending' && !isOffice,
      createdAt: at,
      requestHash,
    })
    const topic = found(await findTopic(tx, id))
    const by = isOffice ? 'secretary' : 'resident'
    await moveTopic(tx, topic, { step: 'propose', by, actorId: personId, toState: 'proposed', text: null, at })
    await tellSecretaries(tx, topic, { kind: 'topic_proposed', at, exceptId: personId })
    return 'created'
  })
}

interface Admitted {
  place: PlaceRow
  isOffice: boolean
}

async function admit(
  reader: Reader,
  ports: DeliberationPorts,
  { id, personId, placeId, source }: CreateTopicCommand,
  requestHash: string,
): Promise<'exists' | Admitted> {
  const known = await findTopic(reader, id)
  if (known !== undefined) {
    assertSameRequest(known, requestHash, known.proposerId, personId)
    return 'exists'
  }
  const place = found(await findPlace(reader, placeId))
  const standing = await findStanding(reader, personId)
  refuseIf(refusePropose(standing, place))
  if (place.kind !== 'grid' && place.kind !== 'community') throw invalid('placeId', 'neither a grid nor a community')
  if (source !== null && !(await ports.mayLift(reader, source, { personId, placePath: place.path }))) {
    throw invalid('source', 'nothing of this place')
  }
  const isOffice = isSecretary(standing, place)
  if (!isOffice && (await countWaitingOf(reader, personId)) >= LIMITS.topicsWaiting)
    throw new Problem('too_many_topics')
  return { place, isOffice }
}
