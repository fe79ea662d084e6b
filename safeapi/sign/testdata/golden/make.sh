#!/bin/sh
# Makes the files beside it: signatures of one message by other programs.
# They were made with OpenSSL 3.0.19 and Python's cryptography 48.0.0.
# The private keys are thrown away.
set -eu
cd "$(dirname "$0")"
keys=$(mktemp -d)
trap 'rm -r "$keys"' EXIT
printf 'signed here and there\n' >"$keys/msg"

openssl genpkey -algorithm ed25519 -out "$keys/ed.pem"
openssl pkey -in "$keys/ed.pem" -pubout -out openssl-ed25519.pub.pem
openssl pkeyutl -sign -inkey "$keys/ed.pem" -rawin -in "$keys/msg" -out openssl-ed25519.sig

openssl genpkey -algorithm rsa -pkeyopt rsa_keygen_bits:2048 -out "$keys/rsa.pem"
for salt in digest max; do
	name=openssl-rsapss
	[ $salt = digest ] || name=openssl-rsapss-maxsalt
	openssl pkey -in "$keys/rsa.pem" -pubout -out $name.pub.pem
	openssl pkeyutl -sign -inkey "$keys/rsa.pem" -rawin -in "$keys/msg" -digest sha256 \
		-pkeyopt rsa_padding_mode:pss -pkeyopt rsa_pss_saltlen:$salt -out $name.sig
done

python3 - "$keys/msg" <<'PYTHON'
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ed25519, padding, rsa
import sys
msg = open(sys.argv[1], "rb").read()
def write(name, key, sig):
    pem = key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    open(name + ".pub.pem", "wb").write(pem)
    open(name + ".sig", "wb").write(sig)
key = ed25519.Ed25519PrivateKey.generate()
write("python-ed25519", key, key.sign(msg))
key = rsa.generate_private_key(public_exponent=65537, key_size=3072)
pss = padding.PSS(mgf=padding.MGF1(hashes.SHA256()), salt_length=padding.PSS.DIGEST_LENGTH)
write("python-rsapss", key, key.sign(msg, pss, hashes.SHA256()))
PYTHON
