import { type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import type { Deps } from '../../deps'
import { Problem } from '../../kernel/problem'
import { readWechatVerdict } from '../../platforms/wechat-checker'
import { isWechatSignature } from '../../platforms/wechat-push'
import { applyPush } from './apply-verdict'
import type { ModerationPorts } from './subjects'

const BODY_BYTES_MAX = 16 * 1024

/** WeChat adds parameters of its own (openid, encrypt_type …), so these alone are not closed. */
const Signed = {
  signature: Type.String({ maxLength: 64 }),
  timestamp: Type.String({ maxLength: 20 }),
  nonce: Type.String({ maxLength: 64 }),
}
const PushQuery = Type.Object(Signed)
const EchoQuery = Type.Object({ ...Signed, echostr: Type.String({ maxLength: 256 }) })

/** The part that is read of `wxa_media_check`, second version; other events are taken note of by "success" alone. */
const Push = Type.Object({
  Event: Type.Optional(Type.String()),
  appid: Type.Optional(Type.String()),
  trace_id: Type.Optional(Type.String({ maxLength: 128 })),
  errcode: Type.Optional(Type.Integer()),
  result: Type.Optional(Type.Object({ suggest: Type.Optional(Type.String()), label: Type.Optional(Type.Integer()) })),
})

/**
 * Where WeChat pushes to (消息推送: JSON, plain mode, token WECHAT_PUSH_TOKEN). It asks once by GET whether we know the token. Without a token
 * configured there is nothing here.
 */
export const platformPushRoutes: FastifyPluginAsyncTypebox<{ deps: Deps; ports: ModerationPorts }> = async (
  app,
  { deps, ports },
) => {
  const { wechat } = deps.config
  // WeChat does not always say that its JSON is JSON.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'string', bodyLimit: BODY_BYTES_MAX }, (_request, body, done) => {
    try {
      done(null, JSON.parse(String(body)))
    } catch {
      done(new Problem('invalid_request', { because: 'a push that is not JSON' }))
    }
  })

  function refuseForged(query: { signature: string; timestamp: string; nonce: string }): void {
    if (!wechat?.pushToken) throw new Problem('not_found')
    if (!isWechatSignature(wechat.pushToken, query)) throw new Problem('not_allowed')
  }

  app.get(
    '/platform-pushes/wechat',
    {
      schema: {
        tags: ['platforms'],
        summary: "WeChat's question whether this address knows the token",
        security: [],
        querystring: EchoQuery,
        response: { 200: Type.String() },
      },
    },
    async (request, reply) => {
      refuseForged(request.query)
      return reply.type('text/plain; charset=utf-8').send(request.query.echostr)
    },
  )

  app.post(
    '/platform-pushes/wechat',
    {
      schema: {
        tags: ['platforms'],
        summary: 'A push from WeChat: the verdict on a picture',
        security: [],
        querystring: PushQuery,
        body: Push,
        response: { 200: Type.String() },
      },
    },
    async (request, reply) => {
      refuseForged(request.query)
      const { Event: event, appid, trace_id: trace, errcode = 0, result } = request.body
      reply.type('text/plain; charset=utf-8')
      if (event !== 'wxa_media_check' || trace === undefined) return 'success'
      if (appid !== undefined && appid !== wechat?.appId) throw new Problem('not_allowed')
      // It could not look (the picture was not to be fetched): the check stays open, and is asked anew when it is overdue.
      if (errcode !== 0) return 'success'
      // Answered with an error, WeChat pushes again: by then the row of a check that was just made is there.
      if ((await applyPush(deps, ports, trace, readWechatVerdict(result))) === 'unknown_trace')
        throw new Problem('not_found')
      return 'success'
    },
  )
}
