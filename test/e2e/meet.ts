import type { APIRequestContext, APIResponse } from 'playwright-core'
import type { Visitor } from './browser.ts'
import { Buffer } from 'node:buffer'
import sharp from 'sharp'
import { expect, inject } from 'vitest'
import { newMobile, register } from './people.ts'

/** A city in which few demo people live: two newcomers find each other there. */
const LHASA = '540100'

export interface Meeting extends Visitor {
  name: string
  /** As others know them in Meet. */
  meetId: string
  /** A request of this person to the API. */
  call: <T = unknown>(method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, data?: object) => Promise<T>
}

/** A picture like no other. */
export async function aPhoto(width = 720, height = 960): Promise<{ name: string, mimeType: string, buffer: Buffer }> {
  const [a, b] = [Math.random() * 360, Math.random() * 360]
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="hsl(${a} 40% 70%)"/><circle cx="${width / 2}" cy="${height * 0.45}" r="${width / 3}" fill="hsl(${b} 45% 45%)"/></svg>`
  return { name: 'photo.jpg', mimeType: 'image/jpeg', buffer: await sharp(Buffer.from(svg)).jpeg().toBuffer() }
}

/** A newcomer with a complete profile, in their own browser. */
export async function newMeeting(visitor: Visitor, name: string, gender: 'female' | 'male'): Promise<Meeting> {
  const { page, context } = visitor
  await register(page, newMobile(), `password-of-${name}`)
  const request: APIRequestContext = context.request
  const csrf = async () => (await context.cookies()).find(cookie => cookie.name === 'csrf_token')!.value
  const dataOf = async <T>(answer: APIResponse): Promise<T> => {
    expect(answer.ok(), await answer.text()).toBe(true)
    return (await answer.json() as { data: T }).data
  }
  const headers = async () => ({ 'x-csrftoken': await csrf(), 'origin': inject('siteUrl') })
  const call: Meeting['call'] = async (method, path, data) => dataOf(await request.fetch(`/api/v1${path}`, { method, data, headers: await headers() }))
  for (let n = 0; n < 2; n++) await dataOf(await request.post('/api/v1/social/photos', { multipart: { image: await aPhoto() }, headers: await headers() }))
  await call('PUT', '/social/location', { city: LHASA })
  const { id } = await call<{ id: string }>('PATCH', '/social/profile', { name, gender, birthDate: '1996-05-01', about: '喜欢爬山和下雨天', tags: ['徒步', '咖啡'] })
  return { ...visitor, name, meetId: id, call }
}

/** Two who like each other. @returns their match's id */
export async function matched(a: Meeting, b: Meeting): Promise<string> {
  for (const [one, other] of [[a, b], [b, a]] as const) {
    const { items } = await one.call<{ items: { id: string }[] }>('GET', '/social/deck?limit=50')
    expect(items.map(({ id }) => id)).toContain(other.meetId)
  }
  await a.call('PUT', `/social/swipes/${b.meetId}`, { kind: 'like' })
  return (await b.call<{ matchId: string }>('PUT', `/social/swipes/${a.meetId}`, { kind: 'like' })).matchId
}
