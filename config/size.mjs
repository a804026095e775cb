// node config/size.mjs: what each built package weighs, against what the platforms (and we) allow; exit 1 beyond a limit.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

const KIB = 1024
const PACKAGE_MAX = 2048 * KIB
const WEAPP_MAX = 30 * 1024 * KIB
const ALIPAY_MAX = 8192 * KIB
const H5_FIRST_LOAD_MAX = 200 * KIB

const dist = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../dist')

const filesIn = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))

/** A mini program is its main package and one package per subpackage root. */
function miniProgram(end, totalMax) {
  const root = path.join(dist, end)
  const app = JSON.parse(readFileSync(path.join(root, 'app.json'), 'utf8'))
  const roots = (app.subPackages ?? app.subpackages ?? []).map(({ root: folder }) => folder.replace(/\/$/, ''))
  const bytes = new Map([['main', 0], ...roots.map((folder) => [folder, 0])])
  for (const file of filesIn(root)) {
    const name = path.relative(root, file).split(path.sep).join('/')
    const owner = roots.find((folder) => name.startsWith(`${folder}/`)) ?? 'main'
    bytes.set(owner, bytes.get(owner) + statSync(file).size)
  }
  const total = [...bytes.values()].reduce((sum, size) => sum + size, 0)
  return [
    ...[...bytes].map(([name, size]) => ({ name: `${end} ${name}`, size, max: PACKAGE_MAX })),
    { name: `${end} in all`, size: total, max: totalMax },
  ]
}

/** What the home page needs before it shows: the HTML, what it names, what pages share, and the home page itself, gzipped. */
function firstLoad() {
  const root = path.join(dist, 'h5')
  const html = readFileSync(path.join(root, 'index.html'), 'utf8')
  const named = [...html.matchAll(/(?:src|href)="\/?((?:js|css)\/[^"]+)"/g)].map(([, file]) => file)
  const home = filesIn(root)
    .map((file) => path.relative(root, file).split(path.sep).join('/'))
    .filter((file) => /^(js|css)\/(shared|home)\.\w+\.(js|css)$/.test(file))
  // Unnamed, they would weigh nothing, and the measure would lie.
  for (const name of ['js/shared', 'js/home'])
    if (!home.some((file) => file.startsWith(`${name}.`))) throw new Error(`dist/h5 has no ${name}.<hash>.js`)
  const parts = [...new Set(['index.html', ...named, ...home])]
  const size = parts.reduce((sum, file) => sum + gzipSync(readFileSync(path.join(root, file))).length, 0)
  return [{ name: 'h5 first load (gzip)', size, max: H5_FIRST_LOAD_MAX }]
}

const measures = {
  weapp: () => miniProgram('weapp', WEAPP_MAX),
  alipay: () => miniProgram('alipay', ALIPAY_MAX),
  h5: firstLoad,
}

const rows = []
for (const [end, measure] of Object.entries(measures)) {
  if (existsSync(path.join(dist, end))) rows.push(...measure())
  else console.log(`${end}: not built`)
}

const inKib = (bytes) => `${(bytes / KIB).toFixed(1)} KiB`
for (const { name, size, max } of rows) {
  console.log(
    `${name.padEnd(36)}${inKib(size).padStart(14)}  of ${inKib(max).padStart(12)}${size > max ? '  TOO LARGE' : ''}`,
  )
}
if (rows.length === 0 || rows.some(({ size, max }) => size > max)) process.exit(1)
