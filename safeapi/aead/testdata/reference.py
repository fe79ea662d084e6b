"""The formats of package aead, written down a second time, from the package
comment, with Python's cryptography package.

    reference.py encrypt|decrypt message|stream KEY CONTEXT <in >out

KEY is the text form of a key.
"""

import base64
import os
import sys

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

VERSION = {"message": 1, "stream": 2}
HEADER = 53
CHUNK = 65536


def expand(key, info, n):
    return HKDFExpand(algorithm=hashes.SHA256(), length=n, info=info).derive(key)


def derive(key, form, salt):
    derived = expand(key, b"safeapi/aead v1 " + form.encode() + salt, 64)
    return AESGCM(derived[:32]), derived[32:]


def make_header(key, form):
    salt = os.urandom(16)
    gcm, commitment = derive(key, form, salt)
    key_id = expand(key, b"safeapi/aead v1 key id", 4)
    return bytes([VERSION[form]]) + key_id + salt + commitment, gcm


def check_header(key, form, header):
    assert len(header) == HEADER and header[0] == VERSION[form]
    assert header[1:5] == expand(key, b"safeapi/aead v1 key id", 4)
    gcm, commitment = derive(key, form, header[5:21])
    assert header[21:] == commitment
    return gcm


def seal(gcm, plaintext, associated):
    nonce = os.urandom(12)
    return nonce + gcm.encrypt(nonce, plaintext, associated)


def unseal(gcm, sealed, associated):
    return gcm.decrypt(sealed[:12], sealed[12:], associated)


def split(data, size):
    return [data[i:i + size] for i in range(0, len(data), size)] or [b""]


def associated(header, index, chunks, context):
    last = index == len(chunks) - 1
    return header + index.to_bytes(8, "big") + bytes([last]) + context


def encrypt(form, key, context, plaintext):
    header, gcm = make_header(key, form)
    if form == "message":
        return header + seal(gcm, plaintext, header + context)
    chunks = split(plaintext, CHUNK)
    return header + b"".join(seal(gcm, c, associated(header, i, chunks, context)) for i, c in enumerate(chunks))


def decrypt(form, key, context, ciphertext):
    header, rest = ciphertext[:HEADER], ciphertext[HEADER:]
    gcm = check_header(key, form, header)
    if form == "message":
        return unseal(gcm, rest, header + context)
    chunks = split(rest, CHUNK + 28)
    return b"".join(unseal(gcm, c, associated(header, i, chunks, context)) for i, c in enumerate(chunks))


def main():
    do, form, text, context = sys.argv[1:]
    prefix, _, encoded = text.partition(".")
    assert prefix == "safeapi-aead-1"
    key = base64.urlsafe_b64decode(encoded + "=")
    convert = {"encrypt": encrypt, "decrypt": decrypt}[do]
    sys.stdout.buffer.write(convert(form, key, context.encode(), sys.stdin.buffer.read()))


main()
