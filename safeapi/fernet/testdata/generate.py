#!/usr/bin/env python3
"""Writes pyca.json: tokens of Fernet and MultiFernet of PyCA cryptography."""
import base64, json, os, cryptography
from cryptography.fernet import Fernet, MultiFernet

old, new = (base64.urlsafe_b64encode(bytes([b]) * 32) for b in (1, 2))
multi = MultiFernet([Fernet(new), Fernet(old)])
tokens = []
for n in (0, 1, 15, 16, 17, 1000):
    token = Fernet(old).encrypt_at_time(b"x" * n, 1_500_000_000 + n)
    tokens.append({"message": "x" * n, "issued": 1_500_000_000 + n,
                   "token": token.decode(), "rotated": multi.rotate(token).decode()})
with open(os.path.join(os.path.dirname(__file__), "pyca.json"), "w") as f:
    json.dump({"version": cryptography.__version__, "old": old.decode(), "new": new.decode(), "tokens": tokens}, f, indent=1)
    f.write("\n")
