import type { LedgerProof, Transfer } from '../../../src/contract'
import { toBase64, toUtf8 } from '../../../src/proof/bytes'
import { hashEntry, writeLeaf } from '../../../src/proof/ledger-entry'
import { fingerprintOf } from '../../../src/proof/ledger-head'
import { hashLeaf, hashNode } from '../../../src/proof/merkle'
import { ok } from './fake-world'

/** An account with two entries, the second of three that are sealed, and the proof of it: all of it as a server makes it. */
export const transfer: Transfer = {
  id: 't2',
  kind: 'grant',
  fromAccountId: 'budget',
  toAccountId: 'mine',
  from: { kind: 'budget', name: '桂花苑社区' },
  to: { kind: 'resident', name: '李' },
  points: 30,
  reason: '社区食堂帮厨 3 小时',
  rule: { code: 'volunteer_hours', version: 1 },
  reversesId: null,
  reversedById: null,
  sequence: 2,
  createdAt: '2026-01-01T04:00:00.000Z',
  head: { date: '2026-01-01' },
  can: { reverse: false, prove: true },
}

export const fresh: Transfer = {
  ...transfer,
  id: 't4',
  kind: 'redeem',
  fromAccountId: 'mine',
  toAccountId: 'soap',
  points: 5,
  reason: '兑换：肥皂',
  rule: null,
  sequence: 4,
  createdAt: '2026-01-02T23:00:00.000Z',
  head: null,
  can: { reverse: false, prove: false },
}

const leaf = writeLeaf({
  communityId: 'c1',
  sequence: 2,
  id: 't2',
  kind: 'grant',
  debit: { id: 'budget', kind: 'budget', ownerId: 'c1', openedAt: 1 },
  credit: { id: 'mine', kind: 'resident', ownerId: 'p1', openedAt: 2 },
  points: 30,
  rule: null,
  reversesId: null,
  reasonHash: null,
  createdById: null,
  createdAt: Date.parse(transfer.createdAt),
  requestHash: 'x',
})
const [first, third] = [hashLeaf(toUtf8('first')), hashLeaf(toUtf8('third'))]
const rootHash = toBase64(hashNode(hashNode(first, hashEntry(leaf)), third))
const unsigned = { placeId: 'c1', date: '2026-01-02', size: 3, rootHash }

export const proof: LedgerProof = {
  transferId: 't2',
  leafIndex: 1,
  treeSize: 3,
  leafHash: toBase64(hashEntry(leaf)),
  inclusionPath: [toBase64(first), toBase64(third)],
  rootHash,
  leaf,
  includedSince: '2026-01-01',
  head: { ...unsigned, signature: '', publicKey: '', fingerprint: fingerprintOf(unsigned) },
}

export const account = {
  accountId: 'mine',
  balance: 25,
  place: { id: 'c1', kind: 'community', name: '桂花苑社区' },
  showInRanking: false,
  earnedThisWeek: [{ rule: 'volunteer_hours', points: 30, weeklyCap: 200 }],
  can: { redeem: true, showInRanking: true },
}

export const reward = (id: string, more: object = {}) => ({
  id,
  placeId: 'c1',
  title: '肥皂',
  points: 5,
  stock: 3,
  reserved: 0,
  pickup: '服务站',
  state: 'open',
  accountId: 'soap',
  createdAt: '2026-01-01T00:00:00.000Z',
  can: { redeem: true, restock: false, close: false, reopen: false },
  ...more,
})

export const redemption = (more: object = {}) => ({
  id: 'r1',
  rewardId: 'w1',
  title: '肥皂',
  pickup: '服务站',
  place: { id: 'c1', kind: 'community', name: '桂花苑社区' },
  points: 5,
  state: 'reserved',
  pickupCode: '48210937',
  person: null,
  transferId: 'r1',
  expiresAt: '2026-01-16T00:00:00.000Z',
  createdAt: '2026-01-02T00:00:00.000Z',
  endedAt: null,
  can: { collect: false, cancel: true },
  ...more,
})

export const routes = {
  'GET /me/account': () => ok(account),
  'GET /accounts/mine/transfers': () => ok({ items: [fresh, transfer], nextCursor: null }),
  'GET /ledger/proof': () => ok(proof),
  'GET /places/g1/rewards': () =>
    ok({ items: [reward('w1'), reward('w2', { title: '电饭煲', points: 500 })], nextCursor: null }),
}
