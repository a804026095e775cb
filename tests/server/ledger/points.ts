import { appendTransfers, type NewTransfer, openAccount } from '../../../server/features/ledger'
import { type Answer, type Client, newId, type TestApp } from '../../support/build-test-app'
import { placesOf } from '../notices/notice-body'

/** What the tests of points have in common: accounts, and ways to fill them. */
export interface Books {
  community: string
  budget: string
  issuance: string
  secretary: Client
  street: Client
}

export async function openBooks(t: TestApp, issued = 10_000): Promise<Books> {
  const { community1: community } = placesOf(t)
  const [secretary, street] = [await t.as('secretary-zhang'), await t.as('street-he')]
  const { body } = await street.get(`/api/v1/places/${community}/account`)
  const books = { community, budget: body.accountId, issuance: body.issuance.accountId, secretary, street }
  if (issued > 0) expect201(await transfer(street, body.issuance.accountId, body.accountId, issued))
  return books
}

export function transfer(
  client: Client,
  fromAccountId: string,
  toAccountId: string,
  points: number,
  more: { id?: string; reason?: string; reversesId?: string } = {},
): Promise<Answer> {
  const { id = newId(), reason = '社区食堂帮厨', ...rest } = more
  return client.put(`/api/v1/transfers/${id}`, { fromAccountId, toAccountId, points, reason, ...rest })
}

export async function accountOf(client: Client): Promise<{ accountId: string; balance: number }> {
  const { status, body } = await client.get('/api/v1/me/account')
  if (status !== 200) throw new Error(`no account: ${JSON.stringify(body)}`)
  return body
}

/** Gives a resident points from the budget. */
export async function fund(books: Books, resident: Client, points: number): Promise<string> {
  const { accountId } = await accountOf(resident)
  expect201(await transfer(books.secretary, books.budget, accountId, points))
  return accountId
}

/** The same for many, at once and without a request for each. */
export async function fundAll(t: TestApp, books: Books, residents: readonly Client[], points: number): Promise<void> {
  const createdAt = t.clock.now()
  const { community: communityId, budget: debitAccountId } = books
  await t.deps.store.write(async (tx) => {
    const transfers: NewTransfer[] = []
    for (const { personId: ownerId } of residents) {
      const { id: creditAccountId } = await openAccount(tx, { communityId, kind: 'resident', ownerId }, createdAt)
      const sides = { communityId, debitAccountId, creditAccountId, points, kind: 'grant' as const }
      const more = { ruleCode: null, atCap: 'refuse' as const, reversesId: null, reason: null, createdById: null }
      transfers.push({ id: newId(), ...sides, ...more, createdAt, requestHash: 'x' })
    }
    const outcomes = await appendTransfers(tx, transfers)
    if (outcomes.some(({ outcome }) => outcome !== 'created')) throw new Error('not funded')
  })
}

export function expect201({ status, body }: Answer): void {
  if (status !== 201) throw new Error(`${status}: ${JSON.stringify(body)}`)
}
