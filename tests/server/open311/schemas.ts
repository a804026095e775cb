/**
 * What GeoReport v2 publishes as JSON Schema (github.com/open311/schema-validation, schema/georeport-v2: services, service, requests, request),
 * written down field by field; closed here, because the standard asks servers to add no fields of their own.
 */
const text = { type: 'string' }
const orNull = (schema: object) => ({ anyOf: [schema, { type: 'null' }] })
const textOrNull = orNull(text)
const time = { type: 'string', format: 'date-time' }

const service = {
  type: 'object',
  required: ['service_code', 'service_name', 'metadata', 'type'],
  properties: {
    service_code: text,
    service_name: text,
    description: textOrNull,
    metadata: { type: 'boolean' },
    type: { type: 'string', enum: ['realtime', 'batch', 'blackbox'] },
    keywords: textOrNull,
    group: textOrNull,
  },
  additionalProperties: false,
}

const request = {
  type: 'object',
  required: ['service_request_id', 'status', 'service_code', 'requested_datetime'],
  properties: {
    service_request_id: text,
    status: { type: 'string', enum: ['open', 'closed'] },
    status_notes: textOrNull,
    service_name: textOrNull,
    service_code: text,
    description: orNull({ type: 'string', maxLength: 4_000 }),
    agency_responsible: textOrNull,
    service_notice: textOrNull,
    requested_datetime: time,
    updated_datetime: orNull(time),
    expected_datetime: orNull(time),
    address: textOrNull,
    address_id: textOrNull,
    zipcode: textOrNull,
    lat: orNull({ type: 'number' }),
    long: orNull({ type: 'number' }),
    media_url: orNull({ type: 'string', format: 'uri' }),
  },
  additionalProperties: false,
}

export const SERVICES = { type: 'array', items: service }
export const REQUESTS = { type: 'array', items: request }

/** Errors are described in words alone (GeoReport v2, Errors): a list of a code and what to tell the user. */
export const ERRORS = {
  type: 'array',
  minItems: 1,
  items: {
    type: 'object',
    required: ['code', 'description'],
    properties: { code: { type: 'integer' }, description: { type: 'string', minLength: 1 } },
    additionalProperties: false,
  },
}
