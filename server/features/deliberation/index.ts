import type { FastifyPluginAsync } from 'fastify'
import type { Deps } from '../../deps'
import { meetingRoutes } from './meeting-routes'
import { OpinionMaps } from './opinion-maps'
import { opinionRoutes } from './opinion-routes'
import type { DeliberationPorts } from './ports'
import { projectRoutes } from './project-routes'
import { topicRoutes } from './topic-routes'

export { frozenDocument } from './minutes-document'
export { type MapDocument, presentOpinionMap } from './opinion-map/map-document'
export { computeOpinionMap, type LastMap, type OpinionInput, type OpinionMap } from './opinion-map/opinion-map'
export { type ParticipantVotes, readParticipantVotes, VotesError } from './opinion-map/read-participant-votes'
export { lastVotes, type VoteTable } from './opinion-map/votes'
export { deliberationHolder } from './personal-data'
export type { DeliberationPorts, TalkItem } from './ports'
export { runTopicsClock } from './topics-clock'

/** Topics, from the first opinion to the rating. The thread of opinion maps ends with the server. */
export const deliberationRoutes: FastifyPluginAsync<{ deps: Deps; ports: DeliberationPorts }> = async (
  app,
  { deps, ports },
) => {
  const maps = new OpinionMaps(deps)
  app.addHook('onClose', () => maps.stop())
  await app.register(topicRoutes, { deps, ports })
  await app.register(opinionRoutes, { deps, maps })
  await app.register(meetingRoutes, { deps, maps })
  await app.register(projectRoutes, { deps, ports })
}
