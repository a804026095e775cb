import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Dockerfile, DockerfileParser } from 'dockerfile-ast'
import { validate } from 'dockerfile-utils'
import { afterAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { projectRoot } from '../../server/project-root'

/** What a stop is given by server/main.ts, in seconds. */
const STOP_SECONDS = 10

const read = (file: string) => readFileSync(join(projectRoot, file), 'utf8')
const files = execFileSync('git', ['ls-files'], { cwd: projectRoot, encoding: 'utf8' }).split('\n').filter(Boolean)

interface Service {
  build?: string
  image?: string
  restart?: string
  init?: boolean
  privileged?: boolean
  stop_grace_period?: string
  env_file?: string
  environment?: Record<string, string>
  ports?: string[]
  volumes?: string[]
  read_only?: boolean
  cap_drop?: string[]
  security_opt?: string[]
  healthcheck?: { test: string[] }
  depends_on?: Record<string, { condition: string }>
}

interface Compose {
  services: Record<string, Service>
  volumes: Record<string, null>
}

const compose = parse(read('compose.yaml')) as Compose
const withPostgres = parse(read('compose.postgres.yaml')) as Compose

describe('the image', () => {
  const dockerfile: Dockerfile = DockerfileParser.parse(read('Dockerfile'))
  const instructions = dockerfile.getInstructions()
  const lastStage = instructions.slice(instructions.findLastIndex((one) => one.getKeyword() === 'FROM'))
  const said = (keyword: string) =>
    lastStage.filter((one) => one.getKeyword() === keyword).map((one) => one.getArgumentsContent() ?? '')

  test('the linter finds nothing, and something where there is something', () => {
    expect(validate(read('Dockerfile'))).toEqual([])
    expect(validate('FROM node:20\nEXPOSE http\nCMD ["a"]\nCMD ["b"]\n').length).toBeGreaterThan(1)
  })

  test('runs as somebody without rights, says how it is, and is told to stop in a way that it hears', () => {
    expect(said('USER')).toEqual(['node'])
    expect(said('HEALTHCHECK')[0]).toContain('/healthz')
    expect(said('ENTRYPOINT')).toEqual(['["node", "server/cli/linli.mjs"]'])
    expect(said('CMD')).toEqual(['["serve"]'])
    expect(said('STOPSIGNAL')).toEqual(['SIGTERM'])
    expect(said('VOLUME')).toEqual(['/data'])
    expect(said('ENV')[0]).toContain('LINLI_DATA_DIR=/data')
  })

  test('is built on one release of Node that the project knows, and never on "latest"', () => {
    const [version] = dockerfile.getInitialARGs().map((one) => one.getArgumentsContent())
    expect(version).toBe('NODE_VERSION=20')
    expect(JSON.parse(read('package.json')).engines.node).toBe('>=20.9')
    expect(dockerfile.getFROMs().map((one) => one.getImage())).toEqual([
      `node:\${NODE_VERSION}-bookworm`,
      `node:\${NODE_VERSION}-bookworm-slim`,
    ])
  })

  test('knows no secret: no variable of that name, and none of those files is sent to whoever builds it', () => {
    const variables = instructions.filter((one) => ['ENV', 'ARG'].includes(one.getKeyword()))
    expect(variables.filter((one) => /SECRET|KEY|TOKEN|PASSWORD|DATABASE_URL/.test(String(one)))).toEqual([])
    expect(instructions.filter((one) => one.getKeyword() === 'ADD')).toEqual([])
    expect(read('.dockerignore').split('\n')).toEqual(expect.arrayContaining(['.git', 'data', '*.env', 'node_modules']))
    expect(read('.gitignore').split('\n')).toContain('*.env')
  })

  test('finds what it copies', () => {
    const ignored = read('.dockerignore').split('\n')
    const copied = dockerfile
      .getCOPYs()
      .filter((one) => one.getFromFlag() === null)
      .flatMap((one) => one.getArguments().slice(0, -1).map(String))
    expect(copied).toContain('package-lock.json')
    for (const path of copied.filter((one) => one !== '.')) {
      expect(files, path).toContain(path)
      expect(ignored, path).not.toContain(path)
    }
    // What the server and the build of the page read beside their own rooms.
    for (const path of ['project.config.json', 'babel.config.js', 'tsconfig.json', 'config', 'src', 'server']) {
      expect(existsSync(join(projectRoot, path)), path).toBe(true)
      expect(ignored, path).not.toContain(path)
    }
  })
})

describe('the compose files', () => {
  const services = [...Object.entries(compose.services), ...Object.entries(withPostgres.services)]
  const linli = compose.services.linli ?? {}

  test('come up again by themselves, and give each time to stop', () => {
    for (const [name, service] of Object.entries({ ...withPostgres.services, ...compose.services })) {
      expect(service.restart, name).toBe('unless-stopped')
      expect(Number.parseInt(service.stop_grace_period ?? '0', 10), name).toBeGreaterThan(STOP_SECONDS)
    }
  })

  test('nobody is given more than they need, and no port is open to the street', () => {
    for (const [name, service] of services) {
      expect(service.privileged, name).toBeUndefined()
      expect(
        (service.ports ?? []).filter((port) => !port.startsWith('127.0.0.1:')),
        name,
      ).toEqual([])
    }
    expect(linli).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      init: true,
    })
    expect(withPostgres.services.database?.ports).toBeUndefined()
  })

  test('keep what must be kept in volumes that are declared', () => {
    for (const { services, volumes } of [compose, withPostgres]) {
      const used = Object.values(services).flatMap((service) => (service.volumes ?? []).map((one) => one.split(':')[0]))
      expect(used.sort()).toEqual(Object.keys(volumes).sort())
    }
    expect(linli.volumes).toContain('data:/data')
  })

  test('no secret stands in them', () => {
    expect(linli.env_file).toBe('linli.env')
    for (const [name, { environment = {} }] of services) {
      for (const [variable, value] of Object.entries(environment)) {
        if (/PASSWORD|SECRET|KEY|URL/.test(variable)) expect(value, `${name} ${variable}`).toMatch(/\$\{\w+:\?/)
      }
    }
  })

  test('PostgreSQL is there before Linli is, of the version whose programs the image has', () => {
    const [, client] = /postgresql-client-(\d+)/.exec(read('Dockerfile')) ?? []
    expect(withPostgres.services.database?.image).toBe(`postgres:${client}-bookworm`)
    expect(withPostgres.services.database?.healthcheck?.test).toContain('pg_isready')
    expect(withPostgres.services.linli?.depends_on).toEqual({ database: { condition: 'service_healthy' } })
  })
})

