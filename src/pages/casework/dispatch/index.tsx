import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import type { AppealCategory, DispatchRule } from '@/contract'
import { t } from '@/i18n'
import { useStore, useStores } from '@/stores'
import { dispatchStore } from '@/stores/dispatch-store'
import { Card, Cell, FilterChips, Skeleton, Tag } from '@/ui'
import { categories } from '../../appeals/categories'
import { Screen } from '../../frame/Screen'
import { sayTrouble, TroubleState } from '../../frame/trouble'
import { NoOffice, OfficeChips, useOffice } from '../../frame/use-office'
import { Words } from '../../frame/Words'
import { RuleForm } from './rule-form'

const sayRule = ({ handler, department, workingHours }: DispatchRule): string =>
  t('casework.dispatch.rule', {
    handler: department ? department.name : t(`casework.dispatch.handlers.${handler}`),
    count: workingHours,
  })

/** The street itself, then its communities, which may differ. */
const Places = observer(function Places({ street }: { street: { id: string; name: string } }) {
  const dispatch = useStore(dispatchStore)
  const places = [street, ...(dispatch.communities?.value ?? [])]
  if (places.length < 2) return null
  return (
    <FilterChips
      label={t('casework.dispatch.placeLabel')}
      value={dispatch.placeId ?? street.id}
      onChange={(id) => void dispatch.open(id)}
      items={places.map(({ id, name }) => ({ key: id, text: name }))}
    />
  )
})

interface TableProps {
  editing: AppealCategory | null
  onEdit: (category: AppealCategory | null) => void
}

/** A line a category: who gets it and how long they have. */
const Table = observer(function Table({ editing, onEdit }: TableProps) {
  const dispatch = useStore(dispatchStore)
  const { rules, rulesHere } = dispatch
  if (!rules || rules.isFirstLoad) return <Skeleton kind='list' count={6} label={t('common.loading')} />
  if (rules.isBroken) return <TroubleState trouble={rules.trouble} onRetry={() => void rules.load()} />
  const mayChange = rules.value?.can.change ?? false
  const inOrder = categories.flatMap((category) => rulesHere.find(({ rule }) => rule.category === category) ?? [])
  const edited = inOrder.find(({ rule }) => rule.category === editing)?.rule
  if (edited)
    return (
      <RuleForm
        key={`${dispatch.placeId}.${edited.category}`}
        rule={edited}
        departments={rules.value?.departments ?? []}
        onDone={() => onEdit(null)}
      />
    )
  const { provisional = 0, lastYear = 0 } = rules.value?.calendar ?? {}
  return (
    <>
      {provisional > 0 ? (
        <Words tone='alert' text={t('casework.dispatch.provisional', { count: provisional, year: lastYear })} />
      ) : null}
      {mayChange ? null : <Words tone='second' text={t('casework.dispatch.onlyLook')} />}
      <Card flush>
        {inOrder.map(({ rule, source }) => (
          <Cell
            key={rule.category}
            title={t(`appeals.categories.${rule.category}`)}
            note={sayRule(rule)}
            trailing={
              source === 'own' ? undefined : <Tag tone='neutral' text={t(`casework.dispatch.sources.${source}`)} />
            }
            onPress={mayChange ? () => onEdit(rule.category) : undefined}
          />
        ))}
      </Card>
    </>
  )
})

/** Which desk gets a case first, by what it is about. */
const DispatchScreen = observer(function DispatchScreen() {
  const { ui } = useStores()
  const dispatch = useStore(dispatchStore)
  const offices = useOffice(['street_staff'])
  const [editing, setEditing] = useState<AppealCategory | null>(null)
  const { office } = offices
  const streetId = office?.placeId
  useEffect(() => void (streetId !== undefined && dispatch.openStreet(streetId)), [dispatch, streetId])
  return (
    <Screen key={ui.language} title={t('casework.dispatch.title')}>
      {office === null ? (
        <NoOffice />
      ) : (
        <>
          <OfficeChips {...offices} />
          <Words tone='second' text={t('casework.dispatch.intro')} />
          <Places street={{ id: office.placeId, name: office.placeName }} />
          {dispatch.trouble ? <Words tone='alert' text={sayTrouble(dispatch.trouble)} /> : null}
          <Table editing={editing} onEdit={setEditing} />
        </>
      )}
    </Screen>
  )
})

export default DispatchScreen
