import { join } from 'node:path'
import compress from '@fastify/compress'
import { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import underPressure from '@fastify/under-pressure'
import Fastify, { type FastifyInstance, LogController } from 'fastify'
import { LIMITS } from '../src/contract'
import { aidPorts } from './aid-ports'
import { awardHours, hourlyPoints } from './award-hours'
import { correctPoints } from './correct-points'
import { deliberationPorts } from './deliberation-ports'
import type { Deps } from './deps'
import { alertsRoutes, photoRoutes } from './features/alerts'
import { answerTemplatesRoutes, appealsRoutes, countProvisional, departmentRatingsRoutes } from './features/appeals'
import { ballotsRoutes } from './features/ballots'
import { callUpsRoutes } from './features/call-ups'
import { careRoutes } from './features/care'
import { careCirclesRoutes } from './features/care-circles'
import { closePoll, countingRoutes, pollLogRoutes, pollProofRoutes } from './features/counting'
import { deliberationRoutes } from './features/deliberation'
import { deskRoutes } from './features/desk'
import { dispatchRoutes } from './features/dispatch'
import { feedRoutes } from './features/feed'
import { handOversRoutes } from './features/hand-overs'
import { homeServicesRoutes } from './features/home-services'
import { demoRoutes, findCaller, identityRoutes } from './features/identity'
import { ledgerHeadRoutes, ledgerRoutes } from './features/ledger'
import { imageCheckRoutes, mediaRoutes } from './features/media'
import { membershipRoutes, placeAbilities } from './features/membership'
import { moderationRoutes, platformPushRoutes } from './features/moderation'
import { mutualAidRoutes } from './features/mutual-aid'
import { noticesRoutes } from './features/notices'
import { countWaitingMessages, notificationsRoutes } from './features/notifications'
import { open311Routes } from './features/open311'
import { ownersImportRoutes, ownersRoutes } from './features/owners'
import { personalDataRoutes } from './features/personal-data'
import { placesRoutes } from './features/places'
import { pollsRoutes } from './features/polls'
import { rewardsRoutes } from './features/rewards'
import { rollsRoutes } from './features/rolls'
import { searchRoutes } from './features/search'
import { attendanceRoutes, certificateRoutes, recordRoutes } from './features/service-record'
import { importRoutes, signalRoutes } from './features/signals'
import { recordStaffView, staffViewsRoutes } from './features/staff-views'
import { threeListsRoutes } from './features/three-lists'
import { activityRoutes, seriesRoutes, shiftRoutes, signUpRoutes } from './features/volunteering'
import { volunteersRoutes } from './features/volunteers'
import { moderationPorts } from './moderation-ports'
import { auth } from './plumbing/auth'
import { closedRoutes } from './plumbing/closed-routes'
import { answerBadAddress, errors } from './plumbing/errors'
import { loggerOptions } from './plumbing/logger'
import { honourMethodOverride } from './plumbing/method-override'
import { type MeasuredGauge, metrics } from './plumbing/metrics'
import { openapi } from './plumbing/openapi'
import { probes, refuseUnlessProbe } from './plumbing/probes'
import { rateLimits } from './plumbing/rate-limit'
import { securityHeaders } from './plumbing/security-headers'
import { silentConnections } from './plumbing/silent-connections'
import { answerBrokenRequest, RECEIVING_MS, slowRequests } from './plumbing/slow-requests'
import { staffViews } from './plumbing/staff-views'
import { compileSerializer, compileValidator, parseJson } from './plumbing/validation'
import { web } from './plumbing/web'
import { projectRoot } from './project-root'
import { signalPorts } from './signal-ports'

/** Longer than a picture may wait for its turn to be made anew: nothing moves on the line meanwhile. */
const IDLE_MS_MAX = 120_000
const EVENT_LOOP_DELAY_MS_MAX = 1_000

/** As Fastify is told: of a number of proxies each is believed by where it stands, the nearest first; Fastify itself takes no number. */
function trustedProxies(trusted: Deps['config']['trustProxy']) {
  return typeof trusted === 'number' ? (_address: string, hop: number) => hop < trusted : trusted
}

/** How many due times are provisional in a street, or everywhere: dispatch shows it, but cases are kept above it. */
const provisionalIn = (deps: Deps) => (streetId: string | null) => countProvisional(deps.store.read, streetId)

const gaugesOf = (deps: Deps): MeasuredGauge[] => [
  {
    name: 'linli_waiting_writes',
    help: 'Writes that wait for their turn at the database',
    read: () => deps.store.waitingWrites(),
  },
  {
    name: 'linli_outbox_waiting',
    help: 'Messages to platforms that are not sent yet',
    read: () => countWaitingMessages(deps.store.read),
  },
  {
    name: 'linli_provisional_due_times',
    help: 'Open cases that are due in a year whose working days are not known',
    read: () => provisionalIn(deps)(null),
  },
]

/** The operations of the contract, those of a feature beside one another. */
async function features(api: FastifyInstance, { deps }: { deps: Deps }): Promise<void> {
  await api.register(identityRoutes, { deps })
  await api.register(demoRoutes, { deps })
  await api.register(placesRoutes, { deps, abilities: placeAbilities(deps.store.read) })
  await api.register(membershipRoutes, { deps })
  await api.register(noticesRoutes, { deps })
  await api.register(notificationsRoutes, { deps })
  await api.register(mediaRoutes, { deps })
  await api.register(imageCheckRoutes, { deps })
  await api.register(feedRoutes, { deps })
  await api.register(searchRoutes, { deps })
  await api.register(moderationRoutes, { deps, ports: moderationPorts(deps) })
  await api.register(dispatchRoutes, { deps, countProvisional: provisionalIn(deps) })
  await api.register(handOversRoutes, { deps })
  await api.register(appealsRoutes, { deps })
  await api.register(answerTemplatesRoutes, { deps })
  await api.register(departmentRatingsRoutes, { deps })
  await api.register(careRoutes, { deps })
  await api.register(signalRoutes, { deps, ports: signalPorts })
  await api.register(importRoutes, { deps })
  await api.register(alertsRoutes, { deps })
  await api.register(photoRoutes, { deps })
  await api.register(open311Routes, { deps })
  await api.register(deskRoutes, { deps, ports: moderationPorts(deps) })
  await api.register(ledgerRoutes, { deps })
  await api.register(ledgerHeadRoutes, { deps })
  await api.register(rewardsRoutes, { deps })
  await api.register(volunteersRoutes, { deps })
  await api.register(activityRoutes, { deps })
  await api.register(shiftRoutes, { deps, pointsPerHour: hourlyPoints })
  await api.register(seriesRoutes, { deps, pointsPerHour: hourlyPoints })
  await api.register(signUpRoutes, { deps })
  await api.register(attendanceRoutes, { deps, awardHours, correctPoints })
  await api.register(recordRoutes, { deps })
  await api.register(certificateRoutes, { deps })
  await api.register(callUpsRoutes, { deps })
  await api.register(mutualAidRoutes, { deps, ports: aidPorts })
  await api.register(careCirclesRoutes, { deps })
  await api.register(homeServicesRoutes, { deps })
  await api.register(threeListsRoutes, { deps })
  await api.register(deliberationRoutes, { deps, ports: deliberationPorts(deps) })
  await api.register(ownersRoutes, { deps })
  await api.register(ownersImportRoutes, { deps })
  await api.register(pollsRoutes, { deps, ports: { closePoll } })
  await api.register(rollsRoutes, { deps })
  await api.register(ballotsRoutes, { deps })
  await api.register(pollLogRoutes, { deps })
  await api.register(pollProofRoutes, { deps })
  await api.register(countingRoutes, { deps })
  await api.register(personalDataRoutes, { deps })
  await api.register(staffViewsRoutes, { deps })
  await api.register(platformPushRoutes, { deps, ports: moderationPorts(deps) })
}

/** The whole server, registered in order and in sight. */
export async function buildApp(
  deps: Deps,
  options: { logStream?: NodeJS.WritableStream; receivingMs?: typeof RECEIVING_MS; webFolder?: string } = {},
): Promise<FastifyInstance> {
  const app = Fastify({
    logger: loggerOptions(deps.config.logLevel, options.logStream),
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: trustedProxies(deps.config.trustProxy),
    bodyLimit: LIMITS.bodyBytes,
    // The last resort: each request has its own time to arrive (slow-requests.ts).
    requestTimeout: RECEIVING_MS.upload * 2,
    connectionTimeout: IDLE_MS_MAX,
    clientErrorHandler: answerBrokenRequest,
    frameworkErrors: answerBadAddress,
    keepAliveTimeout: 65_000,
    routerOptions: { maxParamLength: 200 },
    forceCloseConnections: 'idle',
    rewriteUrl: (request) => honourMethodOverride(request),
  }).withTypeProvider<TypeBoxTypeProvider>()
  app.removeContentTypeParser(['text/plain', 'application/json'])
  app.addContentTypeParser('application/json', { parseAs: 'string' }, parseJson(app))
  app.setValidatorCompiler(compileValidator)
  app.setSerializerCompiler(compileSerializer)

  await app.register(errors)
  await app.register(securityHeaders)
  await app.register(compress, { threshold: 2_048, encodings: ['gzip', 'identity'], zlibOptions: { level: 3 } })
  if (deps.config.rateLimit) {
    await app.register(underPressure, {
      maxEventLoopDelay: EVENT_LOOP_DELAY_MS_MAX,
      pressureHandler: refuseUnlessProbe,
    })
  }
  await app.register(silentConnections)
  await app.register(slowRequests, { receivingMs: options.receivingMs ?? RECEIVING_MS })
  if (deps.config.metricsPort !== null)
    await app.register(metrics, {
      port: deps.config.metricsPort,
      host: deps.config.metricsHost,
      gauges: gaugesOf(deps),
    })
  await app.register(closedRoutes)
  await app.register(openapi)
  await app.register(auth, { findCaller: (token) => findCaller(deps, token) })
  await app.register(staffViews, { record: (view) => recordStaffView(deps, view) })
  await app.register(rateLimits, { deps })
  await app.register(probes, { deps })

  await app.register(features, { deps, prefix: '/api/v1' })
  await app.register(web, { folder: options.webFolder ?? join(projectRoot, 'dist/h5') })
  return app
}
