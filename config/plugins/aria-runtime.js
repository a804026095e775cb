// Part of the mini program, not of the build: the runtime's side of aria.ts.
import { mergeInternalComponents } from '@tarojs/shared'
import attributes from './aria-attributes.json'

const TAKERS = ['View', 'Text', 'Image', 'Button', 'Input', 'Textarea']
const names = attributes[process.env.TARO_ENV] || []

for (const taker of TAKERS) mergeInternalComponents({ [taker]: Object.fromEntries(names.map((name) => [name, ''])) })
