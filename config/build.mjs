// node config/build.mjs weapp|alipay|h5: one production build with Taro's command line, into dist/<end>. What the server sends to browsers is
// compressed here, once and as well as can be.
import { spawn } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const ENDS = ['weapp', 'alipay', 'h5']
const end = process.argv[2]
if (!ENDS.includes(end)) {
  console.error(`which end? one of ${ENDS.join(', ')}`)
  process.exit(2)
}

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const taro = createRequire(import.meta.url).resolve('@tarojs/cli/bin/taro')
const child = spawn(process.execPath, [taro, 'build', '--type', end], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, NODE_ENV: 'production', TARO_ENV: end, BROWSERSLIST_IGNORE_OLD_DATA: '1' },
})
child.on('exit', (code, signal) => {
  if (code === 0 && end === 'h5') compressFor(path.join(root, 'dist/h5'))
  process.exit(signal ? 1 : (code ?? 1))
})

/** Lays <file>.br and <file>.gz beside what is text; @fastify/static sends the one that the browser takes. */
function compressFor(folder) {
  for (const name of readdirSync(folder, { recursive: true })) {
    if (!/\.(js|css|html|svg|json)$/.test(name)) continue
    const file = path.join(folder, name)
    const bytes = readFileSync(file)
    const params = { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length }
    writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params }))
    writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }))
  }
}
