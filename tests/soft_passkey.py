"""A passkey made of software: answers the questions of WebAuthn as a phone would, with real signatures."""

import hashlib
import json
import secrets

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData
from pages import parsed
from signing import Visitor

FLAG = AuthenticatorData.FLAG
ADD = "/en/account/second-step/passkeys/add/"


class SoftPasskey:
    def __init__(self, origin="http://localhost", rp_id="localhost", verifies_person=True):
        self.origin, self.rp_id = origin, rp_id
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = secrets.token_bytes(16)
        self.user_handle = None
        self.flags = FLAG.UP | (FLAG.UV if verifies_person else FLAG(0))

    def create(self, options):
        options = options["publicKey"]
        self.user_handle = options["user"]["id"]
        client_data = CollectedClientData.create("webauthn.create", options["challenge"], self.origin)
        public = AttestedCredentialData.create(bytes(16), self.id, ES256.from_cryptography_key(self.key.public_key()))
        attestation = AttestationObject.create("none", self.data(FLAG.AT, public), {})
        return self.credential(
            {"clientDataJSON": websafe_encode(client_data), "attestationObject": websafe_encode(attestation)},
            {"credProps": {"rk": True}},
        )

    def get(self, options):
        client_data = CollectedClientData.create("webauthn.get", options["publicKey"]["challenge"], self.origin)
        data = self.data()
        signature = self.key.sign(data + hashlib.sha256(client_data).digest(), ec.ECDSA(SHA256()))
        answer = {"clientDataJSON": client_data, "authenticatorData": data, "signature": signature}
        encoded = {name: websafe_encode(value) for name, value in answer.items()}
        return self.credential(encoded | {"userHandle": self.user_handle})

    def data(self, more=0, credential=b""):
        return AuthenticatorData.create(
            hashlib.sha256(self.rp_id.encode()).digest(), self.flags | FLAG(more), 0, credential
        )

    def credential(self, response, extensions=None):
        name = websafe_encode(self.id)
        return {
            "id": name,
            "rawId": name,
            "type": "public-key",
            "response": response,
            "clientExtensionResults": extensions or {},
        }


def at_home():
    """Passkeys belong to an address that browsers trust."""
    visitor = Visitor()
    visitor.client.defaults["HTTP_HOST"] = "localhost"
    return visitor


def question(page):
    return json.loads(parsed(page).query_one("#passkey-options").to_text(strip=False))


def add_passkey(visitor, passkey, name="My phone"):
    credential = passkey.create(question(visitor.go(ADD))["creation_options"])
    return visitor.send(ADD, name=name, passwordless="True", credential=json.dumps(credential))
