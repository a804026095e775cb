import type { IncomingMessage } from 'node:http'

/**
 * `wx.request` and `my.request` know no PATCH: they send POST with `X-HTTP-Method-Override: PATCH`. Called before the route is chosen.
 * @returns the address, unchanged
 */
export function honourMethodOverride(request: Pick<IncomingMessage, 'method' | 'headers' | 'url'>): string {
  const wanted = request.headers['x-http-method-override']
  if (request.method === 'POST' && wanted === 'PATCH') request.method = 'PATCH'
  return request.url ?? '/'
}
