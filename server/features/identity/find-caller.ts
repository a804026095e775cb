import type { Deps } from '../../deps'
import type { Caller } from '../../kernel/caller'
import { findSession } from './repository'
import { hashToken } from './rules'

/** The person behind a token, or null where it is unknown, signed out or expired, or is of a demo that is off. */
export async function findCaller(
  deps: Pick<Deps, 'config' | 'store' | 'clock'>,
  token: string,
): Promise<Caller | null> {
  const tokenHash = hashToken(token)
  const session = await findSession(deps.store.read, tokenHash)
  if (session === undefined || session.expiresAt <= deps.clock.now().getTime()) return null
  // A data folder that was once a demo opens no door to a real community.
  if (session.provider === 'demo' && !deps.config.isDemo) return null
  const { personId, displayName, language } = session
  return { personId, displayName, language: language === 'en' ? 'en' : 'zh-CN', tokenHash }
}
