import { View } from '@tarojs/components'
import type { OpinionMap } from '@/contract'
import { t } from '@/i18n'
import { Card, classes, spoken } from '@/ui'
import { Words } from '../../frame/Words'
import { nameOfGroup } from '../words'

type Letter = 'A' | 'B' | 'C' | 'D' | 'E'

/** Pixels across: of one person, and the most that a dot grows to. */
const DOT = { least: 10, most: 30 }

const sizeOf = (people: number) => Math.min(DOT.most, DOT.least + Math.round(4 * Math.sqrt(people - 1)))

/** Per cent from the left or the top; a margin keeps the dots at the edge whole. */
const placeOf = (value: number) => 50 + value * 44

/**
 * Where people stand, by group: whoever thinks alike stands close. A letter stands in each dot that has room for it, because colour says nothing
 * alone; one's own dot is marked, and nobody else's.
 */
export function Picture({ map }: { map: OpinionMap }) {
  const { points, mine, groups } = map
  return (
    <Card title={t('deliberation.map.picture')}>
      <View
        className='opinion-picture'
        {...spoken({ role: 'img', label: t('deliberation.map.pictureLabel', { count: groups.length }) })}
      >
        {points.map(({ x, y, group, people }) => {
          const size = sizeOf(people)
          return (
            <View
              key={`${group} ${x} ${y}`}
              className={classes('opinion-picture__dot', `opinion-picture__dot--${group.toLowerCase()}`)}
              style={{ left: `${placeOf(x)}%`, top: `${placeOf(-y)}%`, width: `${size}px`, height: `${size}px` }}
            >
              {size >= 18 ? t(`deliberation.letters.${group as Letter}`) : ''}
            </View>
          )
        })}
        {mine ? (
          <View className='opinion-picture__mine' style={{ left: `${placeOf(mine.x)}%`, top: `${placeOf(-mine.y)}%` }}>
            {t('deliberation.map.you')}
          </View>
        ) : null}
      </View>
      <View className='opinion-picture__key'>
        {groups.map(({ id, size }) => (
          <View key={id} className='opinion-picture__group'>
            <View className={classes('opinion-picture__sample', `opinion-picture__dot--${id.toLowerCase()}`)}>
              {t(`deliberation.letters.${id as Letter}`)}
            </View>
            <View>{t('deliberation.map.group', { name: nameOfGroup(id), count: size })}</View>
          </View>
        ))}
      </View>
      <Words tone='second' text={t('deliberation.map.pictureNote')} />
    </Card>
  )
}
