import { createHash } from 'node:crypto'
import { Problem } from '../../kernel/problem'
import { type Acting, step } from './acting'
import { findMinutes, freezeMinutes, type MinutesRow } from './meeting-repository'
import { frozenDocument } from './minutes-document'

/** Freezes the minutes as they are: from here on a letter less or more would show in the hash, and the database lets nobody try. */
export async function publishMinutes(acting: Acting): Promise<void> {
  const { tx, topic, at } = acting
  const minutes: MinutesRow | undefined = await findMinutes(tx, topic)
  if (minutes === undefined) throw new Problem('wrong_state')
  if (minutes.state === 'published') throw new Problem('minutes_frozen')
  const document = frozenDocument(topic, minutes, at)
  const hash = createHash('sha256').update(document, 'utf8').digest('hex')
  if ((await freezeMinutes(tx, topic, { document, hash, at })) === 'frozen_before') throw new Problem('minutes_frozen')
  await step(acting, 'publish_minutes', hash)
}
