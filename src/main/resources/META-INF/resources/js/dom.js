// Makes elements. Text always becomes text; markup only through `prose`, and only what the server
// rendered: this is the one place of the page that may turn a string into HTML.
const policy = window.trustedTypes?.createPolicy('gatehand', { createHTML: html => html })
  ?? { createHTML: html => html }

export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value)
    else element.setAttribute(name, value === true ? '' : value)
  }
  element.append(...children.flat(4).filter(child => child !== null && child !== undefined && child !== false))
  return element
}

const ICONS = {
  repository: 'M4 3h8a1 1 0 0 1 1 1v9H5a1.5 1.5 0 0 1-1.5-1.5V4.2M3.6 11.5A1.4 1.4 0 0 1 5 10.2h8',
  issue: 'M8 2.2a5.8 5.8 0 1 0 0 11.6A5.8 5.8 0 0 0 8 2.2M8 7.2v1.6',
  'pull_request': 'M4 5.6v4.8M4 5.6a1.6 1.6 0 1 0 0-3.2 1.6 1.6 0 0 0 0 3.2M4 13.6a1.6 1.6 0 1 0 0-3.2 1.6 1.6 0 0 0 0 3.2M12 13.6a1.6 1.6 0 1 0 0-3.2 1.6 1.6 0 0 0 0 3.2M12 10.4V6.4A2 2 0 0 0 10 4.4H7.6M9.2 2.6 7.4 4.4l1.8 1.8',
  task: 'M3 4.5 4.3 6 6.6 3M3 10.5 4.3 12l2.3-3M9 4.6h4.4M9 10.6h4.4',
  file: 'M4 2.5h5l3 3v8H4zM9 2.5v3h3',
}

export function icon(name, kind = '') {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  svg.setAttribute('viewBox', '0 0 16 16')
  svg.setAttribute('class', `icon ${kind}`)
  svg.setAttribute('aria-hidden', 'true')
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path')
  path.setAttribute('d', ICONS[name])
  svg.append(path)
  return svg
}

// What the server rendered, with its blocks made copyable. `reply` fills a box with a command.
export function prose(html, reply) {
  const element = h('div', { class: 'prose' })
  element.innerHTML = policy.createHTML(html)
  for (const pre of element.querySelectorAll('pre')) wrapBlock(pre, reply)
  for (const link of element.querySelectorAll('a[href^="http"]')) {
    if (new URL(link.href).origin !== location.origin) link.target = '_blank'
  }
  return element
}

function wrapBlock(pre, reply) {
  const text = pre.textContent.trimEnd()
  const command = text.startsWith('/agent ') && !text.includes('\n')
  const block = h('div', { class: command ? 'block command' : 'block' })
  const copy = h('button', { type: 'button', 'aria-label': `Copy ${command ? text : 'this block'}` }, 'Copy')
  copy.addEventListener('click', async () => {
    copy.textContent = await copied(text) ? 'Copied' : 'Select it by hand'
    setTimeout(() => { copy.textContent = 'Copy' }, 1600)
  })
  const tools = h('div', { class: 'tools' }, copy)
  if (command && reply) {
    tools.prepend(h('button', { type: 'button', onclick: () => reply(text) }, 'Reply'))
  }
  pre.tabIndex = 0
  pre.replaceWith(block)
  block.append(pre, tools)
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}

export function say(words) {
  document.getElementById('said').textContent = words
}

export function avatar(account, size = '') {
  const bot = account.kind === 'bot'
  const element = h('span', { class: `avatar ${bot ? 'bot' : ''} ${size}`, 'aria-hidden': 'true' },
    account.login.slice(0, 1).toUpperCase())
  if (!bot) element.style.setProperty('--hue', (account.id * 137) % 360)
  return element
}

export function empty(title, ...content) {
  return h('div', { class: 'panel empty' }, h('h2', {}, title), ...content)
}
