package pemkey

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/subtle"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/pem"
	"errors"
	"slices"
	"testing"

	"github.com/cryptolint/cryptolint/safeapi/secret/fipstest"
)

// forge changes an encrypted file, without its passphrase, into one that
// decrypts to header, a seed of 32 bytes, a block of garbage, and padding. It
// returns the seed.
//
// The first 16 bytes of every PKCS #8 file are known, and with them what the
// cipher makes of the first block: that block, with another one before it,
// becomes any 16 bytes that one likes.
func forge(t *testing.T, file, first, header []byte) (forged, seed []byte) {
	t.Helper()
	block, _ := pem.Decode(file)
	var info encryptedPrivateKeyInfo
	if !unmarshal(block.Bytes, &info) {
		t.Fatal("not an encrypted key")
	}
	iv, c1 := info.Algorithm.Params.Cipher.Params, info.Data[:16]
	decrypted := xor(first, iv)
	x := xor(decrypted, bytes.Repeat([]byte{16}, 16)) // a whole block of padding
	info.Algorithm.Params.Cipher.Params = xor(decrypted, header)
	info.Data = slices.Concat(c1, c1, c1, x, c1)
	der, err := asn1.Marshal(info)
	if err != nil {
		t.Fatal(err)
	}
	half := xor(decrypted, c1)
	return pem.EncodeToMemory(&pem.Block{Type: blockType, Bytes: der}), slices.Concat(half, half)
}

func xor(a, b []byte) []byte {
	out := make([]byte, len(a))
	subtle.XORBytes(out, a, b)
	return out
}

// An attacker who can write the file and does not know the passphrase could once
// put a key of their own into it.
func TestForgedKeyIsRefused(t *testing.T) {
	fipstest.Skip(t, "the salts of the files are too short")
	for _, c := range []struct{ file, clear string }{
		{"rsa-openssl-default.pem", "rsa.pem"},
		{"ecdsa-openssl-sha1.pem", "ecdsa.pem"},
		{"ed25519-pyca.pem", "ed25519.pem"},
	} {
		block, _ := pem.Decode(readFile(t, c.clear))
		first := block.Bytes[:16] // algorithm and lengths: no secret
		for name, header := range map[string]string{
			"after the key":              "\x30\x2e\x02\x01\x00\x30\x05\x06\x03\x2b\x65\x70\x04\x22\x04\x20",
			"inside of the OCTET STRING": "\x30\x3e\x02\x01\x00\x30\x05\x06\x03\x2b\x65\x70\x04\x32\x04\x20",
		} {
			file, seed := forge(t, readFile(t, c.file), first, []byte(header))
			key, err := Decode(file, passphrase)
			if err == nil && sameKey(key, ed25519.NewKeyFromSeed(seed)) {
				t.Errorf("%s, garbage %s: Decode returns the key of the forger", c.file, name)
			} else if !errors.Is(err, ErrDecrypt) {
				t.Errorf("%s, garbage %s: %T, %v, want ErrDecrypt", c.file, name, key, err)
			}
		}
	}
}

// pkcs8Parts is a PKCS #8 key with what the standard library does not look at.
type pkcs8Parts struct {
	Version    int
	Algorithm  pkix.AlgorithmIdentifier
	Key        []byte
	Attributes asn1.RawValue `asn1:"optional"`
}

type ecParts struct { // RFC 5915, 3
	Version int
	Scalar  []byte
	Curve   asn1.ObjectIdentifier `asn1:"optional,explicit,tag:0"`
	Public  asn1.BitString        `asn1:"optional,explicit,tag:1"`
}

func mustDER(t testing.TB, v any) []byte {
	t.Helper()
	der, err := asn1.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return der
}

// split takes the key of testdata apart.
func split(t testing.TB, name string) (der []byte, parts pkcs8Parts) {
	t.Helper()
	block, _ := pem.Decode(readFile(t, name))
	if !unmarshal(block.Bytes, &parts) {
		t.Fatal(name)
	}
	return block.Bytes, parts
}

