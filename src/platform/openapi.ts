import { Type } from 'typebox';
import type { TSchema } from 'typebox';
import type { Operation } from './command.ts';
import type { Config } from './config.ts';

const problemSchema = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  detail: Type.String(),
  code: Type.String({ description: 'Stable; programs branch on this' }),
  errors: Type.Optional(
    Type.Array(
      Type.Object({ pointer: Type.String({ description: 'JSON pointer (RFC 6901)' }), detail: Type.String() }),
    ),
  ),
});

/** The OpenAPI 3.1 description of every operation that has a REST binding. */
export function describeApi(operations: readonly Operation[], config: Config): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const operation of operations) {
    if (operation.rest === undefined) continue;
    const [method = '', path = ''] = operation.rest.split(' ');
    (paths[path] ??= {})[method.toLowerCase()] = describeOperation(operation, method, path);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: `${config.brand} API`,
      version: '1',
      description: 'Amounts are strings of whole minor units. Times are UTC (RFC 3339).',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/api/v1' }],
    paths,
    components: {
      schemas: { Problem: problemSchema },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'better-auth.session_token' },
        merchant: { type: 'http', scheme: 'bearer', description: 'A merchant’s API key, `rk_…`' },
      },
    },
  };
}

function describeOperation(operation: Operation, method: string, path: string): object {
  const named = new Set([...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ''));
  const properties = Object.entries(propertiesOf(operation.input));
  const required = requiredOf(operation.input);
  const inQuery = method === 'GET' ? properties.filter(([name]) => !named.has(name)) : [];
  const inBody = method === 'GET' ? [] : properties.filter(([name]) => !named.has(name));
  const bodyRequired = inBody.map(([name]) => name).filter((name) => required.has(name));
  return {
    operationId: operation.name,
    summary: operation.summary,
    tags: [operation.name.split('.')[0]],
    ...(operation.scope === undefined ? {} : { security: [{ merchant: [operation.scope] }, { session: [] }] }),
    parameters: [
      ...properties
        .filter(([name]) => named.has(name))
        .map(([name, schema]) => ({ name, in: 'path', required: true, schema })),
      ...inQuery.map(([name, schema]) => ({ name, in: 'query', required: required.has(name), schema })),
      ...(method === 'POST'
        ? [{ name: 'Idempotency-Key', in: 'header', required: false, schema: { type: 'string', maxLength: 200 } }]
        : []),
    ],
    ...(inBody.length === 0
      ? {}
      : {
          requestBody: {
            required: bodyRequired.length > 0,
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  properties: Object.fromEntries(inBody),
                  required: bodyRequired,
                  additionalProperties: false,
                },
              },
            },
          },
        }),
    responses: {
      '200': { description: 'Done', content: { 'application/json': { schema: operation.output ?? {} } } },
      default: {
        description: 'A problem (RFC 9457)',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

function propertiesOf(schema: TSchema): Record<string, unknown> {
  return 'properties' in schema && typeof schema.properties === 'object' && schema.properties !== null
    ? { ...schema.properties }
    : {};
}

function requiredOf(schema: TSchema): Set<string> {
  return new Set('required' in schema && Array.isArray(schema.required) ? schema.required.map(String) : []);
}
