import { newId, type TestApp } from '../../support/build-test-app'
import { placesOf } from '../notices/notice-body'
import { closePoll, openPoll, pollBody } from '../voting/polling'
import { act, type Operation } from './operation'

/** Polls of grid 1, and what belongs to them. */
export interface PollWorld {
  /** An open poll, a secret one, one that is on display, one that is over, and what belongs to them. */
  pollId: string
  pollDraft: object
  displayedPollId: string
  secretPollId: string
  closedPollId: string
  objectionId: string
  correctionId: string
  paperId: string
  rollEntryId: string
  displayedEntryId: string
  community: string
}

export async function makePollWorld(t: TestApp): Promise<PollWorld> {
  const [resident, officer] = [await t.as('resident-0001'), await t.as('grid-officer-wang')]
  const later = (days: number) => new Date(t.clock.now().getTime() + days * 86_400_000).toISOString()
  const pollId = await openPoll(t)
  const displayedPollId = await openPoll(t, { opensAt: later(3), closesAt: later(9) })
  const secretPollId = await openPoll(t, { secrecy: 'secret' })
  const closedPollId = await openPoll(t)
  await closePoll(t, closedPollId)
  const [objectionId, correctionId, paperId] = [newId(), newId(), newId()]
  await resident.put(`/api/v1/polls/${displayedPollId}/objections/${objectionId}`, { about: 'roll', text: '…' })
  const { items } = (await officer.get(`/api/v1/polls/${pollId}/roll/entries`)).body
  const [first, second] = items
  const displayed = (await officer.get(`/api/v1/polls/${displayedPollId}/roll/entries`)).body.items
  const change = { remove: [displayed[0].id], reason: '…' }
  await officer.put(`/api/v1/polls/${displayedPollId}/corrections/${correctionId}`, change)
  const sheet = { serial: 'W-1', rollEntryId: first.id, optionIds: ['yes'] }
  await officer.put(`/api/v1/polls/${pollId}/paper-ballots/${paperId}`, sheet)
  const community = placesOf(t).community1
  return {
    pollDraft: pollBody(t),
    pollId,
    displayedPollId,
    secretPollId,
    closedPollId,
    objectionId,
    correctionId,
    paperId,
    rollEntryId: second.id,
    displayedEntryId: displayed[1].id,
    community,
  }
}

