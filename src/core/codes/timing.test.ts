import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { withApp } from '../../../test/app.ts'
import { aPerson } from '../../../test/people.ts'
import { latestCaptchas } from './index.ts'

const site = withApp({ env: { LINLI_LIMITS: 'off' } })
const PAIRS = 50
/** mall.md §5.10 */
const MOST_APART_MS = 5
/** Chance does not repeat itself, a difference does. */
const TRIES = 3

let numbers = 0
const newNumber = () => `138${String(++numbers).padStart(8, '0')}`
const median = (times: number[]) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]!

/** Milliseconds until the answer, which is the same for everybody. */
async function timeOf(to: string, purpose: string): Promise<number> {
  const captchaId = randomUUID()
  await site.call('GET', `captchas/${captchaId}`)
  const [captcha] = await latestCaptchas(site.parts, 1)
  const begun = performance.now()
  const { status, data } = await site.call('POST', 'verification-codes', { body: { channel: 'sms', to, purpose, captchaId, captchaText: captcha!.text } })
  const took = performance.now() - begun
  expect([status, data]).toEqual([202, { retryAfterSeconds: 60 }])
  return took
}

/** How far apart the medians are for numbers with an account and without one, each asked once, in turns. */
async function apart(purpose: string): Promise<number> {
  const [known, unknown] = [[] as number[], [] as number[]]
  for (let i = 0; i < PAIRS; i++) {
    const { mobile } = await aPerson(site)
    const asks = [async () => known.push(await timeOf(mobile, purpose)), async () => unknown.push(await timeOf(newNumber(), purpose))]
    for (const ask of i % 2 === 0 ? asks : asks.toReversed()) {
      site.clock.advance(1) // the newest captcha is the one just drawn
      await ask()
    }
  }
  return Math.abs(median(known) - median(unknown))
}

test.each(['register', 'sign_in'])('how long the answer takes does not tell who has an account: %s', { timeout: 120_000 }, async (purpose) => {
  const distances: number[] = []
  while (distances.length < TRIES && !distances.some(distance => distance < MOST_APART_MS)) distances.push(await apart(purpose))
  expect(Math.min(...distances)).toBeLessThan(MOST_APART_MS)
})
