// Speaks JSON with the server we came from; nothing else is reachable from this page.
export class ApiError extends Error {
  constructor(status, message) {
    super(message)
    this.status = status
  }
}

async function call(path, options) {
  let response
  try {
    response = await fetch(path, { credentials: 'same-origin', ...options })
  } catch (failure) {
    if (failure.name === 'AbortError') throw failure
    throw new ApiError(0, 'Gatehand does not answer. Is it still running?')
  }
  if (response.status === 401) {
    location.assign(`/login?to=${encodeURIComponent(location.pathname)}`)
    throw new ApiError(401, 'Log in first.')
  }
  if (!response.ok) {
    const body = await response.json().catch(() => ({}))
    throw new ApiError(response.status, body.error ?? `The server answered ${response.status}.`)
  }
  return response
}

export async function get(path, signal) {
  return (await call(path, { signal })).json()
}

export async function text(path, signal) {
  return (await call(path, { signal })).text()
}

export async function send(method, path, body) {
  const response = await call(path, {
    method,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
  return response.status === 204 ? {} : response.json()
}
