// Looks again every two seconds while somebody looks at the page; tells only of what changed.
export async function poll(path, signal, first, changed, pause = 2000) {
  let last = JSON.stringify(first)
  while (!signal.aborted) {
    await sleep(pause, signal)
    if (signal.aborted || document.hidden) continue
    try {
      const response = await fetch(path, { signal, credentials: 'same-origin' })
      if (!response.ok) continue
      const next = await response.json()
      const text = JSON.stringify(next)
      if (text !== last && !signal.aborted) {
        last = text
        changed(next)
      }
    } catch {
      // The server restarts, or the page is left: look again later.
    }
  }
}

function sleep(millis, signal) {
  return new Promise(resolve => {
    const timer = setTimeout(resolve, millis)
    signal.addEventListener('abort', () => { clearTimeout(timer); resolve() }, { once: true })
  })
}
