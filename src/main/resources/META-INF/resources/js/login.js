// Trades the operator's token for a session cookie that no script can read.
const form = document.getElementById('login')
const error = document.getElementById('error')

form.addEventListener('submit', async event => {
  event.preventDefault()
  error.hidden = true
  const response = await fetch('/api/session', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ token: document.getElementById('token').value }),
  }).catch(() => null)
  if (response?.ok) {
    const to = new URLSearchParams(location.search).get('to') ?? '/'
    // Only a path of ours: the address bar can be filled in by anybody's link.
    location.assign(/^\/(?!\/|\\)[A-Za-z0-9/_.-]*$/.test(to) ? to : '/')
    return
  }
  error.textContent = response ? (await response.json().catch(() => ({}))).error ?? 'That did not work.' : 'Gatehand does not answer.'
  error.hidden = false
  document.getElementById('token').select()
})
