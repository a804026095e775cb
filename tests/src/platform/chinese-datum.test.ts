import { expect, test } from 'vitest'
import { fromChineseDatum, toChineseDatum } from '../../../src/platform/chinese-datum'

/** WGS 84 and GCJ-02 of the same places, from the test vectors of eviltransform. */
const KNOWN = [
  { wgs: { lat: 31.1774276, lng: 121.5272106 }, gcj: { lat: 31.17530398364597, lng: 121.531541859215 } },
  { wgs: { lat: 22.543847, lng: 113.912316 }, gcj: { lat: 22.540796131694766, lng: 113.9171764808363 } },
  { wgs: { lat: 39.911954, lng: 116.377817 }, gcj: { lat: 39.91334545536069, lng: 116.38404722455657 } },
]

/** A decimetre, about. */
const DIGITS = 5

test.each(KNOWN)('$wgs.lat, $wgs.lng there and back', ({ wgs, gcj }) => {
  const there = toChineseDatum(wgs)
  expect(there.lat).toBeCloseTo(gcj.lat, DIGITS)
  expect(there.lng).toBeCloseTo(gcj.lng, DIGITS)
  const back = fromChineseDatum(gcj)
  expect(back.lat).toBeCloseTo(wgs.lat, DIGITS)
  expect(back.lng).toBeCloseTo(wgs.lng, DIGITS)
})

test('outside China the two are the same, and a point keeps six decimals', () => {
  expect(toChineseDatum({ lng: 2.35, lat: 48.85 })).toEqual({ lng: 2.35, lat: 48.85 })
  expect(fromChineseDatum({ lng: 2.123456789, lat: 48.85 })).toEqual({ lng: 2.123457, lat: 48.85 })
})
