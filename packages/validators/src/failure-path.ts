import type { RawError } from './raw-error.ts';

const identifier = /^[A-Za-z_$][\w$]*$/;

/** Longer names of properties are cut: they are the caller's text, and end up in logs and answers. */
const longestName = 64;

/**
 * The path of the parameter that an error is about, as the API writes `paramName`.
 *
 * @param error what the compiled schema reported
 * @param value the value that was checked; it tells an index from a property whose name is a number
 */
export function failurePath(error: RawError, value: unknown): string {
  let path = '';
  let parent = value;
  for (const token of error.instancePath.split('/').slice(1)) {
    const name = token.replaceAll('~1', '/').replaceAll('~0', '~');
    path = Array.isArray(parent) ? `${path}[${name}]` : withProperty(path, name);
    parent = (parent as Record<string, unknown> | undefined)?.[name];
  }
  const name = namedParameter(error);
  return name === undefined ? path : withProperty(path, name);
}

function withProperty(path: string, name: string): string {
  const short = name.length > longestName ? `${name.slice(0, longestName)}…` : name;
  if (!identifier.test(short)) return `${path}[${JSON.stringify(short)}]`;
  return path === '' ? short : `${path}.${short}`;
}

/** The property that the error is about, when that is not the value itself. */
function namedParameter({ keyword, params }: RawError): string | undefined {
  switch (keyword) {
    case 'required':
    case 'dependentRequired':
      return params['missingProperty'] as string;
    case 'additionalProperties':
      return params['additionalProperty'] as string;
    case 'propertyNames':
      return params['propertyName'] as string;
    case 'discriminator':
      return params['tag'] as string;
    case 'anyOf':
    case 'oneOf':
      return (params['alternatives'] as string[] | undefined)?.[
        (params['second'] as number | undefined) ?? 0
      ];
    default:
      return undefined;
  }
}
