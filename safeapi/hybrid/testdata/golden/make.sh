#!/bin/sh
# Makes the files beside it with reference.py, which knows the format from the
# package comment alone. They were made with Python's cryptography 48.0.0.
set -eu
cd "$(dirname "$0")"
private=safeapi-hybrid-private-1.AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8
python3 ../reference.py public $private >public.txt
printf 'hello, golden world' | python3 ../reference.py encrypt "$(cat public.txt)" 'golden context' >message.bin
