import { get } from './api.js'
import { empty, h, icon } from './dom.js'
import { threadHead } from './thread.js'
import { plural, when } from './words.js'

export async function commits({ signal }, owner, repo, number) {
  const path = `/api/repos/${owner}/${repo}/threads/${number}`
  const [thread, found] = await Promise.all([get(path, signal), get(`${path}/commits`, signal)])
  return {
    title: `Commits of #${number}`,
    content: [...threadHead(owner, repo, thread, 'commits'),
      found.length === 0
        ? empty('No commits', h('p', {}, 'The base has everything that this branch has.'))
        : h('ul', { class: 'list panel' }, found.map(commit))],
  }
}

function commit(one) {
  return h('li', {}, h('div', { class: 'grow' },
    h('div', { class: 'title' }, one.subject),
    one.body && h('details', { class: 'out' }, h('summary', {}, 'Message'), h('pre', {}, one.body)),
    h('div', { class: 'meta' }, h('span', {}, one.author), when(one.at))),
  h('div', { class: 'side' }, h('code', { title: one.id }, one.id.slice(0, 7))))
}

export async function changes({ signal }, owner, repo, number) {
  const path = `/api/repos/${owner}/${repo}/threads/${number}`
  const [thread, found] = await Promise.all([get(path, signal), get(`${path}/diff`, signal)])
  const sum = key => found.reduce((total, file) => total + file[key], 0)
  return {
    title: `Changes of #${number}`,
    content: [...threadHead(owner, repo, thread, 'files'),
      found.length === 0
        ? empty('No changes', h('p', {}, 'This branch changes no file.'))
        : h('div', { class: 'files' },
          h('p', { class: 'soft' }, `${plural(found.length, 'file')} changed, `,
            h('span', { class: 'plus' }, `+${sum('added')}`), ' ', h('span', { class: 'minus' }, `−${sum('removed')}`)),
          found.map(file))],
  }
}

function file(one) {
  const long = one.added + one.removed > 600
  const path = one.change === 'renamed' ? `${one.oldPath} → ${one.path}` : one.path
  return h('details', { class: 'file panel', open: !long },
    h('summary', {}, icon('file', 'soft'), h('span', { class: 'path' }, path),
      one.change !== 'modified' && h('span', { class: 'tag' }, one.change),
      h('span', { class: 'plus' }, `+${one.added}`), h('span', { class: 'minus' }, `−${one.removed}`)),
    one.shown === 'binary' && h('p', {}, 'Binary content is not shown.'),
    one.shown !== 'binary' && !one.patch && h('p', {}, 'Only its name or mode changed.'),
    one.patch && h('div', { class: 'scroll' }, diff(one.patch)),
    one.shown === 'cut' && h('p', {}, 'The rest is too long to be shown.'))
}

// Unified hunks as a table with the numbers of both sides.
function diff(patch) {
  const body = h('tbody', {})
  let [before, after] = [0, 0]
  for (const line of patch.replace(/\n$/, '').split('\n')) {
    const hunk = line.match(/^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@(.*)$/)
    if (hunk) {
      [before, after] = [Number(hunk[1]), Number(hunk[2])]
      body.append(h('tr', { class: 'hunk' }, h('td', { colspan: 4 }, line)))
    } else if (line.startsWith('+')) {
      body.append(row('add', '', after++, line))
    } else if (line.startsWith('-')) {
      body.append(row('del', before++, '', line))
    } else if (line.startsWith('\\')) {
      body.append(h('tr', { class: 'hunk' }, h('td', { colspan: 4 }, line.slice(2))))
    } else {
      body.append(row('same', before++, after++, line))
    }
  }
  return h('table', { class: 'diff' }, body)
}

function row(kind, before, after, line) {
  return h('tr', { class: kind },
    h('td', { class: 'no', 'data-no': before }), h('td', { class: 'no', 'data-no': after }),
    h('td', { class: 'sign' }, line.slice(0, 1)), h('td', {}, line.slice(1)))
}