func TestOneEncodingOfEachKey(t *testing.T) {
	for _, name := range keyNames {
		der, parts := split(t, name)
		if key, err := parsePKCS8(der); err != nil || !sameKey(key, clearKey(t, name)) {
			t.Errorf("%s: %T, %v", name, key, err)
		}
		change := func(f func(p *pkcs8Parts)) []byte {
			p := parts
			p.Key = bytes.Clone(p.Key)
			f(&p)
			return mustDER(t, p)
		}
		for what, bad := range map[string][]byte{
			"after the key":         append(bytes.Clone(der), 0),
			"inside of the octets":  change(func(p *pkcs8Parts) { p.Key = append(p.Key, 0) }),
			"version 1":             change(func(p *pkcs8Parts) { p.Version = 1 }),
			"another inner tag":     change(func(p *pkcs8Parts) { p.Key[0] ^= 0x20 }),
			"an algorithm not used": change(func(p *pkcs8Parts) { p.Algorithm.Algorithm = oidPBES2 }),
			"cut":                   der[:len(der)-1],
			"empty":                 nil,
			"a length of two bytes": longLength(der),
		} {
			if key, err := parsePKCS8(bad); err == nil {
				t.Errorf("%s, %s: %T was accepted", name, what, key)
			}
		}
		if name == "rsa.pem" {
			multiPrime := change(func(p *pkcs8Parts) { p.Key[rsaVersion(t, p.Key)] = 1 })
			if key, err := parsePKCS8(multiPrime); err == nil {
				t.Errorf("%s, as a key of several primes: %T was accepted", name, key)
			}
		}
		attributes := change(func(p *pkcs8Parts) {
			p.Attributes = asn1.RawValue{FullBytes: []byte{0xa0, 2, 0x30, 0}} // [0] {}
		})
		if key, err := parsePKCS8(attributes); !errors.Is(err, ErrFormat) || key != nil {
			t.Errorf("%s with attributes: %T, %v", name, key, err)
		}
	}
}

// rsaVersion returns where the version stands in an RSAPrivateKey (RFC 8017,
// A.1.2): its only value that this package reads is 0.
func rsaVersion(t *testing.T, key []byte) int {
	t.Helper()
	i := bytes.Index(key, []byte{asn1.TagInteger, 1, 0})
	if i < 0 {
		t.Fatal("no version")
	}
	return i + 2
}

// longLength spells the length of the outer SEQUENCE with one byte too many.
func longLength(der []byte) []byte {
	if der[1] < 0x80 {
		return slices.Concat(der[:1], []byte{0x81}, der[1:])
	}
	n := der[1] & 0x7f
	return slices.Concat(der[:1], []byte{0x80 | (n + 1), 0}, der[2:])
}

// Java leaves the public key out, others name the curve twice. What is there
// must be right.
func TestSpellingsOfEC(t *testing.T) {
	_, parts := split(t, "ecdsa.pem")
	var full ecParts
	if !unmarshal(parts.Key, &full) {
		t.Fatal("the inner key")
	}
	p256, p384 := asn1.ObjectIdentifier{1, 2, 840, 10045, 3, 1, 7}, asn1.ObjectIdentifier{1, 3, 132, 0, 34}
	other, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	otherPublic, err := other.PublicKey.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		key  ecParts
		good bool
	}{
		"as OpenSSL":             {full, true},
		"as Java":                {ecParts{Version: 1, Scalar: full.Scalar}, true},
		"as BouncyCastle":        {ecParts{1, full.Scalar, p256, full.Public}, true},
		"another curve":          {ecParts{1, full.Scalar, p384, full.Public}, false},
		"another public key":     {ecParts{1, full.Scalar, nil, asn1.BitString{Bytes: otherPublic, BitLength: 8 * 65}}, false},
		"a public key cut short": {ecParts{1, full.Scalar, nil, asn1.BitString{Bytes: full.Public.Bytes, BitLength: 8*65 - 1}}, false},
		"a zero before":          {ecParts{Version: 1, Scalar: append([]byte{0}, full.Scalar...)}, false},
		"version 2":              {ecParts{Version: 2, Scalar: full.Scalar}, false},
	} {
		p := parts
		p.Key = mustDER(t, c.key)
		key, err := parsePKCS8(mustDER(t, p))
		if c.good && (err != nil || !sameKey(key, clearKey(t, "ecdsa.pem"))) {
			t.Errorf("%s: %T, %v", name, key, err)
		} else if !c.good && !errors.Is(err, ErrDecrypt) {
			t.Errorf("%s: %T, %v, want ErrDecrypt", name, key, err)
		}
	}
}

