/** `<pass-key ceremony="sign-in|add" then="/path">`: its button runs a passkey ceremony (WebAuthn Level 3) and goes on. */
class PassKey extends HTMLElement {
  connectedCallback(): void {
    const button = this.querySelector('button');
    if (button === null || !canUsePasskeys()) return;
    button.hidden = false;
    button.addEventListener('click', () => {
      button.disabled = true;
      this.#run().then(
        () => location.assign(this.getAttribute('then') ?? '/'),
        (error: unknown) => {
          button.disabled = false;
          // A person who closes the device's window has changed his mind; nothing failed.
          if (!(error instanceof DOMException && error.name === 'NotAllowedError')) this.#say();
        },
      );
    });
  }

  async #run(): Promise<void> {
    if (this.getAttribute('ceremony') === 'add') {
      const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(await ask('generate-register-options'));
      await send('verify-registration', await navigator.credentials.create({ publicKey }));
    } else {
      const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(await ask('generate-authenticate-options'));
      await send('verify-authentication', await navigator.credentials.get({ publicKey }));
    }
  }

  #say(): void {
    const line = this.querySelector('[data-failed]');
    if (!(line instanceof HTMLElement)) return;
    line.textContent = line.dataset['failed'] ?? '';
    line.hidden = false;
  }
}

function canUsePasskeys(): boolean {
  return (
    isSecureContext &&
    typeof PublicKeyCredential !== 'undefined' &&
    'parseRequestOptionsFromJSON' in PublicKeyCredential
  );
}

async function ask<Options>(step: string): Promise<Options> {
  const response = await fetch(`/api/auth/passkey/${step}`);
  if (!response.ok) throw new Error(`the server refused ${step}`);
  const options: unknown = await response.json();
  // oxlint-disable-next-line typescript/consistent-type-assertions -- our own server writes what the standard asks for, and the browser checks it
  return options as Options;
}

async function send(step: string, credential: Credential | null): Promise<void> {
  if (!(credential instanceof PublicKeyCredential)) throw new Error('the device gave no passkey');
  const response = await fetch(`/api/auth/passkey/${step}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ response: credential.toJSON() }),
  });
  if (!response.ok) throw new Error(`the server refused ${step}`);
}

customElements.define('pass-key', PassKey);
