import type * as Common from './chinese'
import { zhCN } from './zh-CN'

export const chinese: typeof Common.chinese = zhCN

export const loadLaterChinese: typeof Common.loadLaterChinese = () => null
