// Talks to the studio's own server and to nothing else.

const token = new URLSearchParams(location.search).get('token') ?? '';

export async function get(path) {
  return answer(await fetch(path, { headers: { 'X-Studio-Token': token } }));
}

export async function post(path, body) {
  const isFile = body instanceof Blob;
  return answer(await fetch(path, {
    method: 'POST',
    headers: { 'X-Studio-Token': token },
    body: isFile ? body : JSON.stringify(body ?? {}),
  }));
}

// What a link or a stream of events needs, neither of which can send a header.
export function address(path) {
  return `${path}${path.includes('?') ? '&' : '?'}token=${encodeURIComponent(token)}`;
}

async function answer(response) {
  const text = await response.text();
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Error(text || `The studio answered ${response.status}.`);
  }
  if (!response.ok) {
    throw new Error(value.error ?? `The studio answered ${response.status}.`);
  }
  return value;
}
