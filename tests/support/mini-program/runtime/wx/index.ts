import type { PageStack } from '../page-stack'
import type { Phone } from '../phone'
import type { Shell } from '../shell'
import type { LoadedProgram, Plain } from '../types'
import { accountApis, type Privacy } from './account'
import { alipayApis } from './alipay'
import { fileApis } from './files'
import { interfaceApis } from './interface'
import { navigationApis } from './navigation'
import { networkApis } from './network'
import { soundApis } from './sound'
import { type Storage, storageApis } from './storage'
import { systemApis } from './system'

/** Names that libraries only look at, to learn where they run; looking is no use of an API. */
const PROBED = new Set([
  'then',
  'toJSON',
  'constructor',
  'hasOwnProperty',
  'prototype',
  'taroEventCenter',
  'getRealtimeLogManager',
  'webpackJsonp',
  'miniProgram',
  'cloud',
  'onMessage',
  'isIDE',
])

export interface Parts {
  program: LoadedProgram
  phone: Phone
  shell: Shell
  stack: PageStack
  storage: Storage
  privacy: Privacy
}

/** The global `wx`, or `my` for an Alipay build. Looking up a name it does not have is noted for the test. */
export function createPlatformApi(parts: Parts): Plain {
  const { program, phone, shell, stack, storage, privacy } = parts
  const launch = (): Plain => ({ ...phone.state.launch, query: { ...phone.state.launch.query }, referrerInfo: {} })
  const common: Plain = {
    ...systemApis(phone, stack, launch),
    ...storageApis(phone, storage),
    ...networkApis(phone),
    ...fileApis(phone, shell, () => (program.alipay ? Promise.resolve() : privacy.ask('chooseMedia'))),
    ...soundApis(phone, () => (program.alipay ? Promise.resolve() : privacy.ask('startRecord'))),
    ...accountApis(phone, privacy),
    ...interfaceApis(phone, shell, stack),
    ...navigationApis(phone, stack),
  }
  const api = program.alipay ? alipayApis(phone, shell, stack, storage, common) : common
  for (const [name, value] of Object.entries(api)) if (value === undefined) delete api[name]
  api.canIUse = (schema: string) => canIUse(api, schema)
  return new Proxy(api, {
    get(target, name) {
      if (typeof name === 'string' && !(name in target) && !PROBED.has(name)) phone.unknownApis.add(name)
      return target[name as string]
    },
  })
}

/** APIs by name; components and their attributes are all taken as known. */
function canIUse(api: Plain, schema: string): boolean {
  const name = schema.split('.')[0] ?? ''
  return name in api || name.includes('-') || ['button', 'input', 'image', 'component', 'page'].includes(name)
}
