import { first } from './first'
import { later } from './later'

export const zhCN = { ...first, ...later }
