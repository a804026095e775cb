// node config/build.mjs weapp|alipay|h5: one production build with Taro's command line, into dist/<end>.
import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

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
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
