import Taro, { usePullDownRefresh, useReachBottom } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import type { OwnersImport } from '@/contract'
import { t } from '@/i18n'
import { canPickTable, pickTable } from '@/platform/pick-table'
import { useStore, useStores } from '@/stores'
import { type ListedUnit, ownersStore } from '@/stores/owners-store'
import { tableTypeOf } from '@/stores/table-type'
import { Button, Card, Cell, Choice, EmptyState, Section, Skeleton, Tag } from '@/ui'
import { NotYet } from '../../frame/NotYet'
import { Screen } from '../../frame/Screen'
import { sayTrouble, TroubleState } from '../../frame/trouble'
import { Words } from '../../frame/Words'
import { areaFigure } from '../face'

/** What became of a file: what was taken, and every row that was not, with where and why. */
function Report({ report }: { report: OwnersImport }) {
  const { rows, units, heads, area, refused } = report
  return (
    <>
      <Card title={t(refused.length === 0 ? 'voting.register.allTaken' : 'voting.register.someTaken')}>
        <Words text={t('voting.register.taken', { rows, units, heads, area: areaFigure(area) })} />
        {refused.length === 0 ? null : (
          <Words below tone='alert' text={t('voting.register.refused', { count: refused.length })} />
        )}
      </Card>
      {refused.length === 0 ? null : (
        <Card flush title={t('voting.register.refusedTitle')}>
          {refused.map(({ row, column, reason, text }) => (
            <Cell
              key={`${row}${column ?? ''}${reason}`}
              leading={<Tag tone='alert' text={t('voting.register.row', { row })} />}
              title={text}
              note={column === null ? undefined : t(`voting.register.columns.${column}`)}
            />
          ))}
        </Card>
      )}
    </>
  )
}

function sayOwners({ owners, isUnsold }: ListedUnit): string {
  if (isUnsold) return t('voting.register.unsold')
  const [only, ...others] = owners
  if (!only) return t('voting.register.nobody')
  if (others.length === 0) return only.name
  return owners.map(({ name, share }) => `${name} ${share}`).join('、')
}

/** A unit with its owners; where there are several, who votes for all of them is named here. */
const Unit = observer(function Unit({ unit }: { unit: ListedUnit }) {
  const { ui } = useStores()
  const store = useStore(ownersStore)
  const [isOpen, setOpen] = useState(false)
  const named = unit.owners.find(({ isNamed }) => isNamed)
  const area = t('voting.register.areaOf', {
    area: areaFigure(unit.area),
    source: t(`voting.register.sources.${unit.areaSource}`),
  })
  const handleName = async (code: string) => {
    if (!(await store.nameVoter(unit, code))) return
    setOpen(false)
    ui.say(t('voting.register.named'))
  }
  return (
    <>
      <Cell
        title={unit.label}
        note={`${sayOwners(unit)} · ${area}`}
        when={
          unit.can.nameVoter
            ? t('voting.register.voter', { name: named?.name ?? t('voting.register.nobodyNamed') })
            : undefined
        }
        onPress={unit.can.nameVoter ? () => setOpen(!isOpen) : undefined}
      />
      {isOpen ? (
        <>
          <Choice
            label={t('voting.register.whoVotes')}
            value={named?.code ?? null}
            options={unit.owners.map(({ code, name, share }) => ({ key: code, text: name, note: share }))}
            disabled={store.isBusy}
            onChange={(code) => void handleName(code)}
          />
          <Words tone='second' below text={t('voting.register.paperOnly')} />
        </>
      ) : null}
    </>
  )
})

const Units = observer(function Units() {
  const { units } = useStore(ownersStore)
  if (!units || units.isFirstLoad) return <Skeleton kind='card' label={t('common.loading')} />
  if (units.isBroken) return <TroubleState trouble={units.trouble} onRetry={() => void units.refresh()} />
  if (units.isEmpty)
    return <EmptyState icon='home' title={t('voting.register.empty')} text={t('voting.register.emptyText')} />
  return (
    <Section title={t('voting.register.units')}>
      <Card flush>
        {units.items.map((unit) => (
          <Unit key={unit.id} unit={unit} />
        ))}
      </Card>
    </Section>
  )
})

const Register = observer(function Register() {
  const store = useStore(ownersStore)
  const [isWrongKind, setWrongKind] = useState(false)
  const handlePick = async () => {
    const file = await pickTable()
    if (file === null) return
    const type = tableTypeOf(file.name)
    setWrongKind(type === null)
    if (type !== null) await store.importTable(file.path, type)
  }
  return (
    <>
      <Card title={t('voting.register.how')}>
        <Words text={t('voting.register.intro')} />
        <Words below tone='second' text={t('voting.register.needed')} />
        <Words below tone='second' text={t('voting.register.more')} />
      </Card>
      {canPickTable ? (
        <Button
          block
          icon='document'
          text={t('voting.register.pick')}
          loading={store.isBusy}
          onPress={() => void handlePick()}
        />
      ) : (
        <Words tone='second' text={t('voting.register.elsewhere')} />
      )}
      {isWrongKind ? <Words tone='alert' text={t('voting.register.wrongKind')} /> : null}
      {store.trouble ? <Words tone='alert' text={sayTrouble(store.trouble)} /> : null}
      {store.report ? <Report report={store.report} /> : null}
      <Units />
    </>
  )
})

/** The owners' register, by which an owners' vote counts heads and area (secretary, street). */
function RegisterScreen() {
  const { session, ui } = useStores()
  const store = useStore(ownersStore)
  const communityId = session.grid?.community.id ?? null
  useEffect(() => {
    if (communityId !== null) void store.open(communityId)
  }, [store, communityId])
  usePullDownRefresh(() => {
    void store.units?.refresh()
    Taro.stopPullDownRefresh()
  })
  useReachBottom(() => void store.units?.loadMore())
  return (
    <Screen key={ui.language} title={t('voting.register.title')}>
      {communityId === null ? <NotYet /> : <Register />}
    </Screen>
  )
}

export default observer(RegisterScreen)
