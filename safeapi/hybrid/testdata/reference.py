"""The message format of package hybrid, written down a second time, from the
package comment, with the HPKE of Python's cryptography package.

    reference.py encrypt KEY CONTEXT <in >out    KEY is the text of a public key
    reference.py decrypt KEY CONTEXT <in >out    KEY is the text of a private key
    reference.py public KEY                      prints the public key of a private key
"""

import base64
import hashlib
import sys

from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric import mlkem, x25519

SUITE = hpke.Suite(hpke.KEM.MLKEM768_X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)
LABEL = b"safeapi/hybrid v1 message "


def unpack(text, prefix):
    assert text.startswith(prefix)
    encoded = text[len(prefix):]
    return base64.urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4))


def private_key(text):
    # The halves of an X-Wing key come out of SHAKE-256 of its seed.
    seed = unpack(text, "safeapi-hybrid-private-1.")
    expanded = hashlib.shake_256(seed).digest(96)
    pq = mlkem.MLKEM768PrivateKey.from_seed_bytes(expanded[:64])
    classic = x25519.X25519PrivateKey.from_private_bytes(expanded[64:])
    public = pq.public_key().public_bytes_raw() + classic.public_key().public_bytes_raw()
    return hpke.MLKEM768X25519PrivateKey(pq, classic), public


def public_key(raw):
    pq = mlkem.MLKEM768PublicKey.from_public_bytes(raw[:1184])
    return hpke.MLKEM768X25519PublicKey(pq, x25519.X25519PublicKey.from_public_bytes(raw[1184:]))


def key_id(public):
    return hashlib.sha256(public).digest()[:4]


def main():
    do, text, context = (sys.argv[1:] + [""])[:3]
    info = LABEL + context.encode()
    if do == "public":
        encoded = base64.urlsafe_b64encode(private_key(text)[1]).rstrip(b"=")
        sys.stdout.buffer.write(b"safeapi-hybrid-public-1." + encoded)
        return
    data = sys.stdin.buffer.read()
    if do == "encrypt":
        public = unpack(text, "safeapi-hybrid-public-1.")
        out = b"\x01" + key_id(public) + SUITE.encrypt(data, public_key(public), info=info)
    else:
        private, public = private_key(text)
        assert data[:5] == b"\x01" + key_id(public)
        out = SUITE.decrypt(data[5:], private, info=info)
    sys.stdout.buffer.write(out)


main()
