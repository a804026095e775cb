import { createServer } from 'node:http'
import type { FastifyInstance } from 'fastify'
import fastifyPlugin from 'fastify-plugin'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

const SECONDS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]

/** A number that is looked up when it is asked for. */
export interface MeasuredGauge {
  name: string
  help: string
  read: () => Promise<number>
}

interface MetricsOptions {
  port: number
  host: string
  gauges: readonly MeasuredGauge[]
}

/** Prometheus metrics on a port of their own, so that they are not on the public address. By route and status, never by person. */
export const metrics = fastifyPlugin(
  async (app: FastifyInstance, { port, host, gauges }: MetricsOptions) => {
    const registry = new Registry()
    collectDefaultMetrics({ register: registry })
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
      duration.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1_000)
    })
    for (const { name, help, read } of gauges) {
      new Gauge({
        name,
        help,
        registers: [registry],
        async collect() {
          this.set(await read())
        },
      })
    }
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