func TestSmallRSAIsRefused(t *testing.T) {
	t.Setenv("GODEBUG", "rsa1024min=0")
	fipstest.Skip(t, "such keys cannot be made there")
	small, err := rsa.GenerateKey(rand.Reader, 1024)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Encode(small, passphrase); !errors.Is(err, ErrKey) {
		t.Errorf("Encode: %v", err)
	}
	der, err := x509.MarshalPKCS8PrivateKey(small)
	if err != nil {
		t.Fatal(err)
	}
	if key, err := parsePKCS8(der); !errors.Is(err, ErrFormat) {
		t.Errorf("parsePKCS8: %T, %v", key, err)
	}
}

func TestDecodeFor(t *testing.T) {
	for _, name := range keyNames {
		key, file := clearKey(t, name), encoded(t, name)
		got, err := DecodeFor(file, passphrase, key.Public())
		if err != nil || !sameKey(got, key) {
			t.Errorf("%s: %T, %v", name, got, err)
		}
	}
	file := encoded(t, "ed25519.pem")
	foreign, _, _ := ed25519.GenerateKey(nil)
	for name, public := range map[string]crypto.PublicKey{
		"another key":       foreign,
		"another algorithm": clearKey(t, "ecdsa.pem").Public(),
		"a private key":     clearKey(t, "ed25519.pem"),
		"nil":               nil,
		"text":              "a fingerprint",
	} {
		if key, err := DecodeFor(file, passphrase, public); !errors.Is(err, ErrPublicKey) || key != nil {
			t.Errorf("%s: %T, %v, want ErrPublicKey", name, key, err)
		}
	}
	// What an ignored error leaves.
	for name, public := range map[string]crypto.PublicKey{
		"rsa.pem": (*rsa.PublicKey)(nil), "ecdsa.pem": new(ecdsa.PublicKey), "ed25519.pem": ed25519.PublicKey(nil),
	} {
		if key, err := DecodeFor(encoded(t, name), passphrase, public); !errors.Is(err, ErrPublicKey) || key != nil {
			t.Errorf("%s for an incomplete key: %T, %v, want ErrPublicKey", name, key, err)
		}
	}
	if _, err := DecodeFor(file, []byte("wrong"), clearKey(t, "ed25519.pem").Public()); err != ErrDecrypt {
		t.Errorf("a wrong passphrase: %v", err)
	}
}

// What is read is the only spelling of the key: nothing can be appended,
// anywhere.
func FuzzPKCS8(f *testing.F) {
	for _, name := range keyNames {
		block, _ := pem.Decode(readFile(f, name))
		f.Add(block.Bytes)
	}
	_, parts := split(f, "ecdsa.pem")
	var ec ecParts
	unmarshal(parts.Key, &ec)
	parts.Key = mustDER(f, ecParts{Version: 1, Scalar: ec.Scalar})
	f.Add(mustDER(f, parts))
	f.Fuzz(func(t *testing.T, der []byte) {
		key, err := parsePKCS8(der)
		if err != nil {
			if key != nil || !errors.Is(err, ErrDecrypt) && !errors.Is(err, ErrFormat) {
				t.Errorf("%x: %T, %v", der, key, err)
			}
			return
		}
		again, err := x509.MarshalPKCS8PrivateKey(key)
		if err != nil {
			t.Fatalf("%x: a key that cannot be written: %v", der, err)
		}
		if _, ok := key.(*ecdsa.PrivateKey); !ok && !bytes.Equal(der, again) {
			t.Errorf("%x was read and is written as %x", der, again)
		}
		if _, err := parsePKCS8(append(bytes.Clone(der), 0)); err == nil {
			t.Errorf("%x with a byte after it was read", der)
		}
	})
}
