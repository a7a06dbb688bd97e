import { expect, test } from 'vitest'
import { goDuration } from '../../../provider/roles/options/go-duration.js'

test.each([
  ['30s', 30_000],
  ['5m', 300_000],
  ['1h30m', 5_400_000],
  ['1.5h', 5_400_000],
  ['.5s', 500],
  ['1.s', 1000],
  ['+90s', 90_000],
  ['500ms', 500],
  ['1500us', 1.5],
  ['1500µs', 1.5],
  ['1000000h', 2 ** 31 - 1],
])('%s is %s ms', (text, milliseconds) => {
  expect(goDuration(text)).toBeCloseTo(milliseconds, 6)
})

test.each(['', '0', '0s', '30', 's', '-5s', '1d', '5 m', '1h 30m', '1,5h', '.s', '1e3s', '5M'])(
  '%j is no duration that one can wait for',
  (text) => {
    expect(goDuration(text)).toBeNull()
  },
)
