import type { Poll, PollRoll } from '../../../src/contract'

export const can = {
  announce: false,
  close: false,
  annul: false,
  vote: true,
  object: false,
  correctRoll: false,
  answerObjections: false,
  enterPaper: false,
  seeResult: false,
  simulate: false,
}

export const poll = (more: Partial<Poll> = {}): Poll => ({
  id: 'v1',
  placeId: 'g1',
  place: { id: 'g1', kind: 'grid', name: '第一网格' },
  question: '使用维修资金更换 3 号楼主水管',
  body: '',
  options: [
    { id: 'yes', text: '同意' },
    { id: 'no', text: '反对' },
  ],
  choices: { min: 1, max: 1 },
  secrecy: 'open',
  electorate: 'owners',
  rule: { kind: 'civil_code_278_ordinary', quorum: null, threshold: null },
  assentOptionId: 'yes',
  advisory: false,
  opensAt: '2026-01-02T01:00:00.000Z',
  closesAt: '2026-01-15T10:00:00.000Z',
  state: 'open',
  announcedAt: '2026-01-01T01:00:00.000Z',
  objectionsUntil: null,
  closedAt: null,
  annulReason: null,
  definitionHash: 'hash',
  rollHash: 'roll-hash',
  turnout: { count: 238, of: 300, area: '21406.50', ofArea: '27950' },
  credentialKey: null,
  logKey: 'key',
  mine: { eligible: true, voted: false },
  createdAt: '2026-01-01T00:00:00.000Z',
  can,
  ...more,
})

export const roll: PollRoll = {
  size: 300,
  area: '27950',
  hash: 'roll-hash',
  version: 1,
  versions: [
    { version: 1, size: 300, area: '27950', hash: 'roll-hash', reason: '', createdAt: '2026-01-01T01:00:00.000Z' },
  ],
  objectionsUntil: null,
  mine: {
    eligible: true,
    weight: '89.12',
    voted: false,
    entries: [{ id: 'e1', label: '3-501', weight: '89.12', voted: false, salt: 's', commitment: 'c' }],
  },
  can: { object: false, correct: false, seeEntries: false },
}
