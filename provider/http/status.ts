import { STATUS_CODES } from 'node:http'

export const sayStatus = (status: number): string => {
  const name = STATUS_CODES[status]
  return name === undefined ? `${status}` : `${status} ${name}`
}
