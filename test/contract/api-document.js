import { isObject, listOf, mismatches, resolvePointer } from "./json-schema.js";
export const METHODS = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'trace'];
/** The OpenAPI document that a server gives out, to hold its answers against. */
export class ApiDocument {
    whole;
    operations;
    constructor(whole) {
        this.whole = objectAt(whole, '#');
        this.operations = Object.entries(objectAt(whole, '#/paths')).flatMap(([template, item]) => METHODS.flatMap((method) => {
            const facts = isObject(item) ? item[method] : undefined;
            const pathNames = [...template.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
            return isObject(facts) ? [{ method: method.toUpperCase(), template, facts, pathNames }] : [];
        }));
    }
    /** The operation that a request meets: the one with most of its path written out; null when the document has none. */
    find(method, path) {
        const [pathname = ''] = path.split(/[?#]/);
        const isHead = method === 'HEAD';
        const fitting = this.operations
            .filter((operation) => operation.method === method || (isHead && operation.method === 'GET'))
            .filter(({ template }) => patternOf(template).test(pathname))
            .sort((left, right) => left.pathNames.length - right.pathNames.length || right.template.length - left.template.length);
        return fitting[0] ?? null;
    }
    /** The facts that `{"$ref": …}` stands for, or the thing itself. */
    follow(thing) {
        const reference = isObject(thing) ? thing['$ref'] : undefined;
        return objectAt(typeof reference === 'string' ? resolvePointer(this.whole, reference) : thing, '#');
    }
    /** The schema of an operation's JSON body; null when it takes none. */
    bodySchema(operation) {
        const content = this.follow(operation.facts['requestBody'] ?? {})['content'];
        const json = isObject(content) ? content['application/json'] : undefined;
        return isObject(json) ? (json['schema'] ?? null) : null;
    }
    /** How an answer breaks what its operation declares; empty when it keeps it. */
    mismatchesOf(operation, answer) {
        const responses = objectAt(operation.facts, '#/responses');
        const declared = responses[String(answer.status)] ?? responses[`${Math.trunc(answer.status / 100)}XX`] ?? responses['default'];
        if (declared === undefined) {
            return [`status ${answer.status} is not declared, only ${Object.keys(responses).join(', ')}`];
        }
        const content = this.follow(declared)['content'];
        if (!isObject(content)) {
            return answer.text === '' ? [] : [`a body came with ${answer.status}, and none is declared`];
        }
        const type = answer.contentType.split(';')[0]?.trim() ?? '';
        const range = Object.keys(content).find((name) => name === type || name === '*/*' || name === `${type.split('/')[0]}/*`);
        if (range === undefined) {
            return [`content type "${type}" of ${answer.status} is not declared, only ${Object.keys(content).join(', ')}`];
        }
        const schema = objectAt(content[range], '#')['schema'];
        return answer.isHead || type !== 'application/json' || schema === undefined
            ? []
            : mismatches(this.whole, schema, JSON.parse(answer.text));
    }
    /** Every `$ref` in the document. */
    references() {
        const found = [];
        const waiting = [this.whole];
        for (let thing = waiting.pop(); thing !== undefined; thing = waiting.pop()) {
            const items = isObject(thing) ? Object.entries(thing) : listOf(thing).map((item) => ['', item]);
            for (const [key, item] of items) {
                if (key === '$ref' && typeof item === 'string') {
                    found.push(item);
                }
                else if (typeof item === 'object' && item !== null) {
                    waiting.push(item);
                }
            }
        }
        return found;
    }
}
function objectAt(thing, pointer) {
    const found = resolvePointer(thing, pointer);
    if (!isObject(found)) {
        throw new Error(`Expected an object at ${pointer}, found ${JSON.stringify(found)?.slice(0, 100)}`);
    }
    return found;
}
function patternOf(template) {
    const pattern = template
        .split(/\{\w+\}/)
        .map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
        .join('[^/]+');
    return new RegExp(`^${pattern}$`);
}
//# sourceMappingURL=api-document.js.map