import type { Language } from '../../../src/contract'
import type { Deps } from '../../deps'
import { PlatformRefusal } from '../../platforms/ports'
import { type OutboxPayload, type Platform, platformMessage } from './platform-message'
import { leaseDueMessages, listRecipients, type OutboxRow, settleMessage } from './repository'
import { ATTEMPTS_MAX, backOffMs } from './rules'

const BATCH_MESSAGES = 20
/** A batch is over long before: the platforms' clients give up after seconds. */
const LEASE_MS = 5 * 60_000
/** Messages of one run, so that a run ends. */
const BATCHES_MAX = 100

type Outcome = { result: 'sent' } | { result: 'failed' | 'try_again'; reason: string }

/**
 * Sends what is due. A message is leased in one transaction, sent outside of any, and marked in another: whoever crashes between sending and
 * marking leaves a message that is sent again when the lease has run out. At least once, and twice only then.
 */
export async function deliverOutbox(deps: Deps): Promise<void> {
  for (let batch = 0; batch < BATCHES_MAX; batch += 1) {
    const now = deps.clock.now()
    const leasedUntil = new Date(now.getTime() + LEASE_MS)
    const messages = await deps.store.write((tx) => leaseDueMessages(tx, now, leasedUntil, BATCH_MESSAGES))
    if (messages.length === 0) return
    await deliverBatch(deps, messages)
  }
}

async function deliverBatch(deps: Deps, messages: readonly OutboxRow[]): Promise<void> {
  const recipients = await listRecipients(
    deps.store.read,
    messages.map(({ personId }) => personId),
  )
  const outcomes = await Promise.all(
    messages.map((message) => {
      const recipient = recipients.find(
        ({ personId, provider }) => personId === message.personId && provider === message.channel,
      )
      return send(deps, message, recipient)
    }),
  )
  const now = deps.clock.now()
  await deps.store.write(async (tx) => {
    for (const [index, message] of messages.entries()) {
      const outcome = outcomes[index]
      if (outcome) await settleMessage(tx, message.id, settlement(message, outcome, now))
    }
  })
  for (const [index, outcome] of outcomes.entries()) {
    if (outcome.result === 'sent') continue
    const { channel, template, attempts } = messages[index] ?? {}
    deps.log.warn({ channel, template, attempts, reason: outcome.reason }, 'message was not delivered')
  }
}

async function send(
  deps: Deps,
  message: OutboxRow,
  recipient: { subject: string; language: string } | undefined,
): Promise<Outcome> {
  const channel = message.channel as Platform
  const messenger = deps.messengers[channel]
  const platformTemplate = deps.config[channel]?.templates[message.template]
  if (messenger === undefined || platformTemplate === undefined) return { result: 'failed', reason: 'not_configured' }
  if (recipient === undefined) return { result: 'failed', reason: 'no_identity' }
  // More tries than allowed were begun and none was marked: each of them ended the process.
  if (message.attempts > ATTEMPTS_MAX) return { result: 'failed', reason: 'gave_up' }
  const language: Language = recipient.language === 'en' ? 'en' : 'zh-CN'
  const payload: OutboxPayload = JSON.parse(message.payload)
  try {
    const answer = await messenger.send(
      platformMessage(channel, payload, { subject: recipient.subject, platformTemplate, language }),
    )
    return answer === 'sent' ? { result: 'sent' } : { result: 'failed', reason: answer }
  } catch (error) {
    if (error instanceof PlatformRefusal) return { result: 'failed', reason: `refused_${error.platformCode}` }
    // The name alone: a message of somebody else's library may quote the person.
    return { result: 'try_again', reason: error instanceof Error ? error.name : 'unknown' }
  }
}

function settlement(message: OutboxRow, outcome: Outcome, now: Date): Parameters<typeof settleMessage>[2] {
  if (outcome.result === 'sent') return { state: 'sent', lastError: null, nextAttemptAt: now }
  const isOver = outcome.result === 'failed' || message.attempts >= ATTEMPTS_MAX
  if (isOver) return { state: 'failed', lastError: outcome.reason, nextAttemptAt: now }
  const nextAttemptAt = new Date(now.getTime() + backOffMs(message.id, message.attempts))
  return { state: 'waiting', lastError: outcome.reason, nextAttemptAt }
}
