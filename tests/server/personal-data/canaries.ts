import { randomBytes } from 'node:crypto'
import type { SqlValue, Tx } from '../../../server/storage/store'
import { type Client, newId, type TestApp } from '../../support/build-test-app'
import { accountOf, openBooks, transfer } from '../ledger/points'
import { placesOf } from '../notices/notice-body'
import { readSchemaColumns, type SchemaColumn } from './schema-columns'

/** Rows of each table: together more than a thousand values. */
const ROWS = 26
const TRANSFERS = 6

/** A value that stands nowhere else in the world, and where it was put. */
export interface Canary {
  value: string
  column: string
  /** Not where it stands in somebody else's inbox. */
  isGivenToPerson: boolean
}

export class Canaries {
  /** Stands in every one of them. */
  readonly prefix = `Zq${randomBytes(4).toString('hex')}`
  readonly planted: Canary[] = []

  make(column: string, isGivenToPerson = true): string {
    const value = `${this.prefix}x${String(this.planted.length).padStart(5, '0')}`
    this.planted.push({ value, column, isGivenToPerson })
    return value
  }
}

type Given = Record<string, SqlValue>

/** A row of which some columns are given; the rest says as little as it can. */
async function insertRow(tx: Tx, columns: readonly SchemaColumn[], table: string, given: Given, now: Date) {
  const row: Given = { ...given }
  for (const column of columns) {
    if (column.name in row || column.isOptional || column.hasDefault) continue
    row[column.name] = leastValue(column, now)
  }
  const names = Object.keys(row)
  await tx.sql.run(
    `INSERT INTO "${table}" (${names.map((name) => `"${name}"`).join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
    Object.values(row),
  )
}

function leastValue({ name, type, words }: SchemaColumn, now: Date): SqlValue {
  if (type === 'DateTime') return now
  if (type === 'Boolean') return false
  if (type !== 'String') return 1
  if (words[0] !== undefined) return words[0]
  return /(^id|Id)$/.test(name) ? newId() : ''
}

/** Puts a marked value into every column that may hold words of a person, as they would stand there after a long life. */
export async function plantCanaries(t: TestApp, person: Client, neighbour: Client): Promise<Canaries> {
  const canaries = new Canaries()
  const tables = readSchemaColumns()
  const now = t.clock.now()
  const { grid1, community1, buildings } = placesOf(t)
  const membership = (await person.get('/api/v1/me')).body.memberships[0]
  const places = { communityId: community1, gridId: grid1, buildingId: buildings[0] ?? '', placeId: grid1 }
  const me = person.personId
  const householdId: string = membership.household.id

  await t.deps.store.write(async (tx) => {
    const plant = async (
      table: string,
      given: (mark: (column: string, isGiven?: boolean) => string) => Given,
      rows = ROWS,
    ) => {
      const columns = tables.get(table) ?? []
      const own = Object.fromEntries(
        Object.entries(places).filter(([name]) => columns.some((one) => one.name === name)),
      )
      for (let n = 0; n < rows; n += 1) {
        const mark = (column: string, isGiven?: boolean) => canaries.make(`${table}.${column}`, isGiven)
        await insertRow(tx, columns, table, { ...own, ...given(mark) }, now)
      }
    }
    await tx.sql.run('UPDATE "Person" SET "displayName" = ? WHERE "id" = ?', [canaries.make('Person.displayName'), me])
    await plant('Identity', (mark) => ({ provider: 'wechat', subject: mark('subject'), personId: me }))
    await plant('Membership', (mark) => ({ personId: me, state: 'refused', refusedReason: mark('refusedReason') }))
    await plant('Post', (mark) => ({ authorId: me, text: mark('text'), state: 'shown' }))
    await plant('Comment', (mark) => ({ authorId: me, text: mark('text'), state: 'shown' }))
    await plant('Report', (mark) => ({ reporterId: me, reason: mark('reason') }))
    await plant('Report', (mark) => {
      const id = newId()
      return { id, caseId: id, authorId: me, originalText: mark('originalText'), appealText: mark('appealText') }
    })
    await plantNews(plant, me, neighbour.personId)
    await plant('Activity', (mark) => ({ authorId: me, title: mark('title'), body: mark('body') }))
    await plant('Volunteer', (mark) => ({ personId: me, skills: JSON.stringify([mark('skills')]) }), 1)
    await plantAid(plant, me)
    await plant('SensorConsent', (mark) => {
      const device = mark('device')
      return { personId: me, householdId, device, openDevice: device }
    })
    await plant('CareTask', (mark) => ({ householdId, text: mark('text'), report: mark('report') }))
    await plant('Sighting', (mark) => ({ personId: me, text: mark('text') }))
    await plant('AppealRating', (mark) => ({ personId: me, text: mark('text') }))
    await plant('Certificate', (mark) => ({
      personId: me,
      number: newId(),
      holder: mark('holder'),
      lines: JSON.stringify([mark('lines')]),
    }))
    await plant('Topic', (mark) => ({ proposerId: me, title: mark('title'), body: mark('body') }))
    await plant('Statement', (mark) => ({ authorId: me, topicId: newId(), text: mark('text') }))
    await plant('TaskProgress', (mark) => ({ reporterId: me, note: mark('note') }))
    await plant('TopicEvaluation', (mark) => ({ personId: me, topicId: newId(), text: mark('text') }))
    await plant('PollObjection', (mark) => ({ personId: me, text: mark('text'), answer: mark('answer') }))
    for (let n = 0; n < ROWS; n += 1) {
      const appealId = newId()
      const spot = { handlerPlaceId: grid1, nearPlaceId: grid1, streetId: t.demo.streetId, buildingId: null }
      const text = canaries.make('Appeal.text')
      const columns = (table: string) => tables.get(table) ?? []
      await insertRow(
        tx,
        columns('Appeal'),
        'Appeal',
        { ...spot, communityId: community1, gridId: grid1, id: appealId, reporterId: me, text },
        now,
      )
      await insertRow(
        tx,
        columns('AppealTie'),
        'AppealTie',
        { communityId: community1, appealId, personId: me, kind: 'reporter' },
        now,
      )
    }
  })
  const books = await openBooks(t)
  const { accountId } = await accountOf(person)
  for (let n = 0; n < TRANSFERS; n += 1)
    await transfer(books.secretary, books.budget, accountId, 1, { reason: canaries.make('TransferReason.words') })
  return canaries
}

type Plant = (
  table: string,
  given: (mark: (column: string, isGiven?: boolean) => string) => Given,
  rows?: number,
) => Promise<void>

/** The person's own inbox and messages, and those of others that quote them. */
async function plantNews(plant: Plant, me: string, other: string): Promise<void> {
  const subject = { subjectKind: 'post', subjectId: newId() }
  const news = (value: string) => ({ kind: 'post_commented', params: { name: '邻居', text: value } })
  const message = (value: string) => JSON.stringify({ ...news(value), subject: { kind: 'post', id: newId() } })
  const line = (value: string) => ({ ...subject, kind: 'post_commented', params: JSON.stringify(news(value).params) })
  await plant('Notification', (mark) => ({ personId: me, ...line(mark('params')) }))
  await plant('Notification', (mark) => ({ personId: other, aboutPersonId: me, ...line(mark('params', false)) }))
  const outbox = { channel: 'wechat', template: 'reply' }
  await plant('OutboxMessage', (mark) => ({ personId: me, ...outbox, payload: message(mark('payload')) }))
  await plant('OutboxMessage', (mark) => ({
    personId: other,
    aboutPersonId: me,
    ...outbox,
    payload: message(mark('payload', false)),
  }))
}

async function plantAid(plant: Plant, me: string): Promise<void> {
  await plant('Need', (mark) => ({
    requesterId: me,
    text: mark('text'),
    onBehalfOf: mark('onBehalfOf'),
    phone: mark('phone'),
  }))
  await plant('Offer', (mark) => ({ helperId: me, categories: '[]', weekly: '[]', phone: mark('phone') }))
  await plant('Gift', (mark) => ({ giverId: me, purpose: mark('purpose') }))
  await plant('HomeService', (mark) => ({
    providerId: me,
    weekly: '[]',
    title: mark('title'),
    about: mark('about'),
    area: mark('area'),
    certificate: mark('certificate'),
    phone: mark('phone'),
  }))
  await plant('Booking', (mark) => ({ residentId: me, note: mark('note'), phone: mark('phone') }))
  await plant('CareCircle', (mark) => ({ elderId: me, code: mark('code') }), 1)
}
