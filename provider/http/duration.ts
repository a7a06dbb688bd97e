/** `1 hour 5 minutes`, rounded up to what a person would wait. */
export const sayDuration = (milliseconds: number): string => {
  const seconds = Math.ceil(milliseconds / 1000)
  const count = (amount: number, unit: string): string => `${amount} ${unit}${amount === 1 ? '' : 's'}`
  if (seconds < 120) return count(seconds, 'second')
  const minutes = Math.ceil(seconds / 60)
  if (minutes < 120) return count(minutes, 'minute')
  return `${count(Math.floor(minutes / 60), 'hour')}${minutes % 60 === 0 ? '' : ` ${count(minutes % 60, 'minute')}`}`
}

export const sayTime = (epochMilliseconds: number): string =>
  `${new Date(epochMilliseconds).toISOString().slice(0, 16).replace('T', ' ')} UTC`
