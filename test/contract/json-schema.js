import { isDeepStrictEqual } from 'node:util';
/** What says nothing about a value. */
const NOTES = [
    ...['$schema', 'title', 'description', 'default', 'example', 'examples', 'deprecated', 'readOnly', 'format', '$id', '$comment'],
    'id',
];
const MOST_SAID = 20;
export function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
/** What a JSON pointer within one document (`#/components/schemas/Draft`) leads to; undefined where it leads nowhere. */
export function resolvePointer(document, pointer) {
    return pointer
        .replace(/^#\/?/, '')
        .split('/')
        .filter((step) => step !== '')
        .map((step) => decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~'))
        .reduce((place, step) => {
        if (Array.isArray(place)) {
            return place[Number(step)];
        }
        return isObject(place) && Object.hasOwn(place, step) ? place[step] : undefined;
    }, document);
}
/**
 * Where a value breaks a schema, in words; empty when it does not. Written apart from the library that makes the schemas, so that it is
 * no judge in its own cause. A keyword it does not know is a mismatch too: nothing passes unread.
 */
export function mismatches(document, schema, value, place = '$') {
    if (schema === true) {
        return [];
    }
    if (!isObject(schema)) {
        return [`${place}: no value is allowed by ${JSON.stringify(schema)}`];
    }
    const found = [];
    for (const [keyword, rule] of Object.entries(schema)) {
        found.push(...brokenRule(document, { schema, keyword, rule, value, place }));
    }
    return found.slice(0, MOST_SAID);
}
function brokenRule(document, check) {
    const { schema, keyword, rule, value, place } = check;
    const unless = (isKept) => isKept ? [] : [`${place}: ${keyword} ${JSON.stringify(rule)} against ${JSON.stringify(value)?.slice(0, 200)}`];
    switch (keyword) {
        case '$ref':
            return mismatches(document, resolvePointer(document, String(rule)) ?? `nothing at ${String(rule)}`, value, place);
        case 'type':
            return unless(listOf(rule).some((type) => isOfType(value, type)));
        case 'const':
            return unless(isDeepStrictEqual(rule, value));
        case 'enum':
            return unless(listOf(rule).some((item) => isDeepStrictEqual(item, value)));
        case 'allOf':
            return listOf(rule).flatMap((branch) => mismatches(document, branch, value, place));
        case 'anyOf':
        case 'oneOf': {
            const tries = listOf(rule).map((branch) => mismatches(document, branch, value, place));
            const fitting = tries.filter((said) => said.length === 0).length;
            const isKept = keyword === 'anyOf' ? fitting > 0 : fitting === 1;
            return isKept ? [] : [`${place}: ${keyword} is fulfilled by ${fitting}`, ...tries.flat()];
        }
        case 'not':
            return unless(mismatches(document, rule, value, place).length > 0);
        case 'minLength':
        case 'maxLength':
        case 'pattern':
            return unless(typeof value !== 'string' || isTextKept(keyword, rule, value));
        case 'minimum':
        case 'maximum':
        case 'exclusiveMinimum':
        case 'exclusiveMaximum':
        case 'multipleOf':
            return unless(typeof value !== 'number' || isNumberKept(keyword, Number(rule), value));
        case 'minItems':
            return unless(!Array.isArray(value) || value.length >= Number(rule));
        case 'maxItems':
            return unless(!Array.isArray(value) || value.length <= Number(rule));
        case 'items':
            return Array.isArray(value)
                ? value
                    .slice(listOf(schema['prefixItems'] ?? []).length)
                    .flatMap((item, index) => mismatches(document, rule, item, `${place}[${index}]`))
                : [];
        case 'prefixItems':
            return Array.isArray(value)
                ? listOf(rule).flatMap((branch, index) => mismatches(document, branch, value[index], `${place}[${index}]`))
                : [];
        default:
            return isObject(value) || !NOTES.includes(keyword) ? brokenObjectRule(document, check, unless) : [];
    }
}
function brokenObjectRule(document, check, unless) {
    const { schema, keyword, rule, value, place } = check;
    if (NOTES.includes(keyword)) {
        return [];
    }
    if (!['required', 'properties', 'propertyNames', 'additionalProperties', 'maxProperties', 'minProperties'].includes(keyword)) {
        return [`${place}: the keyword "${keyword}" is not known here`];
    }
    if (!isObject(value)) {
        return [];
    }
    switch (keyword) {
        case 'required':
            return listOf(rule).flatMap((key) => (Object.hasOwn(value, String(key)) ? [] : [`${place}: "${String(key)}" is missing`]));
        case 'properties':
            return Object.entries(isObject(rule) ? rule : {}).flatMap(([key, branch]) => Object.hasOwn(value, key) ? mismatches(document, branch, value[key], `${place}.${key}`) : []);
        case 'propertyNames':
            return Object.keys(value).flatMap((key) => mismatches(document, rule, key, `${place}, key ${key}`));
        case 'additionalProperties': {
            const known = isObject(schema['properties']) ? schema['properties'] : {};
            return Object.entries(value)
                .filter(([key]) => !Object.hasOwn(known, key))
                .flatMap(([key, item]) => mismatches(document, rule, item, `${place}.${key}`));
        }
        case 'maxProperties':
            return unless(Object.keys(value).length <= Number(rule));
        default:
            return unless(Object.keys(value).length >= Number(rule));
    }
}
function isOfType(value, type) {
    switch (type) {
        case 'null':
            return value === null;
        case 'array':
            return Array.isArray(value);
        case 'object':
            return isObject(value);
        case 'integer':
            return Number.isInteger(value);
        default:
            return typeof value === type;
    }
}
function isTextKept(keyword, rule, value) {
    switch (keyword) {
        case 'minLength':
            return [...value].length >= Number(rule);
        case 'maxLength':
            return [...value].length <= Number(rule);
        default:
            return new RegExp(String(rule), 'u').test(value);
    }
}
function isNumberKept(keyword, rule, value) {
    switch (keyword) {
        case 'minimum':
            return value >= rule;
        case 'maximum':
            return value <= rule;
        case 'exclusiveMinimum':
            return value > rule;
        case 'exclusiveMaximum':
            return value < rule;
        default:
            return Number.isInteger(value / rule);
    }
}
export function listOf(value) {
    return Array.isArray(value) ? value : [value];
}
//# sourceMappingURL=json-schema.js.map