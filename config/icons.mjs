// node config/icons.mjs: writes src/ui/Icon/names.ts and icons.scss from npm tdesign-icons-svg (MIT) and our own drawings.
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** Our name → TDesign's. */
const TAKEN = {
  add: 'add',
  back: 'chevron-left',
  bell: 'notification',
  calendar: 'calendar',
  call: 'call',
  camera: 'camera',
  certificate: 'certificate',
  chat: 'chat',
  check: 'check',
  'check-circle': 'check-circle',
  close: 'close',
  comment: 'chat-bubble',
  copy: 'file-copy',
  delete: 'delete',
  desk: 'desktop-1',
  down: 'chevron-down',
  download: 'download',
  edit: 'edit',
  error: 'error-circle',
  filter: 'filter',
  flag: 'flag',
  forward: 'chevron-right',
  gift: 'gift',
  group: 'usergroup',
  help: 'help-circle',
  history: 'history',
  image: 'image',
  info: 'info-circle',
  inbox: 'mail',
  like: 'heart',
  'like-filled': 'heart-filled',
  list: 'view-list',
  location: 'location',
  lock: 'lock-on',
  logout: 'logout',
  more: 'ellipsis',
  offline: 'wifi-off',
  person: 'user',
  'person-add': 'user-add',
  qrcode: 'qrcode',
  refresh: 'refresh',
  scan: 'scan',
  search: 'search',
  send: 'send',
  service: 'service',
  setting: 'setting',
  share: 'share-1',
  shield: 'secured',
  shop: 'shop',
  star: 'star',
  'star-filled': 'star-filled',
  time: 'time',
  tools: 'tools',
  translate: 'translate',
  undo: 'rollback',
  up: 'chevron-up',
  verified: 'verified',
  warning: 'error-triangle',
}

const line = (...paths) => paths.map((d) => `<path fill='none' stroke='#000' stroke-width='2' d='${d}'/>`).join('')

/** What TDesign does not draw, or draws with more detail than a tab can show. */
const OWN = {
  document: line('M5 3h9l5 5v13H5z', 'M9 12h6M9 16.5h6'),
  home: line('M12 3.3 3.5 10.5V20.5h17v-10z'),
  handshake: line('M2.5 11 8 5.5l4 2.5 4-2.5 5.5 5.5-5 6-2.5-1.5-2 2.5-2-2.5L7.5 17z'),
  ballot: line('M3 13h18v8H3z', 'M7 13 8.5 3.5H16V13', 'm9.5 8.5 2 2 4-4.5'),
  coin: line('M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Z', 'm8.5 7.5 3.5 4 3.5-4', 'M12 11.5V17M8.5 12.5h7'),
}

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const packed = path.dirname(createRequire(import.meta.url).resolve('tdesign-icons-svg/package.json'))

/** The drawing without ids and empty fills, in black, since only its shape is used. */
function shapeOf(name) {
  const svg = readFileSync(path.join(packed, `src/${name}.svg`), 'utf8')
  return [...svg.matchAll(/<path\b([^>]*?)\/?>/g)]
    .map(([, attributes]) =>
      Object.fromEntries([...attributes.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, k, v]) => [k, v])),
    )
    .filter(({ fill, stroke }) => stroke || (fill && fill !== 'transparent' && fill !== 'none'))
    .map(({ d, stroke, 'stroke-width': width, 'stroke-linecap': cap }) =>
      stroke
        ? `<path fill='none' stroke='#000' stroke-width='${width ?? 2}'${cap ? ` stroke-linecap='${cap}'` : ''} d='${d}'/>`
        : `<path d='${d}'/>`,
    )
    .join('')
}

const drawings = {
  ...OWN,
  ...Object.fromEntries(Object.entries(TAKEN).map(([ours, theirs]) => [ours, shapeOf(theirs)])),
}
const names = Object.keys(drawings).sort()
const empty = names.filter((name) => !drawings[name])
if (empty.length > 0) throw new Error(`nothing drawn: ${empty.join(', ')}`)

const uri = (shape) =>
  `data:image/svg+xml,${`<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24'>${shape}</svg>`.replace(/[<>#%]/g, encodeURIComponent)}`

const rules = names.map((name) => `.linli-icon--${name} {\n  --linli-icon-shape: url("${uri(drawings[name])}");\n}`)
const notice = 'Made by config/icons.mjs; drawings from tdesign-icons-svg (MIT, Tencent) and our own.'
writeFileSync(path.join(root, 'src/ui/Icon/icons.scss'), `/* ${notice} */\n${rules.join('\n\n')}\n`)
writeFileSync(
  path.join(root, 'src/ui/Icon/names.ts'),
  `// ${notice}\nexport const iconNames = [\n${names.map((name) => `  '${name}',\n`).join('')}] as const\n\nexport type IconName = (typeof iconNames)[number]\n`,
)
console.log(`${names.length} icons`)
