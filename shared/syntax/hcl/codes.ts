/** Characters that mean something in Terraform's language. */
export const codes = {
  newline: 10,
  quote: 34,
  open: 40,
  close: 41,
  star: 42,
  comma: 44,
  dot: 46,
  colon: 58,
  less: 60,
  equals: 61,
  question: 63,
  list: 91,
  listEnd: 93,
  map: 123,
  mapEnd: 125,
} as const

/** Stands behind a list that is spread into arguments. */
export const ellipsis = '...'
