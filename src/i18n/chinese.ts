import { first } from './zh-CN/first'

type Later = typeof import('./zh-CN/later')['later']

/** At hand from the first moment on. */
export const chinese: object = first

/** A browser fetches what the home page does not say while that is being drawn. A mini program has it in its package. */
export const loadLaterChinese = (): Promise<Later> | null => import('./zh-CN/later').then(({ later }) => later)
