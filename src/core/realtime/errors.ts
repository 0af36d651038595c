import { defineErrors } from '../../kit/errors.ts'

export const RealtimeErrors = defineErrors('realtime', {
  not_a_socket: { status: 426, errno: 4103, zh: '请使用 WebSocket 连接', en: 'Connect by WebSocket.' },
  unknown_push_service: { status: 422, zh: '不支持此浏览器的推送服务', en: 'The push service of this browser is not supported.' },
  bad_push_key: { status: 422, zh: '推送密钥不正确', en: 'The keys of the subscription are wrong.' },
})
