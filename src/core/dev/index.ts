import { defineModule } from '../../kit/module.ts'
import { addDevRoutes } from './routes.ts'

/** The tools of a demo site: the outbox and the clock. In production there is nothing of it. */
export const dev = defineModule({
  name: 'dev',
  routes: (app, parts) => {
    if (parts.config.mode === 'demo') addDevRoutes(app, parts)
  },
})
