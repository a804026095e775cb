import Ajv, { type Options } from 'ajv'
import addFormats from 'ajv-formats'
import type { FastifyBodyParser, FastifyInstance, FastifySchemaCompiler } from 'fastify'

// Nothing is dropped and nothing is guessed: an unknown field is refused, a number in quotes is not a number.
const STRICT: Options = {
  removeAdditional: false,
  coerceTypes: false,
  useDefaults: false,
  allErrors: false,
  strict: false,
}
// What stands in an address is always text, so there numbers are read from it.
const FROM_ADDRESS: Options = { ...STRICT, coerceTypes: true }

export function compileValidators(): FastifySchemaCompiler<object> {
  const strict = withFormats(new Ajv(STRICT))
  const fromAddress = withFormats(new Ajv(FROM_ADDRESS))
  return ({ schema, httpPart }) => (httpPart === 'body' ? strict : fromAddress).compile(schema)
}

function withFormats(ajv: Ajv): Ajv {
  addFormats(ajv, ['date-time', 'date', 'uri'])
  return ajv
}

/**
 * JSON as Fastify reads it, but nothing at all is no body: `wx.request` says application/json even where it sends none, and a receipt or a
 * like has none.
 */
export function parseJson(app: FastifyInstance): FastifyBodyParser<string> {
  const parse = app.getDefaultJsonParser('error', 'error')
  return (request, body, done) => (body === '' ? done(null, undefined) : parse(request, body, done))
}
