import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import type { PollElectorate, PollSecrecy } from '@/contract'
import { LIMITS } from '@/contract/limits'
import { t } from '@/i18n'
import { replace } from '@/platform/navigate'
import { useStore, useStores } from '@/stores'
import { composePollStore, isStatute, rulesFor, shareOf } from '@/stores/compose-poll-store'
import { Button, Card, Cell, Choice, Section, Switch, TextArea, TextField } from '@/ui'
import { MomentField } from '../../frame/MomentField'
import { tomorrowMorning } from '../../frame/moments'
import { NotYet } from '../../frame/NotYet'
import { Screen } from '../../frame/Screen'
import { Stack } from '../../frame/Stack'
import { sayTrouble } from '../../frame/trouble'
import { Words } from '../../frame/Words'

const electorates: readonly PollElectorate[] = ['residents', 'households', 'owners']
const secrecies: readonly PollSecrecy[] = ['secret', 'open']
const DIGITS_MAX = 3

/** What is asked, and what one can answer. */
const Question = observer(function Question() {
  const poll = useStore(composePollStore)
  const { draft } = poll
  return (
    <Card>
      <Stack>
        <TextField
          label={t('voting.prepare.question')}
          value={draft.question}
          placeholder={t('voting.prepare.questionHint')}
          maxLength={LIMITS.pollQuestion}
          onChange={(question) => poll.change({ question })}
        />
        <TextArea
          label={t('voting.prepare.body')}
          value={draft.body}
          placeholder={t('voting.prepare.bodyHint')}
          maxLength={LIMITS.pollBody}
          onChange={(body) => poll.change({ body })}
        />
        {draft.options.map((text, index) => {
          const label = t('voting.prepare.option', { number: index + 1 })
          return (
            <TextField
              // An option has no name but its place in the list.
              key={label}
              label={label}
              value={text}
              maxLength={LIMITS.pollOptionText}
              onChange={(changed) => poll.changeOption(index, changed)}
            />
          )
        })}
        <Button block kind='text' icon='add' text={t('voting.prepare.addOption')} onPress={poll.addOption} />
        {draft.options.length > 2 && !isStatute(draft.rule) ? (
          <TextField
            kind='number'
            label={t('voting.prepare.choicesMax')}
            value={String(draft.choicesMax)}
            maxLength={2}
            onChange={(text) => poll.change({ choicesMax: Number(text) || 1 })}
          />
        ) : null}
      </Stack>
    </Card>
  )
})

/** Who votes, by which rule, and whether by name. */
const Rules = observer(function Rules() {
  const poll = useStore(composePollStore)
  const { electorate, rule, secrecy, quorum, threshold } = poll.draft
  const share = (key: 'quorum' | 'threshold', value: string) => (
    <TextField
      kind='number'
      label={t(`voting.prepare.${key}`)}
      value={value}
      maxLength={DIGITS_MAX}
      error={value === '' || shareOf(value) !== null ? null : t('voting.prepare.perCent')}
      onChange={(text) => poll.change(key === 'quorum' ? { quorum: text } : { threshold: text })}
    />
  )
  return (
    <>
      <Section title={t('voting.prepare.who')}>
        <Card>
          <Choice
            label={t('voting.prepare.who')}
            value={electorate}
            options={electorates.map((key) => ({
              key,
              text: t(`voting.electorates.${key}`),
              note: t(`voting.prepare.electorateNotes.${key}`),
            }))}
            onChange={(chosen) => poll.change({ electorate: chosen })}
          />
        </Card>
      </Section>
      <Section title={t('voting.prepare.how')}>
        <Card>
          <Choice
            label={t('voting.prepare.how')}
            value={rule}
            options={rulesFor(electorate).map((key) => ({
              key,
              text: t(`voting.ruleNames.${key}`),
              note: t(`voting.rules.${key}`),
            }))}
            onChange={(chosen) => poll.change({ rule: chosen })}
          />
          {rule === 'custom' ? (
            <Stack>
              {share('quorum', quorum)}
              {share('threshold', threshold)}
            </Stack>
          ) : null}
        </Card>
      </Section>
      <Section title={t('voting.prepare.secrecy')}>
        <Card>
          <Choice
            label={t('voting.prepare.secrecy')}
            value={secrecy}
            options={secrecies.map((key) => ({
              key,
              text: t(`voting.${key}`),
              note: t(key === 'secret' ? 'voting.secretText' : 'voting.openPlainText'),
              disabled: key === 'secret' && isStatute(rule),
            }))}
            onChange={(chosen) => poll.change({ secrecy: chosen })}
          />
        </Card>
      </Section>
    </>
  )
})

const Times = observer(function Times() {
  const poll = useStore(composePollStore)
  const { opensAt, closesAt } = poll.draft
  const handleAtOnce = (atOnce: boolean) => poll.change({ opensAt: atOnce ? null : tomorrowMorning(new Date()) })
  return (
    <Section title={t('voting.prepare.times')}>
      <Card flush>
        <Cell
          title={t('voting.prepare.atOnce')}
          note={t('voting.prepare.atOnceNote')}
          trailing={<Switch label={t('voting.prepare.atOnce')} on={opensAt === null} onChange={handleAtOnce} />}
        />
      </Card>
      {opensAt === null ? null : (
        <Card title={t('voting.prepare.opensAt')}>
          <MomentField value={opensAt} onChange={(at) => poll.change({ opensAt: at })} />
        </Card>
      )}
      <Card title={t('voting.prepare.closesAt')}>
        <MomentField value={closesAt} onChange={(at) => poll.change({ closesAt: at })} />
      </Card>
    </Section>
  )
})

/** A poll is prepared here; it is announced from its own page, once it was looked at and tried out. */
function Prepare() {
  const { session, ui } = useStores()
  const poll = useStore(composePollStore)
  const { grid } = session
  const [isWhole, setWhole] = useState(false)
  useEffect(() => poll.open([t('voting.prepare.yes'), t('voting.prepare.no')]), [poll])
  const handleSave = async () => {
    if (grid === null) return
    const made = await poll.submit(isWhole ? grid.community.id : grid.id)
    if (made === null) return
    ui.say(t('voting.prepare.saved'))
    await replace('voting/poll', { id: made.id })
  }
  const footer = (
    <Button
      block
      text={t('voting.prepare.save')}
      disabled={!poll.canSend}
      loading={poll.isSending}
      onPress={() => void handleSave()}
    />
  )
  return (
    <Screen key={ui.language} title={t('voting.prepare.title')} footer={grid ? footer : undefined}>
      {grid === null ? (
        <NotYet />
      ) : (
        <>
          <Question />
          <Section title={t('voting.prepare.place')}>
            <Card>
              <Choice
                label={t('voting.prepare.place')}
                value={isWhole ? 'community' : 'grid'}
                options={[
                  { key: 'grid', text: grid.name },
                  { key: 'community', text: grid.community.name },
                ]}
                onChange={(key) => setWhole(key === 'community')}
              />
            </Card>
          </Section>
          <Rules />
          <Times />
          {poll.trouble ? <Words tone='alert' text={sayTrouble(poll.trouble)} /> : null}
        </>
      )}
    </Screen>
  )
}

export default observer(Prepare)
