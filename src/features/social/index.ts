import { defineModule } from '../../kit/module.ts'
import { addChatRoutes } from './chat/routes.ts'
import { passTyping } from './chat/typing.ts'
import { addDeckRoutes } from './deck/routes.ts'
import { loadLarge } from './demo/large.ts'
import { loadDemoSocial } from './demo/load.ts'
import { demoNeighbours } from './demo/neighbours.ts'
import { drawMoment } from './demo/pictures/moment.ts'
import { drawPortrait } from './demo/pictures/portrait.ts'
import { exported, exportSocial, leaveSocial, notExported, standingChanged } from './leaving.ts'
import { conversations } from './matches/conversations.ts'
import { addMatchRoutes } from './matches/routes.ts'
import { addConsoleMembershipRoutes } from './membership/console-routes.ts'
import { membershipAffairs } from './membership/leaving.ts'
import { membershipMessages, membershipReasons } from './membership/messages.ts'
import { membershipPaid, membershipRefunded } from './membership/pay.ts'
import { addMembershipRoutes } from './membership/routes.ts'
import { endUnpaidOrders, endVisits } from './membership/sweeps.ts'
import { addConsoleMeeterRoutes } from './people/console-routes.ts'
import { addConsolePhotoRoutes } from './photos/console-routes.ts'
import { fitCells } from './profile/place.ts'
import { addProfileRoutes } from './profile/routes.ts'
import { remakeRankings } from './ranking/ranking.ts'
import { addRankingRoutes } from './ranking/routes.ts'
import { endBans } from './safety/bans.ts'
import { addConsoleSafetyRoutes } from './safety/console-routes.ts'
import { safetyMessages } from './safety/messages.ts'
import { addSafetyRoutes } from './safety/routes.ts'
import { dropOldPasses, keepScores } from './score/sweeps.ts'
import { socialSettings } from './settings.ts'
import { addSocialStatisticsRoutes } from './statistics/console-routes.ts'
import { countDays } from './statistics/statistics.ts'
import { addSwipeRoutes } from './swipes/routes.ts'
import './tables.ts'

/**
 * Swiper: people to meet. They show themselves, say whom they want to meet, decide about cards; two who like each other may write.
 * Who has decided what about whom is one table, `swipe`; of a pair that likes each other the database keeps one live match.
 */
export const social = defineModule({
  name: 'social',
  settings: socialSettings,
  migrations: new URL('./migrations/', import.meta.url),
  permissions: ['social.people', 'social.photos', 'social.reports', 'social.membership', 'social.statistics'],
  routes(app, parts) {
    addProfileRoutes(app, parts)
    addDeckRoutes(app, parts)
    addSwipeRoutes(app, parts)
    addMatchRoutes(app, parts)
    addChatRoutes(app, parts)
    addMembershipRoutes(app, parts)
    addConsoleMembershipRoutes(app, parts)
    addRankingRoutes(app, parts)
    addSafetyRoutes(app, parts)
    addConsoleSafetyRoutes(app, parts)
    addConsoleMeeterRoutes(app, parts)
    addConsolePhotoRoutes(app, parts)
    addSocialStatisticsRoutes(app, parts)
  },
  conversations,
  signals: { 'social.typing': passTyping },
  messages: { ...membershipMessages, ...safetyMessages },
  reasons: membershipReasons,
  onPaid: membershipPaid,
  onRefunded: membershipRefunded,
  onStandingChanged: standingChanged,
  onAccountDeleted: leaveSocial,
  exportOf: exportSocial,
  exports: exported,
  notExported,
  affairsOf: membershipAffairs,
  sweeps: {
    demoNeighbours: { everySeconds: 2, run: demoNeighbours },
    unpaidMemberships: { everySeconds: 10, run: endUnpaidOrders },
    visits: { everySeconds: 60, run: endVisits },
    ranking: { everySeconds: 300, run: remakeRankings },
    scores: { everySeconds: 300, run: keepScores },
    oldPasses: { everySeconds: 3600, run: dropOldPasses },
    endedBans: { everySeconds: 60, run: endBans },
    statistics: { everySeconds: 300, run: countDays },
    fitCells: { everySeconds: 3600, run: fitCells },
  },
  demo: loadDemoSocial,
  drawings: { portrait: drawPortrait, moment: drawMoment },
  largeDemo: { sizes: ['profiles', 'swipes'], load: loadLarge },
})
