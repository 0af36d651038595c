import { defineErrors } from '../../kit/errors.ts'

export const CodeErrors = defineErrors('codes', {
  captcha_wrong: { status: 422, zh: '图形验证码错误或已失效', en: 'The letters are wrong or out of date.' },
  captcha_busy: { status: 429, zh: '请稍后再试', en: 'Please try again in a moment.' },
  bad_mobile: { status: 422, zh: '请填写正确的手机号', en: 'Please enter a valid mobile number.' },
  bad_email: { status: 422, zh: '邮箱格式错误', en: 'Please enter a valid e-mail address.' },
  too_soon: { status: 429, zh: '发送太频繁，请 {retryAfter} 秒后再试', en: 'A code was sent just now. Please wait {retryAfter} seconds.' },
  too_many_today: { status: 429, zh: '今天向该号码或邮箱发送的验证码已达上限', en: 'No more codes are sent to this address today.' },
  code_wrong: { status: 422, zh: '验证码错误或已失效', en: 'The code is wrong or out of date.' },
})
