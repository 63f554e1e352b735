/** A form under way is not sent a second time by an impatient click; the way back makes it live again. */
const sent = new WeakSet<HTMLFormElement>();

addEventListener('submit', (event) => {
  if (!(event.target instanceof HTMLFormElement) || event.target.method !== 'post') return;
  if (sent.has(event.target)) event.preventDefault();
  sent.add(event.target);
  event.target.setAttribute('aria-busy', 'true');
});

addEventListener('pageshow', () => {
  for (const form of document.forms) {
    sent.delete(form);
    form.removeAttribute('aria-busy');
  }
});
