import type { App } from '../../kit/http/app.ts'

/** Lets the routes of this scope take forms: their handlers read the text themselves, since its signature covers it. */
export function acceptForms(scope: App, bodyLimit: number) {
  scope.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string', bodyLimit }, (_, body, done) => done(null, body))
}