describe('the systemd unit', () => {
  const unit = read('docs/linli.service')
  const folder = mkdtempSync(join(tmpdir(), 'linli-unit-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0
  const analyze = (text: string, ...args: string[]) => {
    // What is not on this machine is no fault of the unit.
    const file = join(folder, 'linli.service')
    writeFileSync(file, text.replace('/usr/bin/node', process.execPath))
    const { stdout, stderr, status } = spawnSync('systemd-analyze', [...args, file], { encoding: 'utf8' })
    return { said: `${stdout}${stderr}`, status }
  }

  test('stops later than the server does, and writes into one folder', () => {
    expect(Number(/^TimeoutStopSec=(\d+)$/m.exec(unit)?.[1])).toBeGreaterThan(STOP_SECONDS)
    expect(unit).toMatch(/^ProtectSystem=strict$/m)
    expect(unit).not.toMatch(/^ReadWritePaths/m)
    expect(unit).toMatch(/^Environment=.*LINLI_DATA_DIR=\/var\/lib\/linli$/m)
    expect(unit).toMatch(/^StateDirectory=linli$/m)
  })

  test.skipIf(!hasSystemd)('systemd understands every line of it', () => {
    expect(analyze(unit, 'verify', '--man=no').said).toBe('')
    expect(analyze(`${unit}\n[Service]\nTimeoutStopSecs=15\n`, 'verify', '--man=no').said).toContain('TimeoutStopSecs')
  })

  test.skipIf(!hasSystemd)('systemd finds little of the machine open to it', () => {
    expect(analyze(unit, 'security', '--offline=true', '--threshold=20', '--no-pager')).toMatchObject({ status: 0 })
    const open = unit.replace(/^(Protect|Restrict|Private|Capability|SystemCall).*$/gm, '')
    expect(analyze(open, 'security', '--offline=true', '--threshold=20', '--no-pager').status).not.toBe(0)
  })
})

test('docs/operations.md leads to each of them', () => {
  const operations = read('docs/operations.md')
  for (const file of ['Dockerfile', 'compose.yaml', 'compose.postgres.yaml', 'linli.service']) {
    expect(operations, file).toContain(`](${file === 'linli.service' ? '' : '../'}${file})`)
  }
  expect(read('server/main.ts')).toContain(`const STOP_MS_MAX = ${STOP_SECONDS}_000`)
})
