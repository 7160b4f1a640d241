import { get, text } from './api.js'
import { empty, h, icon } from './dom.js'
import { repositoryHead } from './repositories.js'

export async function files({ signal }, owner, repo) {
  const base = `/api/repos/${owner}/${repo}`
  const here = `/repos/${owner}/${repo}/files`
  const path = new URLSearchParams(location.search).get('path')
  if (path) {
    const content = await text(`${base}/file?path=${encodeURIComponent(path)}`, signal)
    return {
      title: path,
      content: [...repositoryHead(owner, repo, 'files'),
        h('p', { class: 'crumbs' }, h('a', { href: here }, 'All files'), '/', h('span', { class: 'mono' }, path)),
        h('div', { class: 'panel' }, h('pre', { class: 'source', tabindex: 0 }, content))],
    }
  }
  const found = await get(`${base}/files`, signal)
  return {
    title: `Files of ${owner}/${repo}`,
    content: [...repositoryHead(owner, repo, 'files'),
      found.length === 0
        ? empty('No files', h('p', {}, 'The default branch has no commit yet.'))
        : h('ul', { class: 'list panel' }, found.map(one =>
          h('li', {}, icon('file', 'soft'), h('a', { class: 'title mono', href: `${here}?path=${encodeURIComponent(one)}` }, one))))],
  }
}
