"""The format of package passphrasefile, written down a second time, from the
package comments of passphrasefile, kdf and aead, with Python's cryptography
package. It knows PBKDF2 alone.

    reference.py PASSPHRASE <encrypted >plaintext
    reference.py PASSPHRASE SALT <plaintext >encrypted    (SALT in hexadecimal)
"""

import base64
import os
import sys

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF, HKDFExpand
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

MAGIC = b"safeapi/passphrasefile v1\n"
HEADER, CHUNK = 53, 65536


def expand(key, info, n):
    return HKDFExpand(algorithm=hashes.SHA256(), length=n, info=info).derive(key)


def file_key(passphrase, params):
    empty, algorithm, cost, salt = params.split("$")
    assert (empty, algorithm, cost) == ("", "pbkdf2-sha256", "i=600000")
    salt = base64.b64decode(salt + "==")
    master = PBKDF2HMAC(algorithm=hashes.SHA256(), length=32, salt=salt, iterations=600000).derive(passphrase)
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=b"safeapi/aead passphrasefile v1").derive(master)


def stream(key, header):
    derived = expand(key, b"safeapi/aead v1 stream" + header[5:21], 64)
    return AESGCM(derived[:32]), derived[32:]


def main():
    passphrase, data = sys.argv[1].encode(), sys.stdin.buffer.read()
    if len(sys.argv) == 3:
        salt = base64.b64encode(bytes.fromhex(sys.argv[2])).rstrip(b"=")
        head = MAGIC + b"$pbkdf2-sha256$i=600000$" + salt + b"\n"
        key = file_key(passphrase, head.splitlines()[1].decode())
        header = b"\x02" + expand(key, b"safeapi/aead v1 key id", 4) + os.urandom(16)
        gcm, commitment = stream(key, header)
        header += commitment
        assert len(data) <= CHUNK
        nonce = os.urandom(12)
        sealed = nonce + gcm.encrypt(nonce, data, header + bytes(8) + b"\x01" + head)
        sys.stdout.buffer.write(head + header + sealed)
        return
    assert data.startswith(MAGIC)
    params, rest = data[len(MAGIC):].split(b"\n", 1)
    head, header, rest = MAGIC + params + b"\n", rest[:HEADER], rest[HEADER:]
    gcm, commitment = stream(file_key(passphrase, params.decode()), header)
    assert header[21:] == commitment and header[0] == 2
    chunks = [rest[i:i + CHUNK + 28] for i in range(0, len(rest), CHUNK + 28)]
    for i, c in enumerate(chunks):
        last = bytes([i == len(chunks) - 1])
        sys.stdout.buffer.write(gcm.decrypt(c[:12], c[12:], header + i.to_bytes(8, "big") + last + head))


main()
