import type { FastifyInstance } from 'fastify'
import pino from 'pino'
import { buildApp } from './app'
import { type Config, ConfigError } from './config'
import type { Deps } from './deps'
import { hasDemoPlaces } from './features/places'
import { startJobs } from './jobs'
import { systemClock } from './kernel/clock'
import { dayOf, lastKnownYear } from './kernel/working-days'
import { makePlatforms } from './platforms/make-platforms'
import { loggerOptions } from './plumbing/logger'
import { deriveSecrets } from './secrets'
import { migrate } from './storage/migrate'
import { openStore } from './storage/open-store'
import { seedDemo } from './storage/seed/seed-demo'

const STOP_MS_MAX = 10_000

export interface Running {
  app: FastifyInstance
  address: string
  stop(): Promise<void>
}

/** Migrates, fills the demo where it is on, starts the jobs and listens. */
export async function startServer(config: Config, say: (line: string) => void): Promise<Running> {
  const { applied } = await migrate(config.databaseUrl)
  if (applied.length > 0) say(`database: ${applied.length} migration${applied.length > 1 ? 's' : ''} applied`)
  const deps = await makeDeps(config)
  if (config.isDemo) {
    const onProgress = (step: string) => say(`demo: ${step}`)
    await seedDemo(deps.store, {
      extent: config.demoExtent,
      now: deps.clock.now(),
      dataDir: config.dataDir,
      onProgress,
    })
  } else if (await hasDemoPlaces(deps.store.read)) {
    say(
      'warning: this data folder holds the invented places and people of the demo; a real community begins with an empty one.',
    )
  }
  sayWhereCalendarEnds(deps, say)
  const app = await buildApp(deps)
  const jobs = startJobs(deps, app.countJob)
  await app.listen({ port: config.port, host: config.host }).catch(async (error: unknown) => {
    await app.close().catch(() => undefined)
    throw explainListening(error, config)
  })
  void deps.store.warm().catch((error: unknown) => deps.log.warn({ err: error }, 'the database was not made ready'))
  const bound = app.server.address()
  const port = typeof bound === 'object' && bound !== null ? bound.port : config.port
  return {
    app,
    address: `http://${config.host === '0.0.0.0' || config.host === '127.0.0.1' ? 'localhost' : config.host}:${port}`,
    stop: async () => {
      await app.close()
      await jobs.stop()
      await deps.store.close()
    },
  }
}

export async function makeDeps(config: Config): Promise<Deps> {
  const log = pino(loggerOptions(config.logLevel) as pino.LoggerOptions)
  const store = await openStore(config.databaseUrl)
  return {
    config,
    clock: systemClock,
    store,
    secrets: deriveSecrets(config.secret),
    log,
    ...makePlatforms(config, systemClock, log),
  }
}

const CALENDAR_DAYS_AHEAD = 60

/** The State Council announces a year in November: whoever runs Linli into it without is told. */
function sayWhereCalendarEnds({ config, clock }: Deps, say: (line: string) => void): void {
  const lastYear = lastKnownYear(config.workingCalendar)
  const soon = new Date(clock.now().getTime() + CALENDAR_DAYS_AHEAD * 86_400_000)
  if (Number(dayOf(soon).slice(0, 4)) <= lastYear) return
  say(
    `warning: the working calendar ends with ${lastYear}: put calendar/${lastYear + 1}.json into the data folder (docs/operations.md).`,
  )
}

/** What stands in the way of listening, as a sentence that names the variable. */
function explainListening(error: unknown, { port, metricsPort, host, metricsHost }: Config): unknown {
  const { code, port: tried } = error as { code?: string; port?: number }
  const isOfMetrics = metricsPort !== null && tried === metricsPort
  const name = isOfMetrics ? `METRICS_PORT ${metricsPort}` : `PORT ${port}`
  if (code === 'EADDRINUSE') return new ConfigError(`${name} is taken by another program: stop it, or choose another.`)
  if (code === 'EACCES') return new ConfigError(`${name} may not be used by this user: choose one above 1023.`)
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'EINVAL')
    return new ConfigError(
      `${isOfMetrics ? `METRICS_HOST "${metricsHost}"` : `HOST "${host}"`} is no address of this machine.`,
    )
  return error
}

/** Finishes what is under way and stops; whatever hangs is cut off after ten seconds. */
export function stopOnSignals(running: Running): void {
  const stop = () => {
    setTimeout(() => process.exit(1), STOP_MS_MAX).unref()
    void running.stop().then(() => process.exit(0))
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}
