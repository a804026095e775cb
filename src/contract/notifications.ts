import { type Static, Type } from '@sinclair/typebox'
import { Can, Closed, Count, Id, Nullable, OneOf, PageQuery, Time } from './primitives'

export const NotificationKind = OneOf(
  'membership_requested',
  'membership_verified',
  'membership_refused',
  'membership_ended',
  'avatar_refused',
  'post_commented',
  'comment_replied',
  'notice_published',
  'notice_reminder',
  'report_received',
  'content_hidden',
  'content_warned',
  'content_restored',
  'appeal_of_hidden_received',
  'appeal_of_hidden_refused',
  'help_asked',
  'help_accepted',
  'help_not_needed',
  'help_cancelled',
  'help_thanked',
  'help_no_show',
  'help_unsafe',
  'help_expired',
  'help_unanswered',
  'gift_promised',
  'gift_to_bring',
  'gift_handed_over',
  'service_booked',
  'service_cancelled',
  'service_done',
  'care_joined',
  'care_silent',
  'care_unanswered',
  'care_fine',
  'poll_announced',
  'poll_closed',
  'poll_annulled',
  'poll_objection_raised',
  'poll_objection_answered',
  'appeal_waiting',
  'appeal_accepted',
  'appeal_passed_on',
  'appeal_sent_back',
  'appeal_answered',
  'appeal_closing_soon',
  'appeal_timed_out',
  'appeal_reopened',
  'appeal_overdue',
  'appeal_overdue_reporter',
  'appeal_merged',
  'appeal_withdrawn',
  'appeal_closed',
  'department_rated',
  'desk_handed_over',
  'care_task_given',
  'alert_raised',
  'alert_sighting',
  'alert_ended',
  'topic_proposed',
  'topic_support_reached',
  'topic_answer_overdue',
  'topic_accepted',
  'topic_refused',
  'topic_invited',
  'topic_scheduled',
  'topic_opened',
  'topic_published',
  'topic_low_rated',
  'topic_answered',
  'statement_waiting',
  'statement_shown',
  'statement_hidden',
  'points_received',
  'points_taken_back',
  'redemption_expiring',
  'redemption_expired',
  'redemption_cancelled',
  'activity_proposed',
  'activity_approved',
  'activity_refused',
  'shift_moved_up',
  'shift_place_lapsed',
  'shift_cancelled',
  'shift_first_claim',
  'shift_stand_in',
  'shift_replaced',
  'hours_corrected',
  'call_up',
)
export type NotificationKind = Static<typeof NotificationKind>

export const NotificationSubjectKind = OneOf(
  'person',
  'membership',
  'post',
  'notice',
  'report',
  'need',
  'match',
  'gift',
  'booking',
  'care_circle',
  'appeal',
  'hand_over',
  'care_task',
  'alert',
  'topic',
  'account',
  'redemption',
  'activity',
  'shift',
  'call_up',
  'poll',
)
export type NotificationSubjectKind = Static<typeof NotificationSubjectKind>

/** A line of the inbox, its words in the caller's language. `read`: mark it as read. */
export const Notification = Closed({
  id: Id,
  kind: NotificationKind,
  title: Type.String(),
  text: Type.String(),
  subject: Closed({ kind: NotificationSubjectKind, id: Id }),
  createdAt: Time,
  readAt: Nullable(Time),
  can: Can('read'),
})
export type Notification = Static<typeof Notification>

export const NotificationsQuery = Closed({ ...PageQuery, unread: Type.Optional(Type.Boolean()) })

/** Marks lines as read: those named, or all up to now. */
export const ReadNotificationsRequest = Closed({
  ids: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 50, uniqueItems: true })),
})
export type ReadNotificationsRequest = Static<typeof ReadNotificationsRequest>

export const UnreadAnswer = Closed({ unread: Count })
export type UnreadAnswer = Static<typeof UnreadAnswer>

/** The kinds of news that a phone can be told of while the app is closed. */
export const SUBSCRIPTION_TEMPLATES = ['notice', 'membership', 'reply', 'appeal'] as const
export const SubscriptionTemplate = OneOf(...SUBSCRIPTION_TEMPLATES)
export type SubscriptionTemplate = Static<typeof SubscriptionTemplate>

/** The templates the installation uses, by platform: what `wx.requestSubscribeMessage` is called with. */
export const SubscriptionTemplates = Closed({
  items: Type.Array(Closed({ template: SubscriptionTemplate, platformTemplate: Type.String() })),
})
export type SubscriptionTemplates = Static<typeof SubscriptionTemplates>

/** The person allowed one more message of each template named (WeChat: one grant is one message). */
export const SubscriptionGrantRequest = Closed({
  id: Id,
  channel: OneOf('wechat', 'alipay'),
  templates: Type.Array(SubscriptionTemplate, { minItems: 1, maxItems: 3, uniqueItems: true }),
})
export type SubscriptionGrantRequest = Static<typeof SubscriptionGrantRequest>
