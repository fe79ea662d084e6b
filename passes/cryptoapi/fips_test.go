package cryptoapi

//lint:file-ignore SA1019 the table speaks of deprecated functions as well

import (
	"bufio"
	"bytes"
	"crypto"
	"crypto/aes"
	"crypto/cipher"
	"crypto/des"
	"crypto/dsa"
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/hmac"
	"crypto/md5"
	"crypto/mlkem"
	"crypto/rand"
	"crypto/rc4"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha3"
	"crypto/sha512"
	"fmt"
	"io"
	"math/big"
	"os"
	"os/exec"
	"strings"
	"testing"

	"golang.org/x/crypto/chacha20poly1305"
)

// fipsChild is the variable that makes TestFIPSCalls do something.
const fipsChild = "CRYPTOLINT_TEST_FIPS"

// fipsCalls call the functions of which the mode may have something to say, with
// arguments that are sound. What a call returns is used, too: for some, the mode
// refuses only that.
func fipsCalls() map[string]func() error {
	message := []byte("message")
	digest := sha256.Sum256(message)
	block := func() cipher.Block { b, _ := aes.NewCipher(make([]byte, 32)); return b }
	rsaKey := func() *rsa.PrivateKey { k, _ := rsa.GenerateKey(rand.Reader, 2048); return k }
	stream := func(s cipher.Stream) error { s.XORKeyStream(make([]byte, 16), make([]byte, 16)); return nil }
	sum := func(w io.Writer) error { _, err := w.Write(message); return err }
	iv := make([]byte, aes.BlockSize)
	dsaKey := &dsa.PrivateKey{X: big.NewInt(5)}
	dsaKey.Parameters = dsa.Parameters{P: big.NewInt(503), Q: big.NewInt(251), G: big.NewInt(4)}
	dsaKey.Y = big.NewInt(18) // 4^5

	return map[string]func() error{
		"crypto/md5.New":                      func() error { return sum(md5.New()) },
		"crypto/md5.Sum":                      func() error { md5.Sum(message); return nil },
		"crypto/sha1.New":                     func() error { return sum(sha1.New()) },
		"crypto/sha1.Sum":                     func() error { sha1.Sum(message); return nil },
		"crypto/sha256.New":                   func() error { return sum(sha256.New()) },
		"crypto/sha512.Sum512_256":            func() error { sha512.Sum512_256(message); return nil },
		"crypto/sha3.NewSHAKE128":             func() error { return sum(sha3.NewSHAKE128()) },
		"crypto/hmac.New":                     func() error { return sum(hmac.New(sha256.New, make([]byte, 32))) },
		"crypto/aes.NewCipher":                func() error { return second(aes.NewCipher(make([]byte, 32))) },
		"crypto/des.NewCipher":                func() error { return second(des.NewCipher(make([]byte, 8))) },
		"crypto/des.NewTripleDESCipher":       func() error { return second(des.NewTripleDESCipher(make([]byte, 24))) },
		"crypto/rc4.NewCipher":                func() error { return second(rc4.NewCipher(make([]byte, 16))) },
		"crypto/cipher.NewGCM":                func() error { return sealed(cipher.NewGCM(block())) },
		"crypto/cipher.NewGCMWithNonceSize":   func() error { return sealed(cipher.NewGCMWithNonceSize(block(), 16)) },
		"crypto/cipher.NewGCMWithTagSize":     func() error { return sealed(cipher.NewGCMWithTagSize(block(), 16)) },
		"crypto/cipher.NewGCMWithRandomNonce": func() error { return sealed(cipher.NewGCMWithRandomNonce(block())) },
		"crypto/cipher.NewCBCEncrypter":       func() error { cipher.NewCBCEncrypter(block(), iv).CryptBlocks(make([]byte, 16), iv); return nil },
		"crypto/cipher.NewCTR":                func() error { return stream(cipher.NewCTR(block(), iv)) },
		"crypto/cipher.NewOFB":                func() error { return stream(cipher.NewOFB(block(), iv)) },
		"crypto/cipher.NewCFBEncrypter":       func() error { return stream(cipher.NewCFBEncrypter(block(), iv)) },
		"crypto/cipher.NewCFBDecrypter":       func() error { return stream(cipher.NewCFBDecrypter(block(), iv)) },
		"crypto/dsa.GenerateParameters":       func() error { return dsa.GenerateParameters(&dsa.Parameters{}, rand.Reader, dsa.L1024N160) },
		"crypto/dsa.GenerateKey":              func() error { return dsa.GenerateKey(dsaKey, rand.Reader) },
		"crypto/dsa.Sign":                     func() error { _, _, err := dsa.Sign(rand.Reader, dsaKey, digest[:]); return err },
		"crypto/dsa.Verify":                   func() error { dsa.Verify(&dsaKey.PublicKey, digest[:], big.NewInt(1), big.NewInt(1)); return nil },
		"crypto/ecdh.X25519":                  func() error { return second(ecdh.X25519().GenerateKey(rand.Reader)) },
		"crypto/ecdh.P256":                    func() error { return second(ecdh.P256().GenerateKey(rand.Reader)) },
		"crypto/ecdsa.GenerateKey":            func() error { return second(ecdsa.GenerateKey(elliptic.P256(), rand.Reader)) },
		"crypto/ed25519.GenerateKey":          func() error { _, _, err := ed25519.GenerateKey(rand.Reader); return err },
		"crypto/mlkem.GenerateKey768":         func() error { return second(mlkem.GenerateKey768()) },
		"crypto/rand.Prime":                   func() error { return second(rand.Prime(rand.Reader, 1024)) },
		"crypto/rand.Int":                     func() error { return second(rand.Int(rand.Reader, big.NewInt(1000))) },
		"crypto/rsa.GenerateKey":              func() error { return second(rsa.GenerateKey(rand.Reader, 2048)) },
		"crypto/rsa.GenerateMultiPrimeKey":    func() error { return second(rsa.GenerateMultiPrimeKey(rand.Reader, 2, 2048)) },
		"crypto/rsa.SignPKCS1v15":             func() error { return second(rsa.SignPKCS1v15(nil, rsaKey(), crypto.SHA256, digest[:])) },
		"crypto/rsa.EncryptOAEP": func() error {
			return second(rsa.EncryptOAEP(sha256.New(), rand.Reader, &rsaKey().PublicKey, message, nil))
		},
		"crypto/rsa.EncryptPKCS1v15": func() error { return second(rsa.EncryptPKCS1v15(rand.Reader, &rsaKey().PublicKey, message)) },
		"crypto/rsa.DecryptPKCS1v15": func() error {
			key := rsaKey()
			return second(rsa.DecryptPKCS1v15(nil, key, rawPKCS1v15(&key.PublicKey)))
		},
		"crypto/rsa.DecryptPKCS1v15SessionKey": func() error {
			key := rsaKey()
			return rsa.DecryptPKCS1v15SessionKey(nil, key, rawPKCS1v15(&key.PublicKey), make([]byte, 16))
		},
		"golang.org/x/crypto/chacha20poly1305.New":  func() error { return second(chacha20poly1305.New(make([]byte, 32))) },
		"golang.org/x/crypto/chacha20poly1305.NewX": func() error { return second(chacha20poly1305.NewX(make([]byte, 32))) },
	}
}

