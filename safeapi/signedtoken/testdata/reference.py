"""The format of package signedtoken, written down a second time, from the
package comment, with Python's standard library.

    reference.py sign KEY PURPOSE EXPIRES <value    (EXPIRES in milliseconds)
    reference.py verify KEY PURPOSE <token          (of any age)

KEY is the text form of a key.
"""

import base64
import hashlib
import hmac
import sys


def decode(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def tag(key, purpose, body):
    # HKDF-Expand of one block.
    own = hmac.digest(key, b"safeapi/signedtoken v1 " + purpose.encode() + b"\x01", hashlib.sha256)
    return hmac.digest(own, body, hashlib.sha256)


def main():
    do, text, purpose = sys.argv[1:4]
    prefix, _, encoded = text.partition(".")
    assert prefix == "safeapi-signedtoken-1"
    key = decode(encoded)
    if do == "sign":
        body = b"\x01" + int(sys.argv[4]).to_bytes(8, "big") + sys.stdin.buffer.read()
        token = base64.urlsafe_b64encode(body + tag(key, purpose, body))
        sys.stdout.buffer.write(token.rstrip(b"="))
        return
    raw = decode(sys.stdin.read())
    body = raw[:-32]
    assert body[0] == 1 and hmac.compare_digest(raw[-32:], tag(key, purpose, body))
    sys.stdout.buffer.write(body[9:])


main()
