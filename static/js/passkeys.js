/* Passkeys: a form with data-passkey asks the device, puts its answer into the field "credential" and is sent.
   "create" makes a passkey, "get" uses one; the server's question stands in the page or is fetched from the form's
   address. Without this file, password and code remain. */
for (const form of document.querySelectorAll("form[data-passkey]")) {
  const problem = form.querySelector("[data-passkey-problem]");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    problem.hidden = true;
    try {
      const options = await question(form);
      const credential = form.dataset.passkey === "create"
        ? await navigator.credentials.create({ publicKey: forCreating(options.creation_options.publicKey) })
        : await navigator.credentials.get({ publicKey: forUsing(options.request_options.publicKey) });
      form.elements.credential.value = JSON.stringify(answer(credential));
      form.submit();
    } catch {
      problem.hidden = false; /* refused, timed out, or nothing fits: the person decides what next */
    }
  });
}

async function question(form) {
  if (!("passkeyFetch" in form.dataset)) return JSON.parse(document.getElementById("passkey-options").textContent);
  const response = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error("no question");
  return response.json();
}

function forCreating(options) {
  return {
    ...options,
    challenge: bytes(options.challenge),
    user: { ...options.user, id: bytes(options.user.id) },
    excludeCredentials: (options.excludeCredentials || []).map(named),
    authenticatorSelection: { ...options.authenticatorSelection, residentKey: "required", requireResidentKey: true, userVerification: "required" },
  };
}

function forUsing(options) {
  return { ...options, challenge: bytes(options.challenge), allowCredentials: (options.allowCredentials || []).map(named) };
}

function named(credential) {
  return { ...credential, id: bytes(credential.id) };
}

function answer(credential) {
  const response = {};
  for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[part]) response[part] = text(credential.response[part]);
  }
  if (credential.response.getTransports) response.transports = credential.response.getTransports();
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    response,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

function bytes(base64url) {
  const binary = atob(base64url.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

function text(buffer) {
  const binary = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join("");
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
