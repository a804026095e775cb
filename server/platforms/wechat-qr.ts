import { assert } from '../kernel/assert'
import type { WechatClient } from './wechat-client'

const SCENE = /^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{1,32}$/

/**
 * `getUnlimitedQRCode`: a picture (PNG or JPEG bytes) of the mini program's code that opens `page` with `scene`, the short code of a place.
 * 41030 (no such page in the published version) is a refusal.
 */
export function drawWechatQr(client: WechatClient, { page, scene }: { page: string; scene: string }): Promise<Buffer> {
  assert(SCENE.test(scene), 'a scene is 1 to 32 of the characters WeChat allows')
  assert(!page.startsWith('/') && !page.includes('?'), 'a page has no leading slash and no query')
  return client.postForPicture('/wxa/getwxacodeunlimit', { page, scene, check_path: true })
}
