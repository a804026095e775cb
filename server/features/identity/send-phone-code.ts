import type { Deps } from '../../deps'
import { Problem } from '../../kernel/problem'
import type { Tx } from '../../storage/store'
import type { CodeBudget } from './code-budget'
import { findPhoneCode, savePhoneCode } from './repository'
import { CODE_PAUSE_SECONDS, newPhoneCode, phoneCodeEnd } from './rules'

/**
 * Sends a code to a number, at most one a minute. The answer is the same whether or not the number is known, or a code was just sent.
 * @throws Problem phone_sign_in_unavailable in production without a gateway
 * @throws Problem too_many_requests where the number or the address had its codes of the day
 */
export async function sendPhoneCode(
  deps: Deps,
  { phone, address, budget }: { phone: string; address: string; budget: CodeBudget },
): Promise<void> {
  const hasGateway = deps.config.sms !== null || !deps.config.isProduction
  if (!hasGateway) throw new Problem('phone_sign_in_unavailable', { because: 'LINLI_SMS_URL is not set' })
  const now = deps.clock.now()
  const phoneHash = deps.secrets.hashPhone(phone)
  const giveBack = deps.config.rateLimit ? budget.spend(phoneHash, address, now) : null
  const digits = newPhoneCode()
  let isDue = false
  try {
    isDue = await deps.store.write((tx) =>
      takeTurn(tx, { phoneHash, codeHash: deps.secrets.hashCode(phone, digits), now }),
    )
  } finally {
    // Who asks again and again for somebody else's number must not use up that person's codes of the day.
    if (!isDue) giveBack?.()
  }
  if (!isDue) return
  // Not awaited by the caller's answer: how long the gateway takes must not tell whether a code was sent.
  deps.sms.send(phone, 'sign_in_code', { code: digits }).catch((error: unknown) => {
    deps.log.error({ err: error }, 'sign-in code was not sent')
  })
}

/** Keeps the new code where the last one is old enough; false where it is not. */
async function takeTurn(
  tx: Tx,
  { phoneHash, codeHash, now }: { phoneHash: string; codeHash: string; now: Date },
): Promise<boolean> {
  const last = await findPhoneCode(tx, phoneHash)
  if (last && now.getTime() - last.createdAt.getTime() < CODE_PAUSE_SECONDS * 1_000) return false
  await savePhoneCode(tx, { phoneHash, codeHash, createdAt: now, expiresAt: phoneCodeEnd(now) })
  return true
}
