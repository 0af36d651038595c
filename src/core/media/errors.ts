import { defineErrors } from '../../kit/errors.ts'

export const MediaErrors = defineErrors('media', {
  no_picture: { status: 400, errno: 4002, zh: '未传图片', en: 'No picture was sent.' },
  not_a_picture: { status: 415, zh: '请上传 JPEG、PNG、WebP 或 GIF 图片', en: 'Please send a JPEG, PNG, WebP or GIF picture.' },
  too_large: { status: 413, zh: '图片不能超过 10 MB 和 4000 万像素', en: 'A picture may have up to 10 MB and 40 megapixels.' },
})
