package cryptoapi

//lint:file-ignore SA1019 the table speaks of deprecated functions as well

import (
	"crypto"
	"crypto/dsa"
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"errors"
	"io"
	"maps"
	"math/big"
	"slices"
	"testing"
	"testing/iotest"
)

// readerCalls calls the functions of the standard library that take a source of
// randomness with the reader that it is given.
func readerCalls(t *testing.T) map[string]func(io.Reader) error {
	rsaKey, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	ecdsaKey, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	// Q = 251 divides P-1 = 502, and 4 has order Q.
	dsaKey := &dsa.PrivateKey{X: big.NewInt(5)}
	dsaKey.Parameters = dsa.Parameters{P: big.NewInt(503), Q: big.NewInt(251), G: big.NewInt(4)}
	digest := sha256.Sum256([]byte("message"))
	message := []byte("message")
	pss := &rsa.PSSOptions{Hash: crypto.SHA256}
	oaep := &rsa.OAEPOptions{Hash: crypto.SHA256}

	return map[string]func(io.Reader) error{
		"crypto/dsa.GenerateKey": func(r io.Reader) error { return dsa.GenerateKey(dsaKey, r) },
		"crypto/dsa.GenerateParameters": func(r io.Reader) error {
			return dsa.GenerateParameters(&dsa.Parameters{}, r, dsa.L1024N160)
		},
		"crypto/dsa.Sign": func(r io.Reader) error {
			_, _, err := dsa.Sign(r, dsaKey, digest[:])
			return err
		},
		"crypto/ecdh.Curve.GenerateKey": func(r io.Reader) error { return second(ecdh.P256().GenerateKey(r)) },
		"crypto/ecdsa.GenerateKey":      func(r io.Reader) error { return second(ecdsa.GenerateKey(elliptic.P256(), r)) },
		"crypto/ecdsa.PrivateKey.Sign":  func(r io.Reader) error { return second(ecdsaKey.Sign(r, digest[:], crypto.SHA256)) },
		"crypto/ecdsa.SignASN1":         func(r io.Reader) error { return second(ecdsa.SignASN1(r, ecdsaKey, digest[:])) },
		"crypto/rand.Int":               func(r io.Reader) error { return second(rand.Int(r, big.NewInt(1000))) },
		"crypto/rand.Prime":             func(r io.Reader) error { return second(rand.Prime(r, 64)) },
		"crypto/rsa.EncryptOAEP": func(r io.Reader) error {
			return second(rsa.EncryptOAEP(sha256.New(), r, &rsaKey.PublicKey, message, nil))
		},
		"crypto/rsa.EncryptPKCS1v15":       func(r io.Reader) error { return second(rsa.EncryptPKCS1v15(r, &rsaKey.PublicKey, message)) },
		"crypto/rsa.GenerateKey":           func(r io.Reader) error { return second(rsa.GenerateKey(r, 1024)) },
		"crypto/rsa.GenerateMultiPrimeKey": func(r io.Reader) error { return second(rsa.GenerateMultiPrimeKey(r, 3, 1024)) },
		"crypto/rsa.PrivateKey.Sign":       func(r io.Reader) error { return second(rsaKey.Sign(r, digest[:], pss)) },
		"crypto/rsa.SignPSS":               func(r io.Reader) error { return second(rsa.SignPSS(r, rsaKey, crypto.SHA256, digest[:], pss)) },
		"crypto/ecdsa.Sign": func(r io.Reader) error {
			_, _, err := ecdsa.Sign(r, ecdsaKey, digest[:])
			return err
		},
		"crypto/ed25519.GenerateKey": func(r io.Reader) error {
			_, _, err := ed25519.GenerateKey(r)
			return err
		},
		"crypto/elliptic.GenerateKey": func(r io.Reader) error {
			_, _, _, err := elliptic.GenerateKey(elliptic.P256(), r)
			return err
		},
		"crypto/rsa.EncryptOAEPWithOptions": func(r io.Reader) error {
			return second(rsa.EncryptOAEPWithOptions(r, &rsaKey.PublicKey, message, oaep))
		},
	}
}

func second[T any](_ T, err error) error { return err }

// AsRandomness or AsLegacyRandomness: a broken reader tells which of them this
// version of Go reads from. A new row of these packages needs a call above.
func TestReadersThatGoIgnoresAreLegacy(t *testing.T) {
	t.Setenv("GODEBUG", "cryptocustomrand=0")
	calls := readerCalls(t)
	broken := iotest.ErrReader(errors.New("no randomness"))
	packages := []string{
		"crypto/dsa", "crypto/ecdh", "crypto/ecdsa", "crypto/ed25519", "crypto/elliptic", "crypto/rand", "crypto/rsa",
	}
	for _, row := range allFuncRows(t) {
		roles := slices.Collect(maps.Values(row.Args))
		honoured := slices.Contains(roles, AsRandomness)
		if !slices.Contains(packages, row.Package) || !honoured && !slices.Contains(roles, AsLegacyRandomness) {
			continue
		}
		name := row.Package + "." + row.Name
		call := calls[name]
		if call == nil {
			t.Errorf("%s takes a reader and the test does not call it", name)
			continue
		}
		delete(calls, name)
		if err := call(broken); (err != nil) != honoured {
			t.Errorf("%s with a broken reader returns %v, and its row says %+v", name, err, row.Args)
		}
	}
	for name := range calls {
		t.Errorf("%s has no row that says that it takes a reader", name)
	}
}
