// A form with data-passkey is answered by a passkey of this device instead of by typing.
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

// What the server says as text the browser wants as bytes.
const opened = ({ publicKey }) => ({
  publicKey: {
    ...publicKey,
    challenge: bytes(publicKey.challenge),
    ...(publicKey.user && { user: { ...publicKey.user, id: bytes(publicKey.user.id) } }),
    ...Object.fromEntries(
      ["allowCredentials", "excludeCredentials"]
        .filter((name) => publicKey[name])
        .map((name) => [name, publicKey[name].map((each) => ({ ...each, id: bytes(each.id) }))]),
    ),
  },
});

// And back: every buffer as text.
const closed = (credential) => ({
  id: credential.id,
  rawId: text(credential.rawId),
  type: credential.type,
  clientExtensionResults: credential.getClientExtensionResults(),
  response: Object.fromEntries(
    ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]
      .filter((name) => credential.response[name])
      .map((name) => [name, text(credential.response[name])]),
  ),
});

const kept = () => JSON.parse(document.getElementById("passkey-options").textContent);
const ways = {
  async create() {
    const options = kept().creation_options;
    options.publicKey.authenticatorSelection = { ...options.publicKey.authenticatorSelection, residentKey: "required", requireResidentKey: true, userVerification: "required" };
    return navigator.credentials.create(opened(options));
  },
  async get() {
    return navigator.credentials.get(opened(kept().request_options));
  },
  async "sign-in"(form) {
    const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
    return navigator.credentials.get(opened((await answer.json()).request_options));
  },
};

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential) continue;
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      form.elements.credential.value = JSON.stringify(closed(await ways[form.dataset.passkey](form)));
    } catch {
      const fault = document.getElementById("passkey-fault");
      fault.hidden = false;
      fault.focus();
      return;
    }
    form.submit();
  });
}
