import { type TSchema, Type } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import { Closed, Count, Nullable } from '../../../src/contract'
import type { PollExport } from './export-poll'
import { PollFault } from './poll-fault'

const Text = Type.String({ maxLength: 100_000 })
const Fraction = Nullable(Closed({ numerator: Count, denominator: Count }))
const Version = Closed({ version: Count, size: Count, area: Count, hash: Text, reason: Text, createdAt: Text })

/** An export, field by field: one that is missing, of another kind, or too many is a change like any other. */
export const PollExportSchema: TSchema = Closed({
  format: Type.Literal('linli-poll-export-1'),
  logKey: Text,
  definition: Closed({
    id: Text,
    placeId: Text,
    question: Text,
    body: Text,
    options: Type.Array(Closed({ id: Text, text: Text })),
    choicesMin: Count,
    choicesMax: Count,
    secrecy: Text,
    electorate: Text,
    rule: Closed({ kind: Text, quorum: Fraction, threshold: Fraction }),
    assentOption: Nullable(Text),
    opensAt: Text,
    closesAt: Text,
    announcedAt: Text,
    credentialKey: Nullable(Text),
  }),
  roll: Closed({
    versions: Type.Array(Version),
    entries: Type.Array(Closed({ id: Text, area: Count, commitment: Text })),
  }),
  heads: Type.Array(Closed({ size: Count, rootHash: Text, signature: Text, signedAt: Text })),
  leaves: Type.Array(Text),
  ballots: Type.Array(
    Closed({
      kind: Type.Union([Type.Literal('open'), Type.Literal('paper')]),
      subject: Text,
      optionIds: Type.Array(Text),
      nonce: Text,
    }),
  ),
  counted: Type.Array(Closed({ credential: Text, signature: Text, optionIds: Type.Array(Text) })),
  closing: Closed({
    format: Type.Literal('linli-poll-closing-1'),
    pollId: Text,
    definitionHash: Text,
    rollVersion: Count,
    rollHash: Text,
    rollSize: Count,
    rollArea: Count,
    versionsHash: Text,
    size: Count,
    rootHash: Text,
    headsHash: Text,
    countedSize: Count,
    countedRoot: Text,
    credentials: Count,
    unconfirmedPaper: Count,
    turnout: Count,
    turnoutArea: Count,
    online: Count,
    paper: Count,
    options: Type.Array(Closed({ id: Text, votes: Count, area: Count, paper: Count })),
    chosen: Type.Array(Text),
    passed: Type.Boolean(),
    closedAt: Text,
  }),
  closingSignature: Text,
})

/** @throws PollFault that names the first field that is not of its kind */
export function readExport(text: string): PollExport {
  let said: unknown
  try {
    said = JSON.parse(text)
  } catch (error) {
    throw new PollFault([`no JSON: ${(error as Error).message}`])
  }
  const first = Value.Errors(PollExportSchema, said).First()
  if (first !== undefined)
    throw new PollFault([`${first.path.slice(1).replaceAll('/', '.') || 'document'}: ${first.message}`])
  return said as PollExport
}
