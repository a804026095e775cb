import { createHash } from 'node:crypto'
import type { NotificationKind, SubscriptionTemplate } from '../../../src/contract'

/** Tries at one message, after which it is given up. */
export const ATTEMPTS_MAX = 8
/** Grants kept for a person and template: more than anybody taps, so that a broken client cannot count for ever. */
export const GRANTS_MAX = 50

const BACKOFF_SECONDS_FIRST = 30
const BACKOFF_SECONDS_MAX = 6 * 3_600
/** How far a pause strays from its length, up and down, so that what failed together is not tried together again. */
const JITTER = 0.25

const TEMPLATES: Partial<Record<NotificationKind, SubscriptionTemplate>> = {
  membership_requested: 'membership',
  membership_verified: 'membership',
  membership_refused: 'membership',
  membership_ended: 'membership',
  notice_published: 'notice',
  notice_reminder: 'notice',
  post_commented: 'reply',
  comment_replied: 'reply',
  appeal_waiting: 'appeal',
  appeal_accepted: 'appeal',
  appeal_passed_on: 'appeal',
  appeal_answered: 'appeal',
  appeal_closing_soon: 'appeal',
  appeal_overdue: 'appeal',
  appeal_overdue_reporter: 'appeal',
  appeal_reopened: 'appeal',
  care_task_given: 'appeal',
  alert_raised: 'notice',
  call_up: 'notice',
  shift_moved_up: 'notice',
}

/** The template under which a kind of news is sent to a phone, or null where it stays in the inbox. */
export function templateOf(kind: NotificationKind): SubscriptionTemplate | null {
  return TEMPLATES[kind] ?? null
}

/**
 * Milliseconds to wait after the given number of failed tries: 30 s, doubled each time, at most six hours, ±25 %. The stray is drawn from
 * the message's id, so that it is the same in a test and spread over many messages.
 */
export function backOffMs(messageId: string, attempts: number): number {
  const plain = Math.min(BACKOFF_SECONDS_FIRST * 2 ** (attempts - 1), BACKOFF_SECONDS_MAX) * 1_000
  const draw = createHash('sha256').update(`${messageId}/${attempts}`).digest().readUInt32BE(0) / 2 ** 32
  return Math.round(plain * (1 - JITTER + 2 * JITTER * draw))
}
