import Ajv, { type ErrorObject, type Options, type ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'
import fastJson from 'fast-json-stringify'
import type { FastifyBodyParser, FastifyInstance, FastifySchemaCompiler, FastifySerializerCompiler } from 'fastify'

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

const strict = withFormats(new Ajv(STRICT))
const fromAddress = withFormats(new Ajv(FROM_ADDRESS))

/** A schema becomes code when its route is first asked, so that a start does not wait for hundreds of them. */
export const compileValidator: FastifySchemaCompiler<object> = ({ schema, httpPart }) => {
  let compiled: ValidateFunction | null = null
  const validate = (data: unknown): boolean => {
    compiled ??= (httpPart === 'body' ? strict : fromAddress).compile(schema)
    const isValid = compiled(data)
    validate.errors = compiled.errors ?? null
    return isValid
  }
  validate.errors = null as ErrorObject[] | null
  return validate
}

type Serialize = (data: unknown) => string

/** By schema, as ajv keeps its own: many routes answer with the same thing, and one process may hold several servers. */
const serializers = new WeakMap<object, Serialize>()

/** As {@link compileValidator}: what writes an answer is made when the first is to be written. */
export const compileSerializer: FastifySerializerCompiler<object> = ({ schema }) => {
  let compiled = serializers.get(schema)
  return (data) => {
    if (!compiled) {
      compiled = serializers.get(schema) ?? fastJson(schema)
      serializers.set(schema, compiled)
    }
    return compiled(data)
  }
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
