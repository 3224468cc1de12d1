// Loaded before a server (`node --import`): its calendar is some days ahead, so that what expires has expired. Timers run as ever.
const aheadMs = Number(process.env['TEST_CLOCK_DAYS_AHEAD'] ?? 0) * 86_400_000;
const RealDate = Date;
globalThis.Date = new Proxy(RealDate, {
    apply: () => new RealDate(RealDate.now() + aheadMs).toString(),
    construct: (target, given, newTarget) => Reflect.construct(target, given.length === 0 ? [RealDate.now() + aheadMs] : given, newTarget),
    get: (target, key) => (key === 'now' ? () => RealDate.now() + aheadMs : Reflect.get(target, key)),
});
export {};
//# sourceMappingURL=clock-ahead.js.map