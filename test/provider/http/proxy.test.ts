import { describe, expect, test } from 'vitest'
import type { Variables } from '../../../provider/http/proxy.js'
import { proxyFor } from '../../../provider/http/proxy.js'

const proxy = 'http://proxy.example:3128'

const chosen = (url: string, variables: Variables): string | null => {
  const choice = proxyFor(new URL(url), variables)
  if ('problem' in choice) throw new Error(choice.problem)
  return choice.proxy?.href ?? null
}
const without = (url: string, list: string): boolean => chosen(url, { HTTPS_PROXY: proxy, NO_PROXY: list }) === null

describe('the proxy', () => {
  test('goes by the scheme, upper case before lower case, empty as unset', () => {
    expect(chosen('https://a.example', {})).toBeNull()
    expect(chosen('https://a.example', { HTTP_PROXY: proxy })).toBeNull()
    expect(chosen('http://a.example', { HTTP_PROXY: proxy })).toBe(`${proxy}/`)
    expect(chosen('https://a.example', { https_proxy: proxy })).toBe(`${proxy}/`)
    expect(chosen('https://a.example', { HTTPS_PROXY: proxy, https_proxy: 'http://other' })).toBe(`${proxy}/`)
    expect(chosen('https://a.example', { HTTPS_PROXY: '', https_proxy: 'http://other' })).toBe('http://other/')
  })

  test('may be written without its scheme', () => {
    expect(chosen('https://a.example', { HTTPS_PROXY: 'proxy.example:3128' })).toBe(`${proxy}/`)
    expect(chosen('https://a.example', { HTTPS_PROXY: 'me:pw@proxy.example:3128' })).toBe(
      'http://me:pw@proxy.example:3128/',
    )
  })

  test('is never used for this machine', () => {
    const variables = { HTTP_PROXY: proxy, HTTPS_PROXY: proxy }
    for (const url of ['http://localhost:1', 'http://127.0.0.1:1', 'https://127.9.9.9', 'http://[::1]:80']) {
      expect(chosen(url, variables)).toBeNull()
    }
    expect(chosen('http://localhost.example', variables)).not.toBeNull()
  })

  test('that cannot be used is said', () => {
    const socks = proxyFor(new URL('https://a.example'), { HTTPS_PROXY: 'socks5://me:pw@p:1' })
    expect(socks).toEqual({ problem: expect.stringMatching(/HTTPS_PROXY names a socks5 proxy/) })
    expect(JSON.stringify(socks)).not.toContain('pw')
    expect(proxyFor(new URL('https://a.example'), { HTTPS_PROXY: 'http://a b:x' })).toHaveProperty('problem')
  })
})

describe('NO_PROXY', () => {
  test.each([
    ['example.com', 'https://example.com', true],
    ['example.com', 'https://api.example.com', true],
    ['example.com', 'https://badexample.com', false],
    ['.example.com', 'https://api.example.com', true],
    ['.example.com', 'https://example.com', false],
    ['*.example.com', 'https://api.example.com', true],
    ['*.example.com', 'https://example.com', false],
    ['EXAMPLE.com', 'https://Example.COM', true],
    ['example.com:8443', 'https://example.com', false],
    ['example.com:443', 'https://example.com', true],
    ['example.com:8443', 'https://example.com:8443', true],
    ['*', 'https://anything.example', true],
    ['other, example.com ,', 'https://example.com', true],
    ['10.0.0.0/8', 'https://10.1.2.3', true],
    ['10.0.0.0/8', 'https://11.1.2.3', false],
    ['10.0.0.0/99', 'https://10.1.2.3', false],
    ['10.0.0.0/8', 'https://ten.example', false],
    ['fd00::/8', 'https://[fd12::1]', true],
    ['192.168.1.7', 'https://192.168.1.7', true],
    ['192.168.1.7:80', 'https://192.168.1.7', false],
    ['fd12::1', 'https://[fd12::1]', true],
    ['[fd12::1]:443', 'https://[fd12::1]', true],
    ['8.1.7', 'https://192.168.1.7', false],
    [':443', 'https://example.com', false],
    ['', 'https://example.com', false],
  ])('%j excludes %s: %s', (list, url, expected) => {
    expect(without(url, list)).toBe(expected)
  })
})
