import fc from 'fast-check';
import {} from "./api-document.js";
import { isObject, listOf, resolvePointer } from "./json-schema.js";
const DEEPEST = 6;
/** Text that breaks what believes it: databases, paths, templates, logs, terminals, JavaScript's own objects. */
const HOSTILE_TEXTS = [
    ...['', ' ', '\u0000', 'a\u0000b', '\ud800', '\udfff\ud800', '\ufeff', '\u2028', '\r\nSet-Cookie: a=b', '\u001b[2J', '\u202e'],
    ...['../../../../etc/passwd', '..\\..\\windows', '/etc/passwd', 'file:///etc/passwd', '%00', '%2e%2e%2f', '.', '..', '~root'],
    ...["'; drop table accounts; --", "' or '1'='1", '$1', '{{7*7}}', '${7*7}', '<script>alert(1)</script>', '=cmd()', '%s%n'],
    ...['__proto__', 'constructor', 'toString', 'null', 'undefined', 'NaN', '[object Object]', 'true', '0', '-1', '1e999'],
    ...[
        'http://127.0.0.1/',
        'http://169.254.169.254/latest/meta-data/',
        'http://[::1]:22/',
        'gopher://x',
        'data:,x',
        'javascript:1',
    ],
    ...['x'.repeat(5000), '🎸'.repeat(3000), '\u0301'.repeat(4000)],
];
const HOSTILE_OTHERS = [
    ...[null, true, false, 0, -0, -1, 0.1, 1e308, -1e308, 5e-324, 2 ** 53, -(2 ** 53), 4294967296, 1e21],
    ...[[], {}, [[]], [null], [{}], { length: -1 }, { then: 1 }, { toString: 1, valueOf: 2 }],
    ...[
        Array.from({ length: 3000 }, () => 0),
        Array.from({ length: 500 }, () => ({})),
        JSON.parse('{"__proto__":{"isOwner":true}}'),
    ],
    ...[JSON.parse('['.repeat(60) + ']'.repeat(60)), JSON.parse('{"a":'.repeat(60) + '1' + '}'.repeat(60))],
    Object.fromEntries(Array.from({ length: 1000 }, (_, place) => [`key${place}`, place])),
];
/** Any JSON value, hostile ones first. */
export function hostileValue() {
    return fc.oneof(fc.constantFrom(...HOSTILE_TEXTS), fc.constantFrom(...HOSTILE_OTHERS), fc.jsonValue({ maxDepth: 3 }), fc.string({ unit: 'binary', maxLength: 40 }));
}
export function hostileText() {
    return fc.oneof(fc.constantFrom(...HOSTILE_TEXTS), fc.string({ unit: 'binary', maxLength: 60 }));
}
/** A body that a schema allows, or nearly; `known` gives values for keys that mean something here, such as session ids. */
export function plausibleBody(api, schema, known, depth = 0) {
    if (!isObject(schema) || depth > DEEPEST) {
        return fc.constantFrom(null, 1, 'text');
    }
    const inside = (part) => plausibleBody(api, part, known, depth + 1);
    if (typeof schema['$ref'] === 'string') {
        return inside(resolvePointer(api.whole, schema['$ref']));
    }
    const choices = schema['anyOf'] ?? schema['oneOf'];
    if (choices !== undefined) {
        return fc.oneof(...listOf(choices).map(inside));
    }
    if (schema['allOf'] !== undefined) {
        return fc.tuple(...listOf(schema['allOf']).map(inside)).map((parts) => Object.assign({}, ...parts.filter(isObject)));
    }
    if (schema['const'] !== undefined || schema['enum'] !== undefined) {
        return fc.constantFrom(...listOf(schema['enum'] ?? [schema['const']]));
    }
    switch (listOf(schema['type'])[0]) {
        case 'object':
            return plausibleObject(schema, known, inside);
        case 'array':
            return fc.array(schema['items'] === undefined ? fc.jsonValue() : inside(schema['items']), {
                minLength: Math.min(Number(schema['minItems'] ?? 0), 2),
                maxLength: 3,
            });
        case 'string':
            return plausibleText(schema);
        case 'integer':
            return fc.integer(rangeOf(schema));
        case 'number':
            return fc.double({ ...rangeOf(schema), noNaN: true, noDefaultInfinity: true });
        case 'boolean':
            return fc.boolean();
        default:
            return fc.jsonValue({ maxDepth: 2 });
    }
}
function plausibleObject(schema, known, inside) {
    const properties = isObject(schema['properties']) ? schema['properties'] : {};
    const fields = Object.fromEntries(Object.entries(properties).map(([key, part]) => {
        const values = known[key];
        return [key, values === undefined ? inside(part) : fc.constantFrom(...values)];
    }));
    const required = listOf(schema['required'] ?? []).filter((key) => typeof key === 'string');
    return fc.record(fields, { requiredKeys: required.filter((key) => Object.hasOwn(fields, key)) });
}
function plausibleText(schema) {
    const { pattern, format, minLength = 0, maxLength = 40 } = schema;
    if (format === 'email') {
        return fc.constant('somebody@example.org');
    }
    const text = typeof pattern === 'string' && !pattern.includes('\\u0000') && !pattern.includes('\u0000')
        ? fc.stringMatching(new RegExp(pattern), { size: 'small' })
        : fc.string({ minLength: Math.min(Number(minLength), 40), maxLength: Math.min(Number(maxLength), 40) });
    return text;
}
function rangeOf(schema) {
    const min = Math.max(Number(schema['minimum'] ?? -1_000_000), -(2 ** 31));
    return { min, max: Math.max(min, Math.min(Number(schema['maximum'] ?? 1_000_000), 2 ** 31 - 1)) };
}
/** A value with one place of it replaced, taken away, or given a sibling. */
export function brokenSomewhere(body) {
    const places = placesIn(body);
    return fc
        .tuple(fc.constantFrom(...places), hostileValue(), fc.constantFrom('replace', 'remove', 'add'))
        .map(([place, value, how]) => changed(body, place, how, value));
}
function placesIn(value, place = []) {
    const inside = Array.isArray(value) || isObject(value) ? Object.entries(value) : [];
    return [place, ...inside.flatMap(([key, item]) => placesIn(item, [...place, key]))];
}
function changed(value, place, how, hostile) {
    const [key, ...rest] = place;
    if (key === undefined) {
        return how === 'add' && isObject(value) ? { ...value, unexpected: hostile } : hostile;
    }
    const entries = Object.entries(isObject(value) || Array.isArray(value) ? value : {})
        .filter(([name]) => !(how === 'remove' && rest.length === 0 && name === key))
        .map(([name, item]) => [name, name === key ? changed(item, rest, how, hostile) : item]);
    return Array.isArray(value) ? entries.map(([, item]) => item) : Object.fromEntries(entries);
}
//# sourceMappingURL=hostile-values.js.map