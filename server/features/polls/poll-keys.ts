import { randomBytes } from 'node:crypto'
import { makeBlindKey } from '../../kernel/blind-signer'
import type { Secrets, Vault } from '../../secrets'
import { vault } from '../../secrets'

/** The secrets of one secret poll. */
export interface PollSecrets {
  /** PKCS #8 DER: signs credentials. */
  privateKey: Buffer
  /** 32 bytes: seals ballots, tags credentials, makes nonces. */
  ballotKey: Buffer
  ballots: Vault
}

const BALLOT_KEY_BYTES = 32

const aboutPoll = (pollId: string) => `poll/${pollId}`

/** New keys: the public one for everybody, and both secrets sealed for the database. */
export async function makePollKeys(
  secrets: Secrets,
  pollId: string,
): Promise<{ credentialKey: string; sealed: string }> {
  const { privateKey, publicKey } = await makeBlindKey()
  const bytes = Buffer.concat([randomBytes(BALLOT_KEY_BYTES), privateKey])
  return { credentialKey: publicKey.toString('base64'), sealed: secrets.pollVault.seal(bytes, aboutPoll(pollId)) }
}

/** @throws Error where the installation's secret is another than the one under which the poll was announced */
export function openPollKeys(secrets: Secrets, pollId: string, sealed: string): PollSecrets {
  const bytes = secrets.pollVault.open(sealed, aboutPoll(pollId))
  const ballotKey = bytes.subarray(0, BALLOT_KEY_BYTES)
  return { privateKey: bytes.subarray(BALLOT_KEY_BYTES), ballotKey, ballots: vault(ballotKey) }
}
