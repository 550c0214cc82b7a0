// The two APIs of docs/sandbox.md: /control/ acts as people and as fate, /world/ breaks carriers.

async function call(path, options) {
  const response = await fetch(path, options);
  const answer = await response.json().catch(() => ({}));
  if (!response.ok || answer.ok === false) throw new Error(answer.error || answer.description || `${response.status}`);
  return "result" in answer ? answer.result : answer;
}

const json = (method, body) => ({
  method,
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify(body),
});

/** Read from the control API; `query` may hold undefined values. */
export function read(path, query = {}) {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null);
  return call(`/control/${path}?${new URLSearchParams(given)}`);
}

export const act = (path, body) => call(`/control/${path}`, json("POST", body));
export const clearFaults = (query = {}) => call(`/control/faults?${new URLSearchParams(query)}`, { method: "DELETE" });
export const world = (path, body = {}) => call(`/world/${path}`, json("POST", body));
export const cast = () => call("/page/cast.json");
export const parts = () => call("/page/parts.json");

/** Whether carriers run beside this Telegram at all. */
export const hasWorld = () =>
  fetch("/world/").then(
    (response) => response.ok,
    () => false,
  );

/** Listen to server-sent events by name; the browser reconnects by itself. */
export function listen(path, handlers, onState = () => {}) {
  const source = new EventSource(path);
  for (const [name, handler] of Object.entries(handlers))
    source.addEventListener(name, (event) => handler(JSON.parse(event.data)));
  source.onopen = () => onState(true);
  source.onerror = () => onState(false);
  return source;
}

/** A file of the person as the control API takes it. */
export async function fileToSend(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = "";
  for (let start = 0; start < bytes.length; start += 0x8000)
    binary += String.fromCharCode(...bytes.subarray(start, start + 0x8000));
  return { file_name: file.name, mime_type: file.type || "application/octet-stream", content: btoa(binary) };
}
