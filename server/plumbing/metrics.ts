import { createServer } from 'node:http'
import type { FastifyInstance } from 'fastify'
import fastifyPlugin from 'fastify-plugin'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

const SECONDS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]
const JOB_SECONDS = [0.01, 0.1, 1, 10, 60, 600]

/** A number that is looked up when it is asked for. */
export interface MeasuredGauge {
  name: string
  help: string
  read: () => number | Promise<number>
}

/** How a run of a job ended, and how long it took. */
export type CountJob = (job: string, outcome: 'done' | 'failed', seconds: number) => void

interface MetricsOptions {
  port: number
  host: string
  gauges: readonly MeasuredGauge[]
}

declare module 'fastify' {
  interface FastifyInstance {
    /** There only where metrics are measured. */
    countJob?: CountJob
  }
}

/**
 * Prometheus metrics on an address and a port of their own, so that they are not on the public one. By route, method and class of status, by
 * job and outcome: never by person, place or anything else that grows.
 */
export const metrics = fastifyPlugin(
  async (app: FastifyInstance, { port, host, gauges }: MetricsOptions) => {
    const registry = new Registry()
    collectDefaultMetrics({ register: registry })
    measureRequests(app, registry)
    app.decorate('countJob', jobCounter(registry))
    for (const gauge of gauges) addGauge(registry, gauge)
    const server = createServer((request, response) => {
      if (request.url !== '/metrics') return void response.writeHead(404).end()
      void registry
        .metrics()
        .then((text) => response.writeHead(200, { 'content-type': registry.contentType }).end(text))
    })
    app.addHook(
      'onReady',
      () => new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve)),
    )
    app.addHook('onClose', () => new Promise<void>((resolve) => server.close(() => resolve())))
  },
  { name: 'metrics' },
)

function measureRequests(app: FastifyInstance, registry: Registry): void {
  const duration = new Histogram({
    name: 'linli_http_request_seconds',
    help: 'Time from the first byte of a request to the last of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers: [registry],
  })
  app.addHook('onResponse', async (request, reply) => {
    if (request.routeOptions.config.isUnobserved === true) return
    const route = request.routeOptions.url ?? 'unknown'
    const status = `${Math.floor(reply.statusCode / 100)}xx`
    duration.observe({ method: request.method, route, status }, reply.elapsedTime / 1_000)
  })
}

function jobCounter(registry: Registry): CountJob {
  const labelNames = ['job', 'outcome']
  const runs = new Counter({
    name: 'linli_job_runs_total',
    help: 'Runs of what runs by the clock, in this process',
    labelNames,
    registers: [registry],
  })
  const duration = new Histogram({
    name: 'linli_job_seconds',
    help: 'How long a run took',
    labelNames: ['job'],
    buckets: JOB_SECONDS,
    registers: [registry],
  })
  return (job, outcome, seconds) => {
    runs.inc({ job, outcome })
    duration.observe({ job }, seconds)
  }
}

function addGauge(registry: Registry, { name, help, read }: MeasuredGauge): void {
  new Gauge({
    name,
    help,
    registers: [registry],
    async collect() {
      // What cannot be looked up now is not known, and hides nothing of the rest: a database that is away is seen in it.
      this.set(
        await Promise.resolve()
          .then(read)
          .catch(() => Number.NaN),
      )
    },
  })
}
