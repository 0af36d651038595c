import { defineErrors } from '../../kit/errors.ts'

export const MessageErrors = defineErrors('messages', {
  no_driver: { status: 503, errno: 4301, zh: '本站暂时不能向这里发送消息', en: 'This site cannot send messages of this kind yet.' },
})
