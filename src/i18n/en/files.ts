import type { Translated } from '../translated'
import type { files as source } from '../zh-CN/files'

export const files: Translated<typeof source> = {
  ready: 'The file is ready',
  readyText: 'Send it to yourself or somebody else to open and print it.',
  send: 'Send to a chat',
  taken: 'It is yours',
  elsewhere: 'Please fetch it in a browser',
  elsewhereText: 'Alipay cannot keep files. Open Linli in a browser and fetch it from this same page.',
  copyAddress: 'Copy the address',
  addressCopied: 'Address copied',
}
