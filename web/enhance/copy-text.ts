/** `<copy-text>`: its button copies the text beside it and says so. Without JavaScript the button stays hidden. */
class CopyText extends HTMLElement {
  connectedCallback(): void {
    const button = this.querySelector('button');
    const text = this.querySelector('[data-copy]')?.textContent ?? '';
    if (button === null || navigator.clipboard === undefined) return;
    button.hidden = false;
    button.addEventListener('click', () => {
      navigator.clipboard.writeText(text).then(
        () => {
          button.textContent = button.dataset['done'] ?? '';
        },
        () => {
          button.hidden = true;
        },
      );
    });
  }
}

customElements.define('copy-text', CopyText);
