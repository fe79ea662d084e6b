#!/bin/sh
# Writes the golden files: one key in the clear per algorithm, and encrypted
# forms of it by OpenSSL and by PyCA cryptography. The passphrase is
# "correct horse battery staple".
set -eu
cd "$(dirname "$0")"
export PASS='correct horse battery staple'

openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out rsa.pem
openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out ecdsa.pem
openssl genpkey -algorithm ed25519 -out ed25519.pem

to() { openssl pkcs8 -topk8 -passout env:PASS "$@"; }
to -in rsa.pem -out rsa-openssl-default.pem
to -in ecdsa.pem -v2 aes-256-cbc -v2prf hmacWithSHA256 -iter 600000 -out ecdsa-openssl-600000.pem
to -in ecdsa.pem -v2 aes-128-cbc -v2prf hmacWithSHA1 -out ecdsa-openssl-sha1.pem
to -in ecdsa.pem -v2 aes-192-cbc -v2prf hmacWithSHA512 -out ecdsa-openssl-sha512.pem
to -in ed25519.pem -scrypt -out ed25519-openssl-scrypt.pem
to -in ecdsa.pem -v2 des3 -out refused-3des.pem
to -in ecdsa.pem -v1 PBE-SHA1-3DES -out refused-pkcs12.pem
openssl rsa -in rsa.pem -aes256 -traditional -passout env:PASS -out refused-traditional.pem
to -in rsa.pem -nocrypt -out refused-clear.pem

python3 - <<'PYTHON'
import os
from cryptography.hazmat.primitives import serialization as s
for name in ("rsa", "ecdsa", "ed25519"):
    key = s.load_pem_private_key(open(name + ".pem", "rb").read(), None)
    with open(name + "-pyca.pem", "wb") as f:
        f.write(key.private_bytes(s.Encoding.PEM, s.PrivateFormat.PKCS8,
            s.BestAvailableEncryption(os.environ["PASS"].encode())))
PYTHON
