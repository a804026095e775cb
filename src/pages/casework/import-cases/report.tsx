import { View } from '@tarojs/components'
import { useState } from 'react'
import type { ImportBatch, RefusedRow } from '@/contract'
import { t } from '@/i18n'
import { copyText } from '@/platform/clipboard'
import { useStores } from '@/stores'
import { Button, Card, Section } from '@/ui'
import { Words } from '../../frame/Words'
import { sayColumn } from './columns'
import './index.scss'

/** A longer list is read from the copy. */
const ROWS_SHOWN = 20

function sayRow({ row, column, reason }: RefusedRow): string {
  return column === null
    ? t('casework.import.row', { row, reason })
    : t('casework.import.rowColumn', { row, column: sayColumn(column), reason })
}

/** What became of the rows of a file: how many were taken, and why each of the others was not. */
export function Report({ batch }: { batch: ImportBatch }) {
  const { ui } = useStores()
  const [shown, setShown] = useState(ROWS_SHOWN)
  const { rows, accepted, refused } = batch
  const handleCopy = async () => {
    if (await copyText(refused.map(sayRow).join('\n'))) ui.say(t('casework.import.copied'))
  }
  return (
    <>
      <Card tone='own' title={t('casework.import.accepted', { count: accepted })}>
        <Words text={accepted > 0 ? t('casework.import.acceptedText') : t('casework.import.noneText')} />
        <Words tone='second' text={t('casework.import.rows', { count: rows })} />
      </Card>
      {refused.length > 0 ? (
        <Section title={t('casework.import.refused', { count: refused.length })}>
          <Card>
            {refused.slice(0, shown).map((line) => (
              <View key={line.row} className='import-report__row'>
                <Words text={sayRow(line)} />
              </View>
            ))}
            {shown < refused.length ? (
              <Button block kind='text' text={t('frame.loadMore')} onPress={() => setShown(shown + ROWS_SHOWN)} />
            ) : null}
          </Card>
          <Button
            block
            kind='secondary'
            icon='copy'
            text={t('casework.import.copy')}
            onPress={() => void handleCopy()}
          />
        </Section>
      ) : null}
    </>
  )
}
