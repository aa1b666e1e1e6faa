export interface CollectionRequest {
  method: string;
  header: { key: string; value: string }[];
  url: { host: string[]; path: string[]; variable: { key: string; value: string }[] };
  body?: { raw: string };
  auth?: { type: string };
}

export interface Collection {
  auth: { bearer: { value: string }[] };
  variable: { key: string; value: string }[];
  item: {
    name: string;
    item: { name: string; request: CollectionRequest; response: { code: number }[] }[];
  }[];
}

/** Sends a request as Postman would, with some variables of the collection set by its user. */
export function sendCollectionRequest(
  collection: Collection,
  { method, header, url, body, auth }: CollectionRequest,
  set: Record<string, string>,
): Promise<Response> {
  const variables = new Map([
    ...collection.variable.map(({ key, value }) => [key, value] as const),
    ...Object.entries(set),
  ]);
  const filled = (text: string) =>
    text.replaceAll(/\{\{(\w+)\}\}/g, (_, name) => {
      const value = variables.get(name);
      if (value === undefined) throw new Error(`The collection has no variable ${name}.`);
      return value;
    });
  const path = url.path.map((part) => {
    if (!part.startsWith(':')) return part;
    const own = url.variable.find(({ key }) => key === part.slice(1));
    if (!own) throw new Error(`The path has no variable ${part}.`);
    return filled(own.value);
  });
  const headers = new Headers(header.map(({ key, value }) => [key, filled(value)]));
  const [token] = collection.auth.bearer;
  if (auth?.type !== 'noauth') headers.set('authorization', `Bearer ${filled(token?.value ?? '')}`);
  return fetch([filled(url.host.join('.')), ...path].join('/'), {
    method,
    headers,
    ...(body ? { body: filled(body.raw) } : {}),
  });
}
