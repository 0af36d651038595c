import type { Lang } from '../../kit/errors.ts'
import { escaped, layout, timeText } from './layout.ts'

const WORDS = {
  'zh-CN': { now: '本站现在的时间（上海）', forward: '调快时间', hour: '＋1 小时', day: '＋1 天', arrival: '到明天 14:00', days: '天数', move: '前进', only: '时间只能前进，不能倒退；到期的事情会立即发生（未付款的预订过期、住宿结束等）。', problem: '请填写 1 到 400 之间的整数' },
  'en': { now: 'The time of this site (Shanghai)', forward: 'Move forward', hour: '+1 hour', day: '+1 day', arrival: 'To tomorrow 14:00', days: 'Days', move: 'Move', only: 'Time only moves forward; what becomes due happens at once (unpaid bookings expire, stays end, …).', problem: 'Please enter a whole number from 1 to 400' },
} satisfies Record<Lang, Record<string, string>>

const HOUR_SECONDS = 3600

/** Plain forms, so that it works without a script. `wrongDays` is what was typed and refused. */
export function clockPage(now: Date, lang: Lang, wrongDays?: string): string {
  const words = WORDS[lang]
  const form = `<form method="post" action="/dev/clock?lang=${lang}">`
  const problem = wrongDays === undefined ? '' : `<p class="problem" id="problem" role="alert">${words.problem}</p>`
  return layout(lang, 'clock', `<h2>${words.now}</h2>
<div class="card" id="live"><p class="now">${timeText(now, lang)}</p></div>
<h2>${words.forward}</h2>
<div class="card"><p class="soft">${words.only}</p>
${form}<button name="advanceSeconds" value="${HOUR_SECONDS}">${words.hour}</button><button name="advanceSeconds" value="${24 * HOUR_SECONDS}">${words.day}</button><button name="to" value="arrival">${words.arrival}</button></form>
${form}<label>${words.days}<input name="days" type="number" min="1" max="400" step="1" required value="${escaped(wrongDays ?? '2')}"${problem && ' aria-invalid="true" aria-describedby="problem"'}></label><button class="main">${words.move}</button></form>
${problem}</div>`)
}
