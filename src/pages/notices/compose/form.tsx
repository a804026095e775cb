import { observer } from 'mobx-react-lite'
import { LIMITS } from '@/contract/limits'
import { t } from '@/i18n'
import { type MyGrid, useStore } from '@/stores'
import { composeNoticeStore } from '@/stores/compose-notice-store'
import { Card, Choice, MultiChoice, Section, Switch, TextArea, TextField } from '@/ui'
import { MomentField } from '../../frame/MomentField'
import { timesFault, tomorrowMorning, weekAfter } from '../../frame/moments'
import { Words } from '../../frame/Words'

const levels = ['normal', 'important', 'urgent'] as const

/** The grids in the writer's charge, under the community each belongs to. */
function byCommunity(grids: readonly MyGrid[]): Array<{ id: string; name: string; grids: MyGrid[] }> {
  const groups = new Map<string, { id: string; name: string; grids: MyGrid[] }>()
  for (const grid of grids) {
    const { id, name } = grid.community
    const group = groups.get(id) ?? { id, name, grids: [] }
    groups.set(id, group)
    group.grids.push(grid)
  }
  return [...groups.values()]
}

/** Checkboxes for grids; a community of several has one for all of them. */
const Places = observer(function Places() {
  const store = useStore(composeNoticeStore)
  const { placeIds } = store.draft
  const handleChange = (grids: readonly MyGrid[], keys: readonly string[]) => {
    const ids = grids.map(({ id }) => id)
    const others = placeIds.filter((id) => !ids.includes(id))
    const hadAll = ids.every((id) => placeIds.includes(id))
    const wantsAll = keys.includes(ALL)
    const chosen = wantsAll !== hadAll ? (wantsAll ? ids : []) : keys.filter((key) => key !== ALL)
    store.choosePlaces([...others, ...chosen])
  }
  const note =
    placeIds.length > 0 ? t('notices.compose.placesNote', { count: placeIds.length }) : t('notices.compose.placesNone')
  return (
    <Section title={t('notices.compose.places')}>
      {byCommunity(store.choices).map(({ id, name, grids }) => {
        const chosen = grids.filter((grid) => placeIds.includes(grid.id)).map((grid) => grid.id)
        const options = grids.map((grid) => ({ key: grid.id, text: grid.name }))
        const all = { key: ALL, text: t('notices.compose.allOf', { community: name }) }
        return (
          <MultiChoice
            key={id}
            label={name}
            options={grids.length > 1 ? [all, ...options] : options}
            values={grids.length > 1 && chosen.length === grids.length ? [ALL, ...chosen] : chosen}
            onChange={(keys) => handleChange(grids, keys)}
          />
        )
      })}
      <Words tone='second' text={note} />
      {store.leftOut > 0 ? (
        <Words tone='alert' text={t('casework.gridsLeftOut', { max: LIMITS.noticePlaces, count: store.leftOut })} />
      ) : null}
      {store.hasMoreChoices ? (
        <Words tone='alert' text={t('casework.gridsNotListed', { count: store.choices.length })} />
      ) : null}
    </Section>
  )
})

/** No id looks like it. */
const ALL = 'all'

const Level = observer(function Level() {
  const store = useStore(composeNoticeStore)
  const { level, needsReceipt } = store.draft
  return (
    <Section title={t('notices.compose.level')}>
      <Choice
        label={t('notices.compose.level')}
        value={level}
        onChange={(next) => store.change({ level: next })}
        options={levels.map((key) => ({ key, text: t(`notices.levels.${key}`), note: t(`notices.levelNotes.${key}`) }))}
      />
      <Card flush>
        <Switch
          label={t('notices.compose.needsReceipt')}
          note={t('notices.compose.needsReceiptNote')}
          on={needsReceipt}
          onChange={(on) => store.change({ needsReceipt: on })}
        />
      </Card>
    </Section>
  )
})

const Times = observer(function Times() {
  const store = useStore(composeNoticeStore)
  const { publishAt, expiresAt } = store.draft
  const fault = timesFault(publishAt, expiresAt, new Date())
  return (
    <>
      <Section title={t('notices.compose.when')}>
        <Choice
          label={t('notices.compose.when')}
          value={publishAt === null ? 'now' : 'later'}
          onChange={(key) => store.change({ publishAt: key === 'now' ? null : tomorrowMorning(new Date()) })}
          options={(['now', 'later'] as const).map((key) => ({ key, text: t(`notices.compose.${key}`) }))}
        />
        {publishAt === null ? null : (
          <MomentField value={publishAt} onChange={(at) => store.change({ publishAt: at })} />
        )}
      </Section>
      <Section title={t('notices.compose.expiry')}>
        <Choice
          label={t('notices.compose.expiry')}
          value={expiresAt === null ? 'never' : 'until'}
          onChange={(key) => store.change({ expiresAt: key === 'never' ? null : weekAfter(publishAt ?? new Date()) })}
          options={(['never', 'until'] as const).map((key) => ({ key, text: t(`notices.compose.${key}`) }))}
        />
        {expiresAt === null ? null : (
          <MomentField value={expiresAt} onChange={(at) => store.change({ expiresAt: at })} />
        )}
      </Section>
      {fault ? <Words tone='alert' text={t(`notices.compose.${fault}`)} /> : null}
    </>
  )
})

/** What is said, to which grids, how loudly, and when. */
export const NoticeForm = observer(function NoticeForm() {
  const store = useStore(composeNoticeStore)
  const { title, body } = store.draft
  return (
    <>
      <TextField
        label={t('notices.compose.titleLabel')}
        value={title}
        placeholder={t('notices.compose.titlePlaceholder')}
        maxLength={LIMITS.noticeTitle}
        onChange={(words) => store.change({ title: words })}
      />
      <TextArea
        label={t('notices.compose.bodyLabel')}
        value={body}
        placeholder={t('notices.compose.bodyPlaceholder')}
        maxLength={LIMITS.noticeBody}
        onChange={(words) => store.change({ body: words })}
      />
      <Places />
      <Level />
      <Times />
    </>
  )
})
