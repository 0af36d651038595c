const HOUR_MS = 3600_000
/** Quotas begin anew at this hour where the person is (social.md §2.3). */
const RESET_HOUR = 4

/** The next 04:00 in this IANA zone after an instant, and the one after that; right on days that have 23 or 25 hours. */
export function nextResets(now: Date, zone: string): [Date, Date] {
  const { day, hour } = wallClock(now, zone)
  const first = hour < RESET_HOUR ? day : day + 1
  return [atReset(first, zone), atReset(first + 1, zone)]
}

/** The instant of 04:00 on a day (counted from 1970) in a zone. */
function atReset(day: number, zone: string): Date {
  const wanted = day * 24 * HOUR_MS + RESET_HOUR * HOUR_MS
  // The zone's offset at the guess may be that of before a change of the clocks: the second step is sure.
  let instant = wanted
  for (let step = 0; step < 2; step++) instant = wanted - offset(new Date(instant), zone)
  return new Date(instant)
}

function wallClock(instant: Date, zone: string): { day: number, hour: number } {
  const local = instant.getTime() + offset(instant, zone)
  return { day: Math.floor(local / (24 * HOUR_MS)), hour: Math.floor(local / HOUR_MS) % 24 }
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** Milliseconds that clocks in the zone are ahead of UTC. */
function offset(instant: Date, zone: string): number {
  let format = formats.get(zone)
  if (!format) formats.set(zone, format = new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' }))
  const part = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]))
  const local = Date.UTC(part.year!, part.month! - 1, part.day, part.hour, part.minute, part.second)
  return local - Math.floor(instant.getTime() / 1000) * 1000
}
