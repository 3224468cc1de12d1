/** The look of our few pages: light and dark, from 320 pixels on, no fonts or pictures to load. */
export const PAGE_STYLE = `:root {
  color-scheme: light dark;
  --ground: light-dark(#fbfaf8, #14161a);
  --sheet: light-dark(#ffffff, #1d2026);
  --ink: light-dark(#1c1f24, #eceef2);
  --faint: light-dark(#565d68, #a9b1bd);
  --line: light-dark(#d9d6d0, #363b45);
  --accent: light-dark(#0b5cad, #7db8f5);
  --on-accent: light-dark(#ffffff, #0c1a28);
  --bad: light-dark(#a4161a, #ff9b9b);
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
body {
  margin: 0;
  background: var(--ground);
  color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif;
  overflow-wrap: anywhere;
}
main { max-width: 42rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 1rem; }
h2 { font-size: 1.15rem; margin: 0 0 .75rem; }
section { background: var(--sheet); border: 1px solid var(--line); border-radius: .75rem; padding: 1rem; margin: 0 0 1rem; }
p { margin: 0 0 .75rem; }
a { color: var(--accent); }
code { font-family: ui-monospace, monospace; font-size: .9em; }
pre { background: var(--ground); border: 1px solid var(--line); border-radius: .5rem; padding: .75rem; overflow-x: auto; margin: 0 0 .75rem; }
label { display: block; margin: 0 0 .75rem; font-weight: 600; }
label small { display: block; font-weight: 400; color: var(--faint); }
input {
  display: block; width: 100%; margin-top: .25rem; padding: .6rem .7rem;
  font: inherit; color: inherit; background: var(--ground); border: 1px solid var(--faint); border-radius: .5rem;
}
button {
  font: inherit; font-weight: 600; padding: .6rem 1.1rem; border: 0; border-radius: .5rem;
  background: var(--accent); color: var(--on-accent); cursor: pointer; min-height: 2.75rem;
}
button.quiet { background: transparent; color: var(--accent); border: 1px solid currentcolor; }
button:disabled { opacity: .6; cursor: progress; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
[role=status]:empty, [role=alert]:empty { display: none; }
[role=alert] { color: var(--bad); font-weight: 600; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; margin: 0; }
dt { color: var(--faint); }
dd { margin: 0; font-variant-numeric: tabular-nums; }
ul.plain { list-style: none; margin: 0 0 1rem; padding: 0; }
ul.plain li { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; justify-content: space-between; padding: .5rem 0; border-bottom: 1px solid var(--line); }
ul.plain small { display: block; color: var(--faint); }
`;
