import type { Provider } from '../../../src/contract'
import type { Deps } from '../../deps'
import { newId } from '../../kernel/ids'
import { Problem } from '../../kernel/problem'
import { PlatformRefusal } from '../../platforms/ports'
import { nameOfPersona } from '../../storage/seed/demo-people'
import type { Tx } from '../../storage/store'
import { consumePhoneCode, findIdentity, findPerson, insertPerson, insertSession, insertSignIn } from './repository'
import { CODE_TRIES_MAX, firstDisplayName, hashToken, newToken, sessionEnd, splitPhoneCode } from './rules'

export interface SignInCommand {
  provider: Provider
  code: string
  language: string
}

/**
 * Signs a person in, making them known at the first time.
 * @throws Problem sign_in_refused where the code is wrong, used or expired, or the provider is not on here
 */
export async function signIn(deps: Deps, command: SignInCommand) {
  const now = deps.clock.now()
  const token = newToken()
  const external = await subjectAtPlatform(deps, command)
  const expiresAt = sessionEnd(now)
  const signedIn = await deps.store.write(async (tx) => {
    const subject = external ?? (await subjectByPhone(deps, tx, command, now))
    // A wrong code is counted, so the transaction must not be undone by the refusal.
    if (subject === null) return null
    const { personId, isNew } = await findOrMakePerson(tx, command, subject, now)
    const session = { tokenHash: hashToken(token), personId, provider: command.provider, createdAt: now, expiresAt }
    await insertSession(tx, session)
    await insertSignIn(tx, { id: newId(now), personId, provider: command.provider, at: now })
    const person = await findPerson(tx, personId)
    return person && { person, isNew }
  })
  if (signedIn === null) throw new Problem('sign_in_refused')
  return { token, expiresAt, ...signedIn }
}

async function subjectAtPlatform(deps: Deps, { provider, code }: SignInCommand): Promise<string | null> {
  if (provider === 'phone') return null
  if (provider === 'demo') {
    const isKnown = async () => (await findIdentity(deps.store.read, 'demo', code)) !== null
    // A persona that was erased can be made anew.
    const isPersona = deps.config.isDemo && (nameOfPersona(code) !== null || (await isKnown()))
    if (!isPersona) throw new Problem('sign_in_refused', { because: 'no such persona, or demo is off' })
    return code
  }
  const platform = deps.signIns[provider]
  if (platform === undefined) throw new Problem('sign_in_refused', { because: `${provider} is not configured` })
  try {
    return (await platform.exchangeCode(code)).subject
  } catch (error) {
    if (error instanceof PlatformRefusal) throw new Problem('sign_in_refused', { because: error.message })
    throw new Problem('overloaded', { because: (error as Error).message, retryAfterSeconds: 3 })
  }
}

async function subjectByPhone(deps: Deps, tx: Tx, { code }: SignInCommand, now: Date): Promise<string | null> {
  const parts = splitPhoneCode(code)
  if (parts === null) return null
  const phoneHash = deps.secrets.hashPhone(parts.phone)
  const codeHash = deps.secrets.hashCode(parts.phone, parts.digits)
  return (await consumePhoneCode(tx, phoneHash, codeHash, now, CODE_TRIES_MAX)) ? phoneHash : null
}

async function findOrMakePerson(tx: Tx, { provider, language }: SignInCommand, subject: string, now: Date) {
  const known = await findIdentity(tx, provider, subject)
  if (known) return { personId: known.personId, isNew: false }
  const id = newId(now)
  const displayName = (provider === 'demo' ? nameOfPersona(subject) : null) ?? firstDisplayName(id)
  await insertPerson(tx, { id, displayName, language, createdAt: now }, { provider, subject })
  return { personId: id, isNew: true }
}
