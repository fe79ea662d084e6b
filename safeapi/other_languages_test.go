package safeapi_test

import (
	"encoding/base64"
	"os"
	"strings"
	"testing"

	"github.com/cryptolint/cryptolint/safeapi/aead"
	"github.com/cryptolint/cryptolint/safeapi/secret/interoptest"
)

// page returns the one block of a language on the page of other languages.
func page(t *testing.T, language string) string {
	t.Helper()
	text, err := os.ReadFile("../docs/other-languages.md")
	if err != nil {
		t.Fatal(err)
	}
	_, after, ok := strings.Cut(string(text), "```"+language+"\n")
	block, _, closed := strings.Cut(after, "```")
	if !ok || !closed {
		t.Fatalf("the page has no block of %s", language)
	}
	return block
}

// The program decrypts what it is given, and must fail for each altered copy.
const javaScript = `
globalThis.crypto ??= require("node:crypto").webcrypto;
(async () => {
  const [key, text, ...parts] = process.argv.slice(2);
  const ciphertext = fromBase64URL(text), context = aeadContext(...parts);
  process.stdout.write(await aeadDecrypt(key, ciphertext, context));
  for (let i = 0; i < ciphertext.length; i++) {
    const altered = Uint8Array.from(ciphertext);
    altered[i] ^= 1;
    const accepted = await aeadDecrypt(key, altered, context).then(() => true, () => false);
    if (accepted) throw new Error("accepted, altered at " + i);
  }
  if (await aeadDecrypt(key, ciphertext, context + "x").then(() => true, () => false)) throw new Error("accepted for another context");
})().catch((err) => { console.error(err); process.exit(1); });
`

const python = `
import sys
key, text, parts = sys.argv[1], sys.argv[2], sys.argv[3:]
ciphertext, context = from_base64url(text), aead_context(*parts)
sys.stdout.buffer.write(aead_decrypt(key, ciphertext, context))
for i in range(len(ciphertext)):
    altered = bytearray(ciphertext)
    altered[i] ^= 1
    try:
        aead_decrypt(key, bytes(altered), context)
    except Exception:
        continue
    sys.exit("accepted, altered at %d" % i)
`

func TestOtherLanguages(t *testing.T) {
	key := aead.GenerateKey()
	parts := []string{"user", "größer, als", ""}
	context := aead.Context(parts...)
	keys := aead.New(key)
	for _, text := range []string{
		keys.EncryptText([]byte("1 Main Street"), context),
		base64.RawURLEncoding.EncodeToString(keys.Batch().Encrypt([]byte("1 Main Street"), context)),
	} {
		arguments := append([]string{key.Reveal(), text}, parts...)
		program := t.TempDir() + "/decrypt.cjs"
		if err := os.WriteFile(program, []byte(page(t, "js")+javaScript), 0o600); err != nil {
			t.Fatal(err)
		}
		t.Run("JavaScript", func(t *testing.T) {
			if got := interoptest.Run(t, "node", nil, append([]string{program}, arguments...)...); string(got) != "1 Main Street" {
				t.Errorf("JavaScript reads %q", got)
			}
		})
		t.Run("Python", func(t *testing.T) {
			if got := interoptest.Python(t, "cryptography", page(t, "python")+python, nil, arguments...); string(got) != "1 Main Street" {
				t.Errorf("Python reads %q", got)
			}
		})
	}
}
