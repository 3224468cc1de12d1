/** The page of a radio: a player, and what it plays. */
export function radioPage(prompt: string): string {
  const title = escaped(prompt);
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Cuesmith radio</title>
<style>
  body { font: 18px/1.5 system-ui, sans-serif; background: #14161a; color: #e8e6e1; display: grid; place-items: center; min-height: 100vh; margin: 0 }
  main { max-width: 34rem; padding: 2rem; text-align: center }
  h1 { font-weight: 600; font-size: 1.6rem }
  audio { width: 100%; margin: 1.5rem 0 }
  #now { color: #a9c7b8; min-height: 3em }
</style>
<main>
  <h1>${title}</h1>
  <audio controls autoplay src="/stream.wav"></audio>
  <p id="now" aria-live="polite">The first piece is being written…</p>
</main>
<script>
  const now = document.getElementById('now');
  async function look() {
    try {
      const piece = await (await fetch('/now')).json();
      if (piece.title) now.textContent = 'Now playing: ' + piece.title + ' · ' + piece.style + ' · ' + piece.key + ' · ' + piece.tempoBpm + ' BPM';
    } catch {
      now.textContent = 'The radio has stopped.';
    }
  }
  setInterval(look, 3000);
  look();
</script>
</html>
`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/gu, (sign) => `&#${sign.codePointAt(0) ?? 32};`);
}
