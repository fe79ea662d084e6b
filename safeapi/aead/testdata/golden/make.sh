#!/bin/sh
# Makes the files beside it with reference.py, which knows the formats from the
# package comment alone. They were made with Python's cryptography 48.0.0. The
# stream holds the numbers from 1 to 20000, one a line: two chunks.
set -eu
cd "$(dirname "$0")"
key=safeapi-aead-1.AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8
printf 'hello, golden world' | python3 ../reference.py encrypt message $key 'golden context' >message.bin
printf '' | python3 ../reference.py encrypt message $key '' >empty-message.bin
seq 1 20000 | python3 ../reference.py encrypt stream $key 'golden context' >stream.bin
printf '' | python3 ../reference.py encrypt stream $key '' >empty-stream.bin
