import type { TSchema } from '@sinclair/typebox'
import Ajv from 'ajv'
import addFormats from 'ajv-formats'

const ajv = new Ajv({ strict: false, allErrors: true })
addFormats(ajv)

/** What an answer has against its contract, in sentences; empty where it fits. */
export function misfits(schema: TSchema, value: unknown): string[] {
  const fits = ajv.compile(schema)
  return fits(value) ? [] : (fits.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}
