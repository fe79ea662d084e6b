#!/bin/sh
# Makes the files beside it: one message encrypted by other programs, and a key
# that was made for this and protects nothing. They were made with OpenSSL
# 3.0.19 and Python's cryptography 48.0.0.
set -eu
cd "$(dirname "$0")"
openssl genpkey -algorithm rsa -pkeyopt rsa_keygen_bits:2048 -out key.pem
printf 'from here to there' | openssl pkeyutl -encrypt -inkey key.pem -out openssl.ct \
	-pkeyopt rsa_padding_mode:oaep -pkeyopt rsa_oaep_md:sha256 -pkeyopt rsa_oaep_label:6772656574696e67
python3 - <<'PYTHON'
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding
key = serialization.load_pem_private_key(open("key.pem", "rb").read(), None)
oaep = padding.OAEP(mgf=padding.MGF1(hashes.SHA256()), algorithm=hashes.SHA256(), label=b"greeting")
open("python.ct", "wb").write(key.public_key().encrypt(b"from here to there", oaep))
PYTHON
