import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { errors } from '../../../server/plumbing/errors'
import { contentSecurityPolicy, web } from '../../../server/plumbing/web'
import { buildTestApp } from '../../support/build-test-app'

const INLINE = 'document.documentElement.classList.add("ready")'
const INDEX = `<!DOCTYPE html><html><head><script>${INLINE}</script><script src="/js/app.0a1b2c3d.js" defer></script></head><body></body></html>`
const SCRIPT = 'console.log("app")'.repeat(200)

const parent = mkdtempSync(join(tmpdir(), 'linli-web-'))
const folder = join(parent, 'h5')
let app: FastifyInstance
beforeAll(async () => {
  mkdirSync(join(folder, 'js'), { recursive: true })
  writeFileSync(join(folder, 'index.html'), INDEX)
  writeFileSync(join(folder, 'index.html.gz'), gzipSync('an old page'))
  writeFileSync(join(folder, 'js/app.0a1b2c3d.js'), SCRIPT)
  writeFileSync(join(folder, 'js/app.0a1b2c3d.js.gz'), gzipSync(SCRIPT))
  writeFileSync(join(folder, 'manifest.json'), '{}')
  writeFileSync(join(folder, '.secret'), 'a hidden file')
  writeFileSync(join(parent, 'beside.txt'), 'a file beside the folder')
  app = Fastify()
  await app.register(errors)
  await app.register(web, { folder })
  await app.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(async () => {
  await app.close()
  rmSync(parent, { recursive: true, force: true })
})

const page = (url: string, accept = 'text/html,*/*') => app.inject({ url, headers: { accept } })

describe('the page', () => {
  test.each(['/', '/index.html', '/pages/feed/post/index?id=1', '/j/GH01', '/as/resident-li', '/apiary'])(
    '%s is the app itself',
    async (url) => {
      const answer = await page(url)
      expect(answer.statusCode).toBe(200)
      expect(answer.headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' })
      expect(answer.body).toBe(INDEX)
      expect(answer.headers['content-security-policy']).toBe(contentSecurityPolicy(INDEX))
    },
  )

  test('also where the old page lies beside it, compressed', async () => {
    const answer = await app.inject({ url: '/index.html', headers: { accept: 'text/html', 'accept-encoding': 'gzip' } })
    expect(answer.body).toBe(INDEX)
    expect((await app.inject({ url: '/index.html.gz' })).statusCode).toBe(404)
  })

  test('HEAD is answered as GET, without the page', async () => {
    const answer = await app.inject({ method: 'HEAD', url: '/' })
    expect([answer.statusCode, answer.body]).toEqual([200, ''])
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'")
  })
})

describe('the content security policy', () => {
  const directives = new Map(
    contentSecurityPolicy(INDEX)
      .split('; ')
      .map((directive): [string, string[]] => {
        const [name = '', ...sources] = directive.split(' ')
        return [name, sources]
      }),
  )

  test('scripts are our own files, and the inline one by its hash; nothing else', () => {
    const hash = createHash('sha256').update(INLINE).digest('base64')
    expect(directives.get('script-src')).toEqual(["'self'", `'sha256-${hash}'`])
    expect(directives.get('default-src')).toEqual(["'none'"])
    for (const name of ['script-src-elem', 'script-src-attr', 'worker-src', 'object-src', 'frame-src'])
      expect(directives.has(name)).toBe(false)
  })

  test('nobody frames the page, moves its base or takes its forms; nothing is fetched from elsewhere', () => {
    expect(directives.get('frame-ancestors')).toEqual(["'none'"])
    expect(directives.get('base-uri')).toEqual(["'none'"])
    expect(directives.get('form-action')).toEqual(["'self'"])
    for (const [name, sources] of directives) {
      expect(
        sources.filter((source) => /^https?:|\*|unsafe-eval/.test(source)),
        name,
      ).toEqual([])
      if (name !== 'style-src') expect(sources, name).not.toContain("'unsafe-inline'")
    }
  })

  test.each([
    ['no inline script', '<script src="/a.js"></script>', []],
    ['two of them', '<script>a</script><script type="module">b</script>', ['a', 'b']],
    ['an empty one', '<script></script>', []],
    ['over several lines', '<script>\n  a()\n</script>', ['\n  a()\n']],
    ['its source named last', '<script defer src="/a.js"></script>', []],
  ])('%s', (_, html, scripts) => {
    const hashes = scripts.map((script) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`)
    expect(contentSecurityPolicy(html)).toContain(`script-src ${["'self'", ...hashes].join(' ')};`)
  })
})

describe('files', () => {
  test('with a hash in their name are kept for a year, others are asked for again', async () => {
    const script = await app.inject({ url: '/js/app.0a1b2c3d.js' })
    expect(script).toMatchObject({ statusCode: 200, body: SCRIPT })
    expect(script.headers['cache-control']).toBe('public, max-age=31536000, immutable')
    expect(script.headers['content-type']).toMatch(/javascript/)
    const manifest = await app.inject({ url: '/manifest.json' })
    expect(manifest.headers['cache-control']).toBe('no-cache')
    const again = await app.inject({
      url: '/manifest.json',
      headers: { 'if-none-match': String(manifest.headers.etag) },
    })
    expect(again.statusCode).toBe(304)
  })

  test('go out compressed where the browser can read it', async () => {
    const script = await app.inject({ url: '/js/app.0a1b2c3d.js', headers: { 'accept-encoding': 'gzip' } })
    expect(script.headers).toMatchObject({
      'content-encoding': 'gzip',
      'cache-control': 'public, max-age=31536000, immutable',
    })
    expect(script.headers['content-type']).toMatch(/javascript/)
    expect(script.rawPayload.length).toBeLessThan(SCRIPT.length)
  })
})

describe('what is not there', () => {
  test.each(['/api/v1/nothing', '/api/', '/api/v1/me/'])('%s is a problem, also for a browser', async (url) => {
    const answer = await page(url)
    expect(answer.statusCode).toBe(404)
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8')
    expect(answer.json()).toMatchObject({ code: 'not_found' })
  })

  test('a script or picture that is gone is no page', async () => {
    for (const url of ['/js/app.ffffffff.js', '/static/logo.png']) {
      expect((await page(url, '*/*')).statusCode, url).toBe(404)
    }
    expect((await app.inject({ method: 'POST', url: '/', headers: { accept: 'text/html' } })).statusCode).toBe(404)
  })

  test.each([
    '/../beside.txt',
    '/js/../../beside.txt',
    '/%2e%2e/beside.txt',
    '/js/%2e%2e/%2e%2e/beside.txt',
    '/..%2fbeside.txt',
    '/js/..%5c..%5cbeside.txt',
    '//beside.txt',
    '/%00',
    '/.secret',
    '/js/',
    '/js',
  ])('%s leads out of the folder, and nowhere', async (path) => {
    const answer = await rawGet(path)
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /)
    expect(answer).not.toMatch(/a file beside|a hidden file|app\.0a1b/)
  })
})

test('without a built page the API is there all the same', async () => {
  const bare = Fastify()
  await bare.register(errors)
  await bare.register(web, { folder: join(parent, 'nowhere') })
  const answer = await bare.inject({ url: '/', headers: { accept: 'text/html' } })
  expect(answer.json()).toMatchObject({ status: 404, code: 'not_found' })
  await bare.close()
})

test('the whole server: an unknown address of the API is a problem, and every answer has the headers that keep a browser safe', async () => {
  const t = await buildTestApp()
  try {
    for (const url of ['/api/v1/nothing', '/api/v2/me', '/api/v1/openapi.json']) {
      const answer = await t.app.inject({ url, headers: { accept: 'text/html' } })
      if (url !== '/api/v1/openapi.json') expect(answer.json()).toMatchObject({ status: 404, code: 'not_found' })
      expect(answer.headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'strict-transport-security': expect.stringContaining('max-age='),
      })
      expect(answer.headers).not.toHaveProperty('x-powered-by')
    }
  } finally {
    await t.close()
  }
})

/** As it is written: `inject` and `fetch` tidy an address up before it is sent. */
function rawGet(path: string): Promise<string> {
  const address = app.server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return new Promise((resolve, reject) => {
    let text = ''
    const socket = connect(port, '127.0.0.1', () =>
      socket.write(`GET ${path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`),
    )
    socket.on('data', (chunk) => (text += chunk))
    socket.on('error', reject)
    socket.on('close', () => resolve(text))
  })
}
