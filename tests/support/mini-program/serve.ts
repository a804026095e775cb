import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, request as requestHttp, type Server, type ServerResponse } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { readShellStyles } from './bundle'

const TYPES: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.svg': 'image/svg+xml',
  '.webp': 'image/webp',
  '.gif': 'image/gif',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
}

export interface ProgramServer {
  origin: string
  close(): Promise<void>
}

/**
 * Serves the shell, the runtime, the packed program and the build's own pictures, and carries the program's requests to
 * their real address under `/__net`: a mini program knows no CORS, so its API must not need any. `address` tells where a
 * request of the build really goes.
 */
export async function serveProgram(
  dist: string,
  runtime: string,
  program: string,
  address: (url: string) => string,
): Promise<ProgramServer> {
  const shell = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1,user-scalable=no"><link rel="icon" href="data:,">
<style>${readShellStyles()}</style></head><body></body></html>`
  const fixed: Record<string, [string, string]> = {
    '/': ['text/html; charset=utf-8', shell],
    '/__runtime.js': ['text/javascript; charset=utf-8', runtime],
    '/__program.js': ['text/javascript; charset=utf-8', program],
  }
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://shell')
    const page = fixed[url.pathname]
    if (page) response.writeHead(200, { 'content-type': page[0] }).end(page[1])
    else if (url.pathname === '/__net') carry(request, response, address(url.searchParams.get('url') ?? ''))
    else sendFile(response, dist, url.pathname)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { origin: `http://127.0.0.1:${port}`, close: () => closeServer(server) }
}

function sendFile(response: ServerResponse, dist: string, pathname: string): void {
  const file = path.resolve(dist, `.${decodeURIComponent(pathname)}`)
  try {
    if (!file.startsWith(`${path.resolve(dist)}${path.sep}`)) throw new Error('outside the build')
    const bytes = readFileSync(file)
    response.writeHead(200, { 'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream' }).end(bytes)
  } catch {
    response.writeHead(404).end()
  }
}

/**
 * The program's own headers travel in one, because a browser refuses some that `wx.request` allows; the answer's status
 * and headers come back the same way, because any status is a success to a mini program and Chromium would report a 404.
 */
function carry(request: IncomingMessage, response: ServerResponse, target: string): void {
  const fail = (error: Error): void => {
    if (response.headersSent) response.destroy()
    else response.writeHead(200, { 'x-mp-failure': encodeURIComponent(error.message) }).end()
  }
  let url: URL
  try {
    url = new URL(target)
  } catch {
    fail(new Error(`invalid url "${target}"`))
    return
  }
  const headers = JSON.parse(decodeURIComponent(String(request.headers['x-mp-headers'] ?? '%7B%7D'))) as Record<
    string,
    string
  >
  headers.referer ??= 'https://servicewechat.com/wx0000000000000000/devtools/page-frame.html'
  if (request.headers['content-length']) headers['content-length'] = request.headers['content-length']
  const open = url.protocol === 'https:' ? requestHttps : requestHttp
  const upstream = open(url, { method: request.method, headers }, (answer) => {
    // An <img> reads the answer as it is, so type and status are told in the plain way too where they are harmless.
    response.writeHead(200, {
      'content-type': answer.headers['content-type'] ?? 'application/octet-stream',
      'x-mp-status': String(answer.statusCode),
      'x-mp-headers': encodeURIComponent(JSON.stringify(answer.headers)),
    })
    answer.pipe(response)
  })
  upstream.on('error', fail)
  response.on('close', () => upstream.destroy())
  request.pipe(upstream)
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
