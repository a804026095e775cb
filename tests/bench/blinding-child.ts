import { createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto'
import { blindSigner } from '../../server/kernel/blind-signer'
import { blind, drawFactor, finalize, prepare, readBlindKey } from '../../src/proof/blind-rsa'

// Run with --jitless: what a phone does between two taps. Prints the medians as one JSON document.
const ROUNDS = 9
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 })
const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' })
const signer = blindSigner(privateKey.export({ format: 'der', type: 'pkcs8' }))

const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]
const [blinding, opening]: [number[], number[]] = [[], []]
for (let round = 0; round < ROUNDS; round += 1) {
  const startedAt = performance.now()
  const key = readBlindKey(Uint8Array.from(spki))
  if (key === null) throw new Error('no key')
  const credential = prepare(randomBytes(32), randomBytes(32))
  const { blindedMessage, inverse } = blind(key, credential, randomBytes(48), drawFactor(key, randomBytes))
  blinding.push(performance.now() - startedAt)
  const answer = signer.sign(Buffer.from(blindedMessage))
  const openedAt = performance.now()
  if (finalize(key, credential, answer ?? new Uint8Array(), inverse) === null) throw new Error('no signature')
  opening.push(performance.now() - openedAt)
}
process.stdout.write(
  JSON.stringify({ blindSeconds: (median(blinding) ?? 0) / 1_000, finalizeSeconds: (median(opening) ?? 0) / 1_000 }),
)
