import { createHmac } from 'node:crypto'
import { json, type LoopbackServer, startLoopbackServer } from './loopback-server'

const KEY = 'the key of the gateway, for tests'
const PATH = '/send'

/** A gateway for text messages that believes only what is signed with its key. */
export interface SmsServer extends LoopbackServer {
  env: Record<string, string>
  path: string
  /** The messages that were believed. */
  messages: { phone: string; template: string; params: Record<string, string>; sentAt: string }[]
  /** The last code sent to a number. */
  codeFor(phone: string): string | undefined
}

export async function startSmsServer(): Promise<SmsServer> {
  const messages: SmsServer['messages'] = []
  const server = await startLoopbackServer(({ body, headers }) => {
    const signature = `sha256=${createHmac('sha256', KEY).update(body).digest('hex')}`
    if (headers['x-linli-signature'] !== signature) return json({ error: 'signature' }, 401)
    messages.push(JSON.parse(body))
    return json({ ok: true }, 202)
  })
  return Object.assign(server, {
    env: { LINLI_SMS_URL: `${server.url}${PATH}`, LINLI_SMS_KEY: KEY },
    path: PATH,
    messages,
    codeFor: (phone: string) => messages.findLast((message) => message.phone === phone)?.params.code,
  })
}
