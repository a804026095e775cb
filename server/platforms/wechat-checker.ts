import { type CheckLabel, type CheckResult, PlatformUnavailable, type TextToCheck } from './ports'
import type { WechatClient } from './wechat-client'

/** `msg_sec_check` takes 2,500 characters; pieces overlap, so that no word is cut in two unseen. */
const TEXT_LENGTH_MAX = 2_500
const OVERLAP = 50

const SCENES: Record<TextToCheck['scene'], number> = { profile: 1, comment: 2, post: 3, notice: 3 }
const FORUM_SCENE = 3
const IMAGE = 2

/** 命中标签 of WeChat's content check, second version. */
const LABELS: Record<number, CheckLabel> = {
  10001: 'advertising',
  20001: 'illegal',
  20002: 'sexual',
  20003: 'insult',
  20006: 'illegal',
  20008: 'fraud',
  20012: 'sexual',
}

export interface WechatChecker {
  /** `openid` must have used the mini program within two hours: otherwise 61010, a refusal. */
  checkText(text: string, scene: TextToCheck['scene'], openid: string): Promise<CheckResult>
  /** The trace under which the verdict is pushed within 30 minutes. `url` must be open to WeChat. */
  checkImage(url: string, openid: string): Promise<{ trace: string }>
}

export function wechatChecker(client: WechatClient): WechatChecker {
  return {
    checkText: async (text, scene, openid) => {
      let worst: CheckResult = { verdict: 'pass', label: null }
      for (const content of piecesOf(text)) {
        const answer = await client.post('/wxa/msg_sec_check', { content, version: 2, scene: SCENES[scene], openid })
        const result = readWechatVerdict(answer.result)
        if (result.verdict === 'risky') return result
        if (result.verdict === 'review') worst = result
      }
      return worst
    },
    checkImage: async (url, openid) => {
      const body = { media_url: url, media_type: IMAGE, version: 2, scene: FORUM_SCENE, openid }
      const { trace_id: trace } = await client.post('/wxa/media_check_async', body)
      if (typeof trace !== 'string' || trace === '') throw new PlatformUnavailable('wechat', 'answered without a trace')
      return { trace }
    },
  }
}

/** `{suggest, label}` of an answer or of a push. @throws PlatformUnavailable where it is something else */
export function readWechatVerdict(result: unknown): CheckResult {
  const { suggest, label } = (result ?? {}) as { suggest?: unknown; label?: unknown }
  if (suggest === 'pass') return { verdict: 'pass', label: null }
  if (suggest === 'review' || suggest === 'risky') return { verdict: suggest, label: LABELS[Number(label)] ?? 'other' }
  throw new PlatformUnavailable('wechat', 'answered without a verdict')
}

function piecesOf(text: string): string[] {
  const characters = [...text]
  const pieces: string[] = []
  for (let start = 0; start < characters.length; start += TEXT_LENGTH_MAX - OVERLAP) {
    pieces.push(characters.slice(start, start + TEXT_LENGTH_MAX).join(''))
    if (start + TEXT_LENGTH_MAX >= characters.length) break
  }
  return pieces
}
