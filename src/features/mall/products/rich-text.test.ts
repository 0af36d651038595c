import { describe, expect, test } from 'vitest'
import { cleanText, pictureIdsIn } from './rich-text.ts'

const OURS = 'ab'.repeat(16)
const OTHERS = 'cd'.repeat(16)
const clean = (html: string) => cleanText(html, id => id === OURS)
const own = `/media/ab/${OURS}-1280.webp`

describe('a text of a product keeps', () => {
  test('what the editor makes', () => {
    const text = '<h3>标题</h3><p style="text-align:center">一<strong>二</strong><em>三</em><u>四</u><s>五</s><br />六</p><ul><li><p>甲</p></li></ul><ol start="3"><li>乙</li></ol><blockquote><p>引</p></blockquote><hr /><table><tbody><tr><th colspan="2">头</th></tr><tr><td>格</td><td>子</td></tr></tbody></table>'
    expect(clean(text)).toBe(text)
  })

  test('pictures of the shop, and nothing else about them but what they show', () => {
    expect(clean(`<p><img src="${own}" alt="正面" width="800" height="600" onerror="x()" style="position:fixed" srcset="//evil/x"></p>`)).toBe(`<p><img src="${own}" alt="正面" width="800" height="600" loading="lazy" /></p>`)
    expect(pictureIdsIn(`<img src="${own}"><img src="/media/cd/${OTHERS}-320.webp">`)).toEqual([OURS, OTHERS])
  })

  test('links to pages, those of other sites without our name and power', () => {
    expect(clean('<a href="/mall/products/3" target="_top">这里</a>')).toBe('<a href="/mall/products/3">这里</a>')
    expect(clean('<a href="https://example.com/" onclick="x()">那里</a>')).toBe('<a href="https://example.com/" target="_blank" rel="noopener noreferrer nofollow">那里</a>')
  })
})

describe('a text of a product loses', () => {
  test.each([
    ['scripts', '<p>好</p><script>alert(1)</script>', '<p>好</p>'],
    ['scripts in other clothes', '<svg><script>alert(1)</script></svg><math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>', ''],
    ['handlers', '<p onclick="x()" onmouseover=x()>好</p>', '<p>好</p>'],
    ['links that run something', '<a href="javascript:alert(1)">好</a><a href=" jav&#x09;ascript:alert(1)">好</a><a href="data:text/html,x">好</a><a href="vbscript:x">好</a>', /^(?:<a(?: target="_blank" rel="noopener noreferrer nofollow")?>好<\/a>){4}$/],
    ['links to who knows where', '<a href="//evil.example/x">好</a>', '<a>好</a>'],
    ['styles that do more than align', '<p style="background:url(javascript:x);width:expression(alert(1));text-align:right;position:fixed">好</p>', '<p style="text-align:right">好</p>'],
    ['style sheets and frames', '<style>*{display:none}</style><iframe src="https://evil.example"></iframe><object data="x"></object><embed src="x"><form action="/x"><input name="a"></form><p>好</p>', '<p>好</p>'],
    ['pictures of other sites', '<p>好<img src="https://evil.example/pixel.gif"><img src="//evil.example/x"><img src="data:image/png;base64,xx"></p>', '<p>好</p>'],
    ['pictures of guests', `<p>好<img src="/media/cd/${OTHERS}-1280.webp"></p>`, '<p>好</p>'],
    ['pictures that only look like ours', `<p>好<img src="https://evil.example${own}"><img src="${own}?x"><img src="/media/../api/v1/x"></p>`, '<p>好</p>'],
    ['names and classes that our own pages use', '<p id="main" class="button" data-x="1">好</p>', '<p>好</p>'],
    ['headings above those of the page', '<h1>一</h1><h2>二</h2><h6>六</h6>', '<h3>一</h3><h3>二</h3><h4>六</h4>'],
    ['comments', '<!-- 秘密 --><p>好</p>', '<p>好</p>'],
  ])('%s', (_, given, expected) => {
    if (typeof expected === 'string') expect(clean(given)).toBe(expected)
    else expect(clean(given)).toMatch(expected)
  })

  test('itself, where it shows nothing', () => {
    for (const empty of ['', '<p></p>', '<p> <br>&nbsp;</p>', '<script>x</script>', '<p><img src="x"></p>']) expect(clean(empty)).toBe('')
    expect(clean('<hr>')).toBe('<hr />')
  })
})

test('a text cleaned once stays as it is when it is cleaned again', () => {
  const once = clean(`<h1>a</h1><p style="text-align:left;color:red">b<a href="https://x.y">c</a><img src="${own}"></p><p>1 < 2 & 3</p>`)
  expect(clean(once)).toBe(once)
})
