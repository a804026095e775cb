import { previewImage } from '@tarojs/taro'

/** Shows pictures whole, `current` first. */
export const view = (current: string, urls: string[]): void => void previewImage({ current, urls })
