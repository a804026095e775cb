import Taro from '@tarojs/taro'
import { fromChineseDatum, toChineseDatum } from './chinese-datum'
import type * as Common from './map-point'

/* Both mini programs, by Taro's names. Their maps speak GCJ-02. */

export const hasMap: typeof Common.hasMap = true

export const choosePoint: typeof Common.choosePoint = async () => {
  try {
    const { longitude, latitude, name, address } = await Taro.chooseLocation({})
    // Alipay gives figures as text.
    const point = { lng: Number(longitude), lat: Number(latitude) }
    if (!Number.isFinite(point.lng) || !Number.isFinite(point.lat)) return null
    return { ...fromChineseDatum(point), name: name || address || '' }
  } catch {
    return null
  }
}

export const showPoint: typeof Common.showPoint = async ({ name, ...point }) => {
  const { lng, lat } = toChineseDatum(point)
  try {
    await Taro.openLocation({ longitude: lng, latitude: lat, name, address: name, scale: 18 })
  } catch {
    // Called off, or no map: the words beside the button say where it is.
  }
}
