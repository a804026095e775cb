import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { t } from '@/i18n'
import { choosePoint, hasMap } from '@/platform/map-point'
import { useStore } from '@/stores'
import { composeAppealStore } from '@/stores/compose-appeal-store'
import { ActionSheet, Button, Card, Cell, FilterChips, Icon, Section, Switch, useAppearance } from '@/ui'
import { Words } from '../../frame/Words'
import { categories } from '../categories'

/** What the words sound like stands first, and is chosen until something else is. */
const Category = observer(function Category() {
  const store = useStore(composeAppealStore)
  const { category, guesses, isGuessed, draft } = store
  const inOrder = [...guesses, ...categories.filter((key) => !guesses.includes(key))]
  const name = t(`appeals.categories.${category}`)
  const hint = isGuessed
    ? t('appeals.report.guessed', { category: name })
    : draft.category === null
      ? t('appeals.report.unknown')
      : t('appeals.report.chosen', { category: name })
  return (
    <Section title={t('appeals.report.category')}>
      <FilterChips
        label={t('appeals.report.category')}
        items={inOrder.map((key) => ({ key, text: t(`appeals.categories.${key}`) }))}
        value={category}
        onChange={store.setCategory}
      />
      <Words tone='second' text={hint} />
    </Section>
  )
})

/** One's own building, until another is chosen from the list; where there is a map, also a point on it. */
const Place = observer(function Place() {
  const store = useStore(composeAppealStore)
  const [isOpen, setOpen] = useState(false)
  const { grid, draft, buildings } = store
  if (!grid) return null
  const own = grid.membership?.building
  const others = (buildings?.value ?? []).filter(({ id }) => id !== own?.id)
  const items = [
    ...(own ? [{ key: own.id, text: own.name, note: t('appeals.report.ownBuilding') }] : []),
    { key: grid.id, text: t('appeals.report.wholeGrid', { grid: grid.name }) },
    ...others.map(({ id, name }) => ({ key: id, text: name })),
  ]
  const shown = items.find(({ key }) => key === draft.placeId)
  const handleSelect = (placeId: string) => {
    setOpen(false)
    store.setPlace(placeId)
  }
  const handlePoint = async () => {
    const point = await choosePoint()
    if (point) store.setPoint(point)
  }
  return (
    <Section title={t('appeals.report.place')}>
      <Card flush>
        <Cell
          leading={<Icon name='location' />}
          title={shown?.text ?? grid.name}
          note={shown && 'note' in shown ? shown.note : undefined}
          onPress={() => setOpen(true)}
        />
        {hasMap ? (
          <Cell leading={<Icon name='flag' />} title={sayPoint(draft.point)} onPress={() => void handlePoint()} />
        ) : null}
      </Card>
      {draft.point ? (
        <Button kind='text' size='small' text={t('appeals.report.pointClear')} onPress={() => store.setPoint(null)} />
      ) : null}
      <ActionSheet
        open={isOpen}
        title={t('appeals.report.choosePlace')}
        cancelText={t('common.cancel')}
        items={items.map((item) => ({ ...item, selected: item.key === draft.placeId }))}
        onSelect={handleSelect}
        onCancel={() => setOpen(false)}
      />
    </Section>
  )
})

function sayPoint(point: { name: string } | null): string {
  if (point === null) return t('appeals.report.point')
  return point.name === '' ? t('appeals.report.pointSetNoName') : t('appeals.report.pointSet', { name: point.name })
}

/** Whom the name is shown to, and who may not see it at all. */
const Privacy = observer(function Privacy() {
  const store = useStore(composeAppealStore)
  const { isAnonymous, isConflict } = store.draft
  return (
    <Card flush>
      <Switch
        label={t('appeals.report.anonymous')}
        note={t('appeals.report.anonymousNote')}
        on={isAnonymous}
        onChange={store.setAnonymous}
      />
      <Switch
        label={t('appeals.report.conflict')}
        note={t('appeals.report.conflictNote')}
        on={isConflict}
        onChange={store.setConflict}
      />
    </Card>
  )
})

/** All that has an answer already. Large text folds the rarer ones away. */
export function Choices() {
  const { elder } = useAppearance()
  const [isWhole, setWhole] = useState(false)
  return (
    <>
      <Category />
      <Place />
      {elder && !isWhole ? (
        <Button block kind='text' text={t('appeals.report.more')} onPress={() => setWhole(true)} />
      ) : (
        <Privacy />
      )}
    </>
  )
}
