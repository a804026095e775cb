import { execFile } from 'node:child_process'
import { chmodSync, copyFileSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { Script } from 'node:vm'
import { TmplGroup } from 'glass-easel-template-compiler'
import { BUILTIN_TAGS, type BuildJson, listFiles, packagesOf, pagesOf, readText, resolveReference } from './build-files'

/** 2 MiB, the most WeChat takes for the main package and for each subpackage. */
const PACKAGE_BYTES_MAX = 2 * 1024 * 1024
/** 30 MiB for all packages together. */
const PROGRAM_BYTES_MAX = 30 * 1024 * 1024
const OUTPUT_BYTES_MAX = 256 * 1024 * 1024

export interface WeappReport {
  pages: string[]
  components: string[]
  packages: { name: string; bytes: number }[]
  errors: string[]
  warnings: string[]
}

interface Build {
  root: string
  files: string[]
  app: BuildJson
  report: WeappReport
  /** The json of each page and component that can be reached from app.json. */
  reached: Map<string, BuildJson>
}

const runFile = promisify(execFile)

/**
 * Reads a WeChat build as WeChat's tools would: references between json files, WeChat's own wxml and wxss compilers
 * (wcc, wcsc), the template compiler of its component framework, script syntax and package sizes.
 * Writes nothing into the build. `errors` is empty for a build that WeChat's tools would take.
 */
export async function validateWeapp(distFolder: string): Promise<WeappReport> {
  const root = path.resolve(distFolder)
  const report: WeappReport = { pages: [], components: [], packages: [], errors: [], warnings: [] }
  if (!existsSync(path.join(root, 'app.json'))) {
    report.errors.push('app.json missing')
    return report
  }
  const files = listFiles(root)
  const app = readAllJson(root, files, report.errors)
  if (app === null) return report
  const build: Build = { root, files, app, report, reached: new Map() }
  report.pages = pagesOf(app)
  checkReferences(build)
  report.components = [...build.reached.keys()].filter((name) => !report.pages.includes(name)).sort()
  checkTags(build)
  checkTemplates(build)
  checkScripts(build)
  checkPackages(build)
  await runWechatCompilers(build)
  return report
}

function readAllJson(root: string, files: string[], errors: string[]): BuildJson | null {
  let app: BuildJson | null = null
  for (const file of files.filter((name) => name.endsWith('.json'))) {
    try {
      const json = JSON.parse(readText(root, file)) as BuildJson
      if (file === 'app.json') app = json
    } catch (error) {
      errors.push(`${file}: ${messageOf(error)}`)
    }
  }
  return app
}

function checkReferences(build: Build): void {
  const { app, files, report } = build
  const has = new Set(files)
  for (const page of report.pages) visit(build, has, page, 'app.json')
  visitUsed(build, has, 'app', app)
  const main = new Set(app.pages ?? [])
  for (const item of app.tabBar?.list ?? []) {
    if (!main.has(item.pagePath)) report.errors.push(`app.json: tab ${item.pagePath} is not a page of the main package`)
    for (const icon of [item.iconPath, item.selectedIconPath]) {
      if (icon && !has.has(icon.replace(/^\.?\//, ''))) report.errors.push(`app.json: icon ${icon} missing`)
    }
  }
  if (app.tabBar?.custom) visit(build, has, 'custom-tab-bar/index', 'app.json')
}

function visit(build: Build, has: Set<string>, name: string, from: string): void {
  if (build.reached.has(name)) return
  const missing = ['js', 'json', 'wxml'].filter((end) => !has.has(`${name}.${end}`))
  for (const end of missing) build.report.errors.push(`${name}.${end} missing (named in ${from})`)
  if (missing.includes('json')) return
  let json: BuildJson
  try {
    json = JSON.parse(readText(build.root, `${name}.json`)) as BuildJson
  } catch {
    return
  }
  build.reached.set(name, json)
  if (!build.report.pages.includes(name) && !json.component) {
    build.report.errors.push(`${name}.json lacks "component": true (named in ${from})`)
  }
  visitUsed(build, has, name, json)
}

function visitUsed(build: Build, has: Set<string>, name: string, json: BuildJson): void {
  for (const reference of Object.values(json.usingComponents ?? {})) {
    if (reference.startsWith('plugin://')) continue
    visit(build, has, resolveReference(name, reference), `${name}.json`)
  }
}

/** A tag nobody declares is drawn as nothing, and no compiler says so. */
function checkTags(build: Build): void {
  const known = new Set([...BUILTIN_TAGS, 'template', 'import', 'include', 'wxs', 'slot'])
  for (const json of [build.app, ...build.reached.values()]) {
    for (const tag of Object.keys(json.usingComponents ?? {})) known.add(tag)
  }
  for (const file of build.files.filter((name) => name.endsWith('.wxml'))) {
    const text = readText(build.root, file).replace(/<!--[\s\S]*?-->|<wxs[\s\S]*?<\/wxs>/g, '')
    const tags = new Set([...text.matchAll(/<([a-z][\w-]*)/g)].map((match) => match[1] ?? ''))
    for (const tag of tags) {
      if (tag.includes('-') && !known.has(tag)) build.report.warnings.push(`${file}: <${tag}> is declared nowhere`)
    }
  }
}

function checkTemplates(build: Build): void {
  const group = new TmplGroup()
  for (const file of build.files.filter((name) => name.endsWith('.wxml'))) {
    const found = (group.addTmpl(file.slice(0, -5), readText(build.root, file)) ?? []) as TemplateRemark[]
    for (const remark of found) {
      const line = `${file}:${remark.startLine}:${remark.startColumn} ${remark.message}`
      const list = remark.isError || remark.level >= 4 ? build.report.errors : build.report.warnings
      list.push(line)
    }
  }
  group.free()
}

interface TemplateRemark {
  isError?: boolean
  level: number
  startLine: number
  startColumn: number
  message: string
}

function checkScripts(build: Build): void {
  for (const file of build.files.filter((name) => name.endsWith('.js'))) {
    try {
      // WeChat wraps a file in a function, so a top-level return is lawful and must not be an error here.
      new Script(`(function (require, module, exports) {${readText(build.root, file)}\n})`, { filename: file })
    } catch (error) {
      build.report.errors.push(`${file}: ${messageOf(error)}`)
    }
  }
}

function checkPackages(build: Build): void {
  const roots = packagesOf(build.app).map((part) => part.root)
  const bytes = new Map<string, number>([['main', 0], ...roots.map((root): [string, number] => [root, 0])])
  for (const file of build.files) {
    const owner = roots.find((root) => file.startsWith(`${root}/`)) ?? 'main'
    bytes.set(owner, (bytes.get(owner) ?? 0) + statSync(path.join(build.root, file)).size)
  }
  build.report.packages = [...bytes].map(([name, size]) => ({ name, bytes: size }))
  let total = 0
  for (const part of build.report.packages) {
    total += part.bytes
    if (part.bytes > PACKAGE_BYTES_MAX) {
      build.report.errors.push(`package ${part.name} has ${part.bytes} bytes, more than ${PACKAGE_BYTES_MAX}`)
    }
  }
  if (total > PROGRAM_BYTES_MAX)
    build.report.errors.push(`all packages have ${total} bytes, more than ${PROGRAM_BYTES_MAX}`)
}

async function runWechatCompilers(build: Build): Promise<void> {
  const platform = process.platform === 'darwin' ? 'mac' : 'linux'
  const manifest = createRequire(import.meta.url).resolve('miniprogram-compiler/package.json')
  const shipped = path.join(path.dirname(manifest), 'bin', platform)
  // npm ships the binaries without the execute bit, and node_modules may be read-only: a copy gets the bit.
  const work = mkdtempSync(path.join(os.tmpdir(), 'linli-wcc-'))
  try {
    for (const name of ['wcc', 'wcsc']) {
      copyFileSync(path.join(shipped, name), path.join(work, name))
      chmodSync(path.join(work, name), 0o755)
    }
    const ends = (end: string): string[] => build.files.filter((file) => file.endsWith(end))
    const users = [...build.reached].filter(([, json]) => Object.keys(json.usingComponents ?? {}).length > 0)
    const declared = users.flatMap(([name, json]) => {
      const tags = Object.keys(json.usingComponents ?? {})
      return [`${name}.wxml`, String(tags.length), ...tags]
    })
    const components = [String(users.length), ...declared].join(' ')
    await runCompiler(build, path.join(work, 'wcc'), [
      '-d',
      '-cc',
      components,
      ...ends('.wxml'),
      ...ends('.wxs'),
      '-gn',
      '$gwx',
    ])
    const sheets = ends('.wxss')
    if (sheets.length > 0) {
      await runCompiler(build, path.join(work, 'wcsc'), ['-lc', '-db', '-pc', String(sheets.length), ...sheets])
    }
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

async function runCompiler(build: Build, binary: string, args: string[]): Promise<void> {
  try {
    await runFile(binary, args, { cwd: build.root, maxBuffer: OUTPUT_BYTES_MAX })
  } catch (error) {
    const stderr = (error as { stderr?: string }).stderr
    build.report.errors.push(`${path.basename(binary)}: ${(stderr || messageOf(error)).trim().slice(0, 2000)}`)
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