/** How the operations on polls, rolls and ballots are asked for. */
export const POLL_OPERATIONS: Record<string, Operation> = {
  'PUT /polls/{id}': { request: ({ pollDraft }) => ({ url: `/polls/${newId()}`, body: pollDraft }) },
  'GET /polls/{id}': { request: ({ pollId }) => ({ url: `/polls/${pollId}` }) },
  'GET /places/{id}/polls': { request: ({ grid }) => ({ url: `/places/${grid}/polls` }) },
  'POST /polls/{id}/actions': { request: ({ pollId }) => ({ url: `/polls/${pollId}/actions`, body: act('close') }) },
  'GET /polls/{id}/roll': { request: ({ pollId }) => ({ url: `/polls/${pollId}/roll` }) },
  'GET /polls/{id}/roll/entries': { request: ({ pollId }) => ({ url: `/polls/${pollId}/roll/entries` }) },
  'GET /polls/{id}/roll/candidates': { request: ({ pollId }) => ({ url: `/polls/${pollId}/roll/candidates` }) },
  'GET /polls/{id}/simulation': { request: ({ pollId }) => ({ url: `/polls/${pollId}/simulation` }) },
  'GET /places/{id}/poll-settings': { request: ({ grid }) => ({ url: `/places/${grid}/poll-settings` }) },
  'PUT /places/{id}/poll-settings': {
    request: ({ community }) => ({
      url: `/places/${community}/poll-settings`,
      body: { noticeDays: 7, windowDaysMin: 5, windowDaysMax: 60, objectionDays: 7 },
    }),
  },
  'PUT /places/{id}/minors/{personId}': {
    request: ({ grid, personId }) => ({
      url: `/places/${grid}/minors/${personId}`,
      body: { ofAgeOn: '2030-01-01' },
    }),
  },
  'PUT /polls/{id}/objections/{objectionId}': {
    request: ({ displayedPollId }) => ({
      url: `/polls/${displayedPollId}/objections/${newId()}`,
      body: { about: 'roll', text: '…' },
    }),
  },
  'GET /polls/{id}/objections': { request: ({ pollId }) => ({ url: `/polls/${pollId}/objections` }) },
  'POST /polls/{id}/objections/{objectionId}/actions': {
    request: ({ displayedPollId, objectionId }) => ({
      url: `/polls/${displayedPollId}/objections/${objectionId}/actions`,
      body: act('dismiss', { answer: '…' }),
    }),
  },
  'PUT /polls/{id}/corrections/{correctionId}': {
    request: ({ displayedPollId, displayedEntryId }) => ({
      url: `/polls/${displayedPollId}/corrections/${newId()}`,
      body: { remove: [displayedEntryId], reason: '…' },
    }),
  },
  'GET /polls/{id}/corrections': { request: ({ pollId }) => ({ url: `/polls/${pollId}/corrections` }) },
  'POST /polls/{id}/corrections/{correctionId}/actions': {
    request: ({ displayedPollId, correctionId }) => ({
      url: `/polls/${displayedPollId}/corrections/${correctionId}/actions`,
      body: act('confirm'),
    }),
  },
  'PUT /polls/{id}/ballots/{ballotId}': {
    request: ({ pollId }) => ({ url: `/polls/${pollId}/ballots/${newId()}`, body: { optionIds: ['yes'] } }),
  },
  'POST /polls/{id}/credentials': {
    request: ({ secretPollId }) => ({
      url: `/polls/${secretPollId}/credentials`,
      body: { id: newId(), blindedMessage: Buffer.alloc(256, 1).toString('base64') },
    }),
  },
  'PUT /polls/{id}/paper-ballots/{ballotId}': {
    request: ({ pollId, rollEntryId }) => ({
      url: `/polls/${pollId}/paper-ballots/${newId()}`,
      body: { serial: 'W-2', rollEntryId, optionIds: ['yes'] },
    }),
  },
  'GET /polls/{id}/paper-ballots': { request: ({ pollId }) => ({ url: `/polls/${pollId}/paper-ballots` }) },
  'POST /polls/{id}/paper-ballots/{ballotId}/actions': {
    request: ({ pollId, paperId }) => ({
      url: `/polls/${pollId}/paper-ballots/${paperId}/actions`,
      body: act('withdraw', { reason: '…' }),
    }),
  },
  'GET /polls/{id}/paper-ballots/print': {
    request: ({ pollId }) => ({ url: `/polls/${pollId}/paper-ballots/print?from=1&count=1` }),
  },
  'GET /polls/{id}/result': { request: ({ closedPollId }) => ({ url: `/polls/${closedPollId}/result` }) },
  'GET /polls/{id}/certificate': { request: ({ closedPollId }) => ({ url: `/polls/${closedPollId}/certificate` }) },
  'GET /polls/{id}/log/head': { request: ({ pollId }) => ({ url: `/polls/${pollId}/log/head` }) },
  'GET /polls/{id}/log/heads': { request: ({ pollId }) => ({ url: `/polls/${pollId}/log/heads` }) },
  'GET /polls/{id}/log/entries': { request: ({ pollId }) => ({ url: `/polls/${pollId}/log/entries?start=0&end=9` }) },
  'GET /polls/{id}/log/proof': {
    request: ({ pollId }) => ({ url: `/polls/${pollId}/log/proof?leafHash=${'A'.repeat(43)}` }),
  },
  'GET /polls/{id}/log/consistency': {
    request: ({ pollId }) => ({ url: `/polls/${pollId}/log/consistency?first=0&second=0` }),
  },
  'GET /polls/{id}/counted-ballots': {
    request: ({ closedPollId }) => ({ url: `/polls/${closedPollId}/counted-ballots?prefix=` }),
  },
  'GET /polls/{id}/export': { request: ({ closedPollId }) => ({ url: `/polls/${closedPollId}/export` }) },
  'GET /places/{id}/owned-units': { request: ({ community }) => ({ url: `/places/${community}/owned-units` }) },
  'PUT /places/{id}/owned-units/{householdId}/voter': {
    request: ({ community, household }) => ({
      url: `/places/${community}/owned-units/${household}/voter`,
      body: { code: 'O1' },
    }),
  },
  'GET /places/{id}/owners-imports/{importId}': {
    request: ({ community }) => ({ url: `/places/${community}/owners-imports/${newId()}` }),
  },
  'PUT /places/{id}/owners-imports/{importId}': {
    request: ({ community }) => ({
      url: `/places/${community}/owners-imports/${newId()}`,
      body: 'building,number,area,source',
      headers: { 'content-type': 'text/csv' },
    }),
  },
}
