import type { Deps } from '../../deps'
import { findPhoneCode, savePhoneCode } from './repository'
import { CODE_PAUSE_SECONDS, newPhoneCode, phoneCodeEnd } from './rules'

/** Sends a code to a number, at most one a minute. The answer is the same whether or not the number is known, or a code was just sent. */
export async function sendPhoneCode(deps: Deps, phone: string): Promise<void> {
  const now = deps.clock.now()
  const phoneHash = deps.secrets.hashPhone(phone)
  const digits = newPhoneCode()
  const isDue = await deps.store.write(async (tx) => {
    const last = await findPhoneCode(tx, phoneHash)
    if (last && now.getTime() - last.createdAt.getTime() < CODE_PAUSE_SECONDS * 1_000) return false
    const codeHash = deps.secrets.hashCode(phone, digits)
    await savePhoneCode(tx, { phoneHash, codeHash, createdAt: now, expiresAt: phoneCodeEnd(now) })
    return true
  })
  if (!isDue) return
  // Not awaited by the caller's answer: how long the gateway takes must not tell whether a code was sent.
  deps.sms.send(phone, 'sign_in_code', { code: digits }).catch((error: unknown) => {
    deps.log.error({ err: error }, 'sign-in code was not sent')
  })
}
