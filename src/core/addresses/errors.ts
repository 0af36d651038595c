import { defineErrors } from '../../kit/errors.ts'

export const AddressErrors = defineErrors('addresses', {
  blank: { status: 422, errno: 4103, zh: '请填写', en: 'Please fill this in.' },
  bad_text: { status: 422, zh: '含有不能使用的字符', en: 'There are characters in here that can’t be used.' },
  bad_mobile: { status: 422, zh: '请填写正确的手机号', en: 'Please enter a valid mobile number.' },
  bad_tel: { status: 422, zh: '请填写正确的电话号码', en: 'Please enter a valid phone number.' },
  bad_email: { status: 422, zh: '邮箱格式错误', en: 'Please enter a valid e-mail address.' },
  unknown_region: { status: 422, errno: 4002, zh: '请重新选择所在地区', en: 'Please choose the district anew.' },
  full: { status: 409, errno: 4201, zh: '最多保存 {limit} 个地址，请先删除不用的', en: 'At most {limit} addresses are kept. Please delete one you don’t use.' },
})
