import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A request as an imitated platform got it. */
export interface Received {
  method: string
  path: string
  query: URLSearchParams
  headers: IncomingMessage['headers']
  body: string
}

export interface Sent {
  status?: number
  headers?: Record<string, string>
  body: string | Buffer
}

/** `cut` hangs up without an answer, `hang` never answers. */
export type Reply = Sent | 'cut' | 'hang'

export interface LoopbackServer {
  url: string
  received: Received[]
  /** What was got at one path. */
  at(path: string): Received[]
  /** Answers the next requests at a path so, in this order, before the platform's own answers. */
  script(path: string, ...replies: Reply[]): void
  /** Forgets what was got and what was scripted. */
  forget(): void
  close(): Promise<void>
}

/** A small HTTP server on loopback that keeps what it gets and answers as `answer` says, or as scripted. */
export async function startLoopbackServer(answer: (request: Received) => Reply): Promise<LoopbackServer> {
  const received: Received[] = []
  const scripted = new Map<string, Reply[]>()
  const server = createServer((incoming, response) => {
    void readBody(incoming).then((body) => {
      const { pathname, searchParams } = new URL(incoming.url ?? '/', 'http://loopback')
      const request = {
        method: incoming.method ?? '',
        path: pathname,
        query: searchParams,
        headers: incoming.headers,
        body,
      }
      received.push(request)
      send(incoming, response, scripted.get(pathname)?.shift() ?? answer(request))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    at: (path) => received.filter((request) => request.path === path),
    script: (path, ...replies) => void scripted.set(path, [...(scripted.get(path) ?? []), ...replies]),
    forget: () => {
      received.length = 0
      scripted.clear()
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

export function json(body: unknown, status = 200): Sent {
  return { status, headers: { 'content-type': 'application/json; charset=utf-8' }, body: JSON.stringify(body) }
}

function send(incoming: IncomingMessage, response: ServerResponse, reply: Reply): void {
  if (reply === 'hang') return
  if (reply === 'cut') incoming.socket.destroy()
  else response.writeHead(reply.status ?? 200, reply.headers).end(reply.body)
}

async function readBody(incoming: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of incoming) parts.push(part as Buffer)
  return Buffer.concat(parts).toString('utf8')
}