// rawPKCS1v15 encrypts a short key with the padding that the mode refuses to write.
func rawPKCS1v15(public *rsa.PublicKey) []byte {
	padded := bytes.Repeat([]byte{1}, public.Size())
	copy(padded, []byte{0, 2})
	padded[len(padded)-17] = 0
	c := new(big.Int).Exp(new(big.Int).SetBytes(padded), big.NewInt(int64(public.E)), public.N)
	return c.FillBytes(make([]byte, public.Size()))
}

func sealed(aead cipher.AEAD, err error) error {
	if err == nil {
		aead.Seal(nil, make([]byte, aead.NonceSize()), []byte("message"), nil)
	}
	return err
}

// TestFIPSCalls is the other process of the test below.
func TestFIPSCalls(t *testing.T) {
	if os.Getenv(fipsChild) == "" {
		t.Skip("TestNotFIPSIsWhatTheModeRefuses runs it in FIPS 140-3 mode")
	}
	for name, call := range fipsCalls() {
		fmt.Printf("refused=%v %s\n", refused(call), name)
	}
}

// refused reports whether a call returns an error or panics.
func refused(call func() error) (refused bool) {
	defer func() { refused = refused || recover() != nil }()
	return call() != nil
}

// A row says not-fips if the mode refuses the function, and only then.
func TestNotFIPSIsWhatTheModeRefuses(t *testing.T) {
	child := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestFIPSCalls$", "-test.v")
	child.Env = append(os.Environ(), fipsChild+"=1", "GODEBUG=fips140=only")
	out, err := child.CombinedOutput()
	if err != nil {
		t.Fatalf("the calls in FIPS 140-3 mode: %v\n%s", err, out)
	}
	called := map[string]bool{}
	for lines := bufio.NewScanner(bytes.NewReader(out)); lines.Scan(); {
		verdict, name, ok := strings.Cut(lines.Text(), " ")
		if !ok || !strings.HasPrefix(verdict, "refused=") {
			continue
		}
		called[name] = true
		k := readings(name)[0]
		row := Builtin().FuncNamed(k.path, k.typ, k.name)
		if row == nil {
			t.Errorf("%s has no row", name)
			continue
		}
		if want := verdict == "refused=true"; row.NotFIPS != want {
			t.Errorf("%s is refused: %v, and its row says %s", name, want, row)
		}
	}
	for name, call := range fipsCalls() {
		if refused(call) {
			t.Errorf("the test calls %s in a way that fails without the mode, too", name)
		}
	}
	for _, row := range allFuncRows(t) {
		name := row.Package + "." + row.Name
		if row.NotFIPS && !called[name] && memberOf(row.Name).typ == "" {
			t.Errorf("%s is not-fips in its row, and the test does not call it", name)
		}
	}
	if len(called) != len(fipsCalls()) {
		t.Errorf("%d of %d functions were called:\n%s", len(called), len(fipsCalls()), out)
	}
}
