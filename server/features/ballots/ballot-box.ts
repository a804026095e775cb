import { createHmac } from 'node:crypto'
import { CREDENTIAL_BYTES, SIGNATURE_BYTES } from '../../kernel/blind-signer'
import type { PollSecrets } from '../polls'

/** A ballot of a secret poll, in plain. */
export interface SecretBallot {
  credential: Buffer
  signature: Buffer
  /** Places in the poll's list of options, in its order. */
  choices: readonly number[]
}

const CHOICES_BYTES = 4
const NONCE_BYTES = 16

const about = (pollId: string) => `ballot/${pollId}`

/** Under which a credential is known to be spent, and nobody without the key can tell which it is. */
export function tagOf({ ballotKey }: PollSecrets, credential: Buffer): string {
  return createHmac('sha256', ballotKey).update('tag').update(credential).digest('base64')
}

/** The same for the same ballot while the poll is open, so that a receipt can be given again, and not to be made again afterwards. */
export function nonceOf({ ballotKey }: PollSecrets, { credential, choices }: SecretBallot): string {
  const mac = createHmac('sha256', ballotKey).update('nonce').update(credential).update(bitsOf(choices))
  return mac.digest().subarray(0, NONCE_BYTES).toString('base64')
}

/** Boxes of one poll are all of one length, whatever is chosen. */
export function sealBallot({ ballots }: PollSecrets, pollId: string, ballot: SecretBallot): string {
  return ballots.seal(Buffer.concat([ballot.credential, ballot.signature, bitsOf(ballot.choices)]), about(pollId))
}

/** @throws Error where the box was not sealed by this poll */
export function openBallot({ ballots }: PollSecrets, pollId: string, box: string): SecretBallot {
  const bytes = ballots.open(box, about(pollId))
  const bits = bytes.readUInt32BE(CREDENTIAL_BYTES + SIGNATURE_BYTES)
  return {
    credential: bytes.subarray(0, CREDENTIAL_BYTES),
    signature: bytes.subarray(CREDENTIAL_BYTES, CREDENTIAL_BYTES + SIGNATURE_BYTES),
    choices: Array.from({ length: CHOICES_BYTES * 8 }, (_, place) => place).filter((place) => (bits >>> place) & 1),
  }
}

function bitsOf(choices: readonly number[]): Buffer {
  const bytes = Buffer.alloc(CHOICES_BYTES)
  bytes.writeUInt32BE(choices.reduce((bits, place) => bits + 2 ** place, 0))
  return bytes
}

/**
 * What hides a sheet's choice in its leaf: like that of a ballot from a phone it follows from the key, and stands nowhere while the poll is open. With a
 * nonce in plain beside the serial, a few tries would tell which choice makes the leaf.
 */
export function nonceOfPaper({ ballotKey }: PollSecrets, serial: string, choices: readonly number[]): string {
  const mac = createHmac('sha256', ballotKey).update('paper-nonce').update(serial).update(bitsOf(choices))
  return mac.digest().subarray(0, NONCE_BYTES).toString('base64')
}

const aboutPaper = (pollId: string, serial: string) => `paper/${pollId}/${serial}`

export function sealPaperChoices(
  { ballots }: PollSecrets,
  pollId: string,
  serial: string,
  choices: readonly number[],
): string {
  return ballots.seal(bitsOf(choices), aboutPaper(pollId, serial))
}

export function openPaperChoices({ ballots }: PollSecrets, pollId: string, serial: string, box: string): number[] {
  const bits = ballots.open(box, aboutPaper(pollId, serial)).readUInt32BE()
  return Array.from({ length: CHOICES_BYTES * 8 }, (_, place) => place).filter((place) => (bits >>> place) & 1)
}
