import { type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import type { FastifyRequest } from 'fastify'
import {
  Closed,
  type Language,
  LIMITS,
  Notification,
  NotificationsQuery,
  OneOf,
  Page,
  ReadNotificationsRequest,
  SubscriptionGrantRequest,
  SubscriptionTemplates,
  UnreadAnswer,
} from '../../../src/contract'
import type { Deps } from '../../deps'
import { decodeCursor, toPage } from '../../kernel/cursor'
import { AFTER_ALL_IDS } from '../../kernel/ids'
import { callerOf } from '../../plumbing/auth'
import { languageOf } from '../../plumbing/errors'
import { grantSubscriptions, listTemplates } from './grant-subscriptions'
import { presentNotification } from './presenter'
import { countUnread, listNotifications, markRead } from './repository'

const TemplatesQuery = Closed({ channel: OneOf('wechat', 'alipay') })

/** As the request asks, or else as the person has set it. */
function readersLanguage(request: FastifyRequest): Language {
  return request.headers['accept-language'] === undefined ? callerOf(request).language : languageOf(request)
}

export const notificationsRoutes: FastifyPluginAsyncTypebox<{ deps: Deps }> = async (app, { deps }) => {
  app.get(
    '/me/notifications',
    {
      schema: {
        tags: ['notifications'],
        summary: 'My inbox, newest first',
        querystring: NotificationsQuery,
        response: { 200: Page(Notification) },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const language = readersLanguage(request)
      const { limit = LIMITS.pageDefault, cursor, unread = false } = request.query
      const [beforeId] = decodeCursor(cursor, ['id']) ?? [AFTER_ALL_IDS]
      const rows = await listNotifications(deps.store.read, personId, {
        isUnreadOnly: unread,
        beforeId,
        limit: limit + 1,
      })
      return toPage(
        rows,
        limit,
        (row) => [row.id],
        (row) => presentNotification(row, language),
      )
    },
  )

  app.post(
    '/me/notifications/read',
    {
      schema: {
        tags: ['notifications'],
        summary: 'Mark lines of my inbox as read: those named, or all up to now',
        body: ReadNotificationsRequest,
        response: { 200: UnreadAnswer },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const { ids = null } = request.body
      return deps.store.write(async (tx) => {
        await markRead(tx, personId, ids, deps.clock.now())
        return { unread: await countUnread(tx, personId) }
      })
    },
  )

  app.get(
    '/subscription-templates',
    {
      schema: {
        tags: ['notifications'],
        summary: 'The message templates this installation uses on a platform',
        security: [],
        querystring: TemplatesQuery,
        response: { 200: SubscriptionTemplates },
      },
    },
    async (request) => ({ items: listTemplates(deps.config, request.query.channel) }),
  )

  app.post(
    '/me/subscriptions',
    {
      schema: {
        tags: ['notifications'],
        summary: 'I allowed one more message of each of these templates',
        body: SubscriptionGrantRequest,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const { personId } = callerOf(request)
      await grantSubscriptions(deps, { ...request.body, personId })
      return reply.status(204).send(null)
    },
  )
}
