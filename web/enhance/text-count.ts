/** `<text-count>`: says how many characters are left in the text area inside it, to screen readers too but not at every key. */
class TextCount extends HTMLElement {
  connectedCallback(): void {
    const area = this.querySelector('textarea');
    const count = this.querySelector('output');
    if (area === null || count === null) return;
    const max = Number(this.getAttribute('max'));
    const sentence = this.getAttribute('sentence') ?? '{n}';
    const say = (): void => {
      const left = max - area.value.length;
      count.textContent = sentence.replace('{n}', left.toLocaleString(document.documentElement.lang));
      count.classList.toggle('is-over', left < 0);
    };
    area.addEventListener('input', say);
    say();
  }
}

customElements.define('text-count', TextCount);
