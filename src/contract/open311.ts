import { type Static, Type } from '@sinclair/typebox'
import { Closed, Nullable } from './primitives'

/** Open311 GeoReport v2, read only: what is public and nothing else (wiki.open311.org/GeoReport_v2). */
export const Open311Service = Closed({
  service_code: Type.String(),
  service_name: Type.String(),
  description: Type.String(),
  metadata: Type.Boolean(),
  type: Type.Unsafe<'realtime' | 'batch' | 'blackbox'>({ type: 'string', enum: ['realtime', 'batch', 'blackbox'] }),
  keywords: Type.String(),
  group: Type.String(),
})
export type Open311Service = Static<typeof Open311Service>
export const Open311Services = Type.Array(Open311Service)

export const Open311Request = Closed({
  service_request_id: Type.String(),
  status: Type.Unsafe<'open' | 'closed'>({ type: 'string', enum: ['open', 'closed'] }),
  status_notes: Nullable(Type.String()),
  service_name: Type.String(),
  service_code: Type.String(),
  description: Nullable(Type.String()),
  agency_responsible: Nullable(Type.String()),
  service_notice: Nullable(Type.String()),
  requested_datetime: Type.String(),
  updated_datetime: Type.String(),
  expected_datetime: Nullable(Type.String()),
  address: Nullable(Type.String()),
  address_id: Nullable(Type.String()),
  zipcode: Nullable(Type.String()),
  lat: Nullable(Type.Number()),
  long: Nullable(Type.Number()),
  media_url: Nullable(Type.String()),
})
export type Open311Request = Static<typeof Open311Request>
export const Open311Requests = Type.Array(Open311Request)
