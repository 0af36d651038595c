import { defineErrors } from '../../kit/errors.ts'

export const AccountErrors = defineErrors('accounts', {
  // forms
  incomplete: { status: 400, errno: 4103, zh: '参数不完整', en: 'Something is missing.' },
  bad_mobile: { status: 422, zh: '请填写正确的手机号', en: 'Please enter a valid mobile number.' },
  bad_email: { status: 422, zh: '邮箱格式错误', en: 'Please enter a valid e-mail address.' },
  bad_username: { status: 422, zh: '用户名只能由字母、数字和下划线组成', en: 'A user name has letters, digits and underscores only.' },
  username_like_mobile: { status: 422, zh: '用户名不能像手机号', en: 'A user name must not look like a phone number.' },
  bad_name: { status: 422, zh: '名称须为 2–32 个字符，不能是手机号或邮箱', en: 'A name has 2 to 32 characters and is no phone number or e-mail address.' },
  bad_password: { status: 422, zh: '密码不能含有控制字符，也不能与账号相同', en: 'A password has no control characters and differs from the account.' },
  terms_not_accepted: { status: 422, zh: '请同意用户协议', en: 'Please accept the terms.' },
  mobile_taken: { status: 409, zh: '手机号已注册', en: 'This phone number already has an account.' },
  email_taken: { status: 409, zh: '邮箱已注册', en: 'This e-mail address already has an account.' },
  email_yours: { status: 409, zh: '这已经是您的邮箱', en: 'This is your e-mail address already.' },
  link_expired: { status: 422, errno: 4002, zh: '链接已失效或已使用，请重新发送', en: 'This link is out of date or was used before. Please ask for a new one.' },
  username_taken: { status: 409, zh: '用户名已存在', en: 'This user name is taken.' },
  username_fixed: { status: 409, errno: 4201, zh: '用户名只能设置一次', en: 'A user name can be set only once.' },
  mobile_fixed: { status: 409, errno: 4201, zh: '登录手机号不能修改', en: 'The login phone number cannot be changed.' },
  // signing in
  wrong_password: { status: 422, zh: '用户名或者密码错误', en: 'Wrong account or password.' },
  wrong_current_password: { status: 422, errno: 4106, zh: '密码错误', en: 'Wrong password.' },
  password_needed: { status: 422, errno: 4106, zh: '请输入密码，确认是您本人', en: 'Please enter your password, so that we know it is you.' },
  code_needed: { status: 422, errno: 4106, zh: '请输入验证码，确认是您本人', en: 'Please enter the code we send you, so that we know it is you.' },
  sign_in_again: { status: 403, zh: '请重新登录后再试', en: 'Please sign in again, then try once more.' },
  unknown_account: { status: 422, errno: 4104, zh: '该账号还没有注册', en: 'There is no account with this address yet.' },
  suspended: { status: 403, errno: 4104, zh: '账号已停用：{reason}', en: 'This account is suspended: {reason}' },
  leaving: { status: 403, errno: 4104, zh: '您已申请注销账号，账号将于 {day} 删除，在此之前可以恢复', en: 'You have asked for this account to be deleted on {day}. Until then you can come back.' },
  mobile_banned: { status: 403, errno: 4104, zh: '该手机号不能用于本站账号', en: 'This phone number cannot be used for an account here.' },
  locked: { status: 429, zh: '超过请求次数，请稍后尝试', en: 'Too many wrong passwords. Please try again later.' },
  bad_refresh_token: { status: 401, zh: '登录已失效，请重新登录', en: 'This sign-in has ended. Please sign in again.' },
  recovery_expired: { status: 422, errno: 4002, zh: '找回密码已超时，请重新开始', en: 'This took too long. Please start again.' },
  // identity
  not_verified: { status: 404, errno: 4002, zh: '用户还未实名认证', en: 'You have not confirmed your identity yet.' },
  already_verified: { status: 409, errno: 4105, zh: '不可重复认证', en: 'An identity can be confirmed only once.' },
  identity_taken: { status: 409, zh: '该身份证号已用于其他账号', en: 'This ID number belongs to another account.' },
  bad_real_name: { status: 422, zh: '请填写真实姓名', en: 'Please enter the name on the ID card, in Chinese characters.' },
  bad_id_number: { status: 422, zh: '身份证无效', en: 'This ID number is not valid.' },
})
