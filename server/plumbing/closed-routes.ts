import type { FastifyInstance, FastifySchema, RouteOptions } from 'fastify'
import fastifyPlugin from 'fastify-plugin'

/** What a route takes that says nothing about it: nothing. */
const NO_QUERY = { type: 'object', properties: {}, additionalProperties: false }
const NO_BODY = { type: ['object', 'null'], properties: {}, additionalProperties: false }

const WITH_BODY = new Set(['PUT', 'POST', 'PATCH', 'DELETE'])

/**
 * "An unknown field is 400, nothing is silently dropped" for every route of the API, also where a route has no query and no body of its own.
 * Registered before the routes.
 */
export const closedRoutes = fastifyPlugin(
  async (app: FastifyInstance) => {
    app.addHook('onRoute', (route) => {
      if (!route.url.startsWith('/api/')) return
      const { schema = {} } = route
      route.schema = {
        ...schema,
        querystring: schema.querystring ?? NO_QUERY,
        ...(takesBody(route, schema) ? { body: schema.body ?? NO_BODY } : {}),
      }
    })
  },
  { name: 'closed-routes' },
)

/** A body that is no JSON (`consumes`) has its own parser, and no schema. */
function takesBody({ method }: RouteOptions, schema: FastifySchema): boolean {
  return [method].flat().some((one) => WITH_BODY.has(one)) && schema.consumes === undefined
}

/** Without what was added here: the document names no query and no body where there is none. */
export function withoutAdded(schema: FastifySchema): FastifySchema {
  const { querystring, body, ...rest } = schema
  return {
    ...rest,
    ...(querystring === undefined || querystring === NO_QUERY ? {} : { querystring }),
    ...(body === undefined || body === NO_BODY ? {} : { body }),
  }
}
