import type { Language, NotificationKind, NotificationSubjectKind } from '../../../src/contract'
import type { PlatformMessage } from '../../platforms/ports'
import { wordsFor } from './words'

/** What the outbox keeps of a piece of news: the words are made when it is sent. */
export interface OutboxPayload {
  kind: NotificationKind
  params: Record<string, string>
  subject: { kind: NotificationSubjectKind; id: string }
  at: string
}

/** WeChat takes at most 20 characters in a field of kind `thing` (subscribeMessage.send), Alipay no fewer. */
const THING_CODE_POINTS_MAX = 20

/** The clock on every wall in China, all year round. */
const CHINA_OFFSET_MS = 8 * 3_600_000

/** The fields a template must have, in this order: two texts and a time. WeChat names them by their kind, Alipay by their number. */
const FIELDS = {
  wechat: ['thing1', 'thing2', 'time3'],
  alipay: ['keyword1', 'keyword2', 'keyword3'],
} as const

/** The screen of the mini program that shows a subject (src/screens.ts). */
const SCREENS: Record<NotificationSubjectKind, string> = {
  person: 'account/profile',
  notice: 'notices/detail',
  post: 'feed/post',
  membership: 'membership/waiting',
  report: 'moderation/case',
  need: 'mutual-aid/need',
  match: 'mutual-aid/match',
  gift: 'mutual-aid/gifts',
  booking: 'mutual-aid/bookings',
  care_circle: 'mutual-aid/circle',
  appeal: 'appeals/detail',
  hand_over: 'casework/hand-over',
  care_task: 'casework/care-task',
  alert: 'alerts/detail',
  topic: 'deliberation/topic',
  account: 'points/account',
  redemption: 'points/redemption',
  activity: 'volunteering/activity',
  shift: 'volunteering/shift',
  call_up: 'volunteering/call',
  poll: 'voting/poll',
}

export type Platform = keyof typeof FIELDS

export function platformMessage(
  platform: Platform,
  payload: OutboxPayload,
  to: { subject: string; platformTemplate: string; language: Language },
): PlatformMessage {
  const { title, text } = wordsFor(payload.kind, payload.params, to.language)
  const values = [cut(title), cut(text), chinaTime(new Date(payload.at))]
  return {
    subject: to.subject,
    platformTemplate: to.platformTemplate,
    page: pageOf(payload),
    data: Object.fromEntries(FIELDS[platform].map((field, index) => [field, values[index] ?? ''])),
  }
}

/** A request to be let in is shown to staff elsewhere than to whoever asked. */
function pageOf({ kind, subject }: OutboxPayload): string {
  const screen = kind === 'membership_requested' ? 'membership/request' : SCREENS[subject.kind]
  return `pages/${screen}/index?id=${subject.id}`
}

/** One line, cut between characters. */
function cut(text: string): string {
  const characters = [...text.replace(/\s+/g, ' ')]
  return characters.length <= THING_CODE_POINTS_MAX
    ? characters.join('')
    : `${characters.slice(0, THING_CODE_POINTS_MAX - 1).join('')}…`
}

/** "2026-11-20 09:00", as WeChat wants a field of kind `time`. */
function chinaTime(at: Date): string {
  return new Date(at.getTime() + CHINA_OFFSET_MS).toISOString().slice(0, 16).replace('T', ' ')
}
