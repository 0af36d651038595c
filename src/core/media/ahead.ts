import type { IncomingMessage, ServerResponse } from 'node:http'
import type { App } from '../../kit/http/app.ts'
import type { Parts } from '../../kit/module.ts'
import { setTimeout as wait } from 'node:timers/promises'
import { drawPlanned, isDrawing } from './drawings.ts'

/** Nobody has waited for an answer for so long: the first page after the start is not kept waiting. */
const QUIET_MS = 1000
const SHORT_REST_MS = 50

/**
 * Draws what the first pages show before somebody waits for it: after the start of a demo site, one picture at a time, with
 * rests as long as the drawing took, and only while nobody waits for an answer: a drawing holds up the process for a tenth
 * of a second. Ends as soon as `stopping` is aborted and the picture under way is done.
 */
export async function drawAhead(app: App, parts: Parts, stopping: AbortSignal, quietMs = QUIET_MS): Promise<void> {
  let waiting = 0
  let quietSince = performance.now()
  const note = (_: IncomingMessage, response: ServerResponse) => {
    waiting++
    response.once('close', () => {
      waiting--
      quietSince = performance.now()
    })
  }
  app.server.on('request', note)
  /** @returns false when the site stops */
  const rest = (ms: number) => wait(ms, true, { signal: stopping, ref: false }).catch(() => false)
  async function quiet(): Promise<boolean> {
    for (;;) {
      const left = quietSince + quietMs - performance.now()
      if (left <= 0 && waiting === 0 && !isDrawing()) return !stopping.aborted
      if (!await rest(Math.max(left, SHORT_REST_MS))) return false
    }
  }
  try {
    if (!await quiet()) return
    for (const id of await picturesOn(app, parts.modules.flatMap(module => module.firstPages ?? []))) {
      if (!await quiet()) return
      const begun = performance.now()
      await drawPlanned(parts, id)
      if (!await rest(performance.now() - begun)) return
    }
  } finally {
    app.server.off('request', note)
  }
}

/** The pictures on these pages, in the order in which somebody sees them. */
async function picturesOn(app: App, pages: readonly string[]): Promise<Set<string>> {
  const ids = new Set<string>()
  for (const url of pages) {
    const { body } = await app.inject({ url, headers: { accept: 'text/html' } })
    for (const [, id] of body.matchAll(/\/media\/[0-9a-f]{2}\/([0-9a-f]{32})-\d+\.webp/g)) ids.add(id!)
  }
  return ids
}
