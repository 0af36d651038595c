import type { App } from '../../../kit/http/app.ts'
import type { Parts } from '../../../kit/module.ts'
import { Type } from 'typebox'
import { Picture } from '../../../core/media/contract.ts'
import { uploadedPicture } from '../../../core/media/index.ts'
import { memberOf } from '../../../kit/http/callers.ts'
import { ById } from '../atoms.ts'
import { ChatMessage, ChatMessages, MessagesQuery, NewMessage, ReadUpTo } from './contract.ts'
import { readMessages, readUpTo } from './messages.ts'
import { uploadChatPicture } from './pictures.ts'
import { sendMessage } from './send.ts'

const base = '/api/v1/social/matches/:id'
const config = { who: 'member' } as const
const sending = { who: 'member', limit: { points: 60, seconds: 60, by: 'member' } } as const
const uploading = { who: 'member', limit: { points: 30, seconds: 3600, by: 'member' } } as const
/** A page that is before somebody's eyes says it with every message. */
const reading = { who: 'member', limit: { points: 300, seconds: 60, by: 'member' } } as const

export function addChatRoutes(app: App, parts: Parts) {
  app.get(`${base}/messages`, { config, schema: { summary: 'Messages of a match, in their order; the latest without a number', params: ById, querystring: MessagesQuery, response: { 200: ChatMessages } } }, request => readMessages(parts, memberOf(request).accountId, request.params.id, request.query))

  app.post(`${base}/messages`, { config: sending, schema: { summary: 'Send a message; the same clientId again is the same message', params: ById, body: NewMessage, response: { 201: ChatMessage } } }, async (request, reply) => {
    const message = await sendMessage(parts, memberOf(request).accountId, request.params.id, request.body)
    reply.code(201)
    return message
  })

  app.post(`${base}/pictures`, { config: uploading, schema: { summary: 'Upload a picture to send (multipart, field `image`)', consumes: ['multipart/form-data'], params: ById, response: { 201: Picture } } }, async (request, reply) => {
    const picture = await uploadChatPicture(parts, memberOf(request).accountId, request.params.id, await uploadedPicture(request))
    reply.code(201)
    return picture
  })

  app.put(`${base}/read`, { config: reading, schema: { summary: 'I have read up to this message', params: ById, body: ReadUpTo, response: { 200: Type.Object({ readSeq: Type.Integer() }) } } }, request => readUpTo(parts, memberOf(request).accountId, request.params.id, request.body.seq))
}
