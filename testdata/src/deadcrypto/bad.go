package deadcrypto

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"io"
	"math/big"

	"github.com/dgrijalva/jwt-go" // want `CL905: github.com/dgrijalva/jwt-go has not been maintained since 2021; why: it accepts tokens for any audience`
	"golang.org/x/crypto/acme"
	"golang.org/x/crypto/bn256" // want `CL905: golang.org/x/crypto/bn256 is deprecated`
	"golang.org/x/crypto/curve25519"
	hash "golang.org/x/crypto/md4"               // want `CL905: golang.org/x/crypto/md4 is deprecated`
	"golang.org/x/crypto/openpgp/armor"          // want `CL905: golang.org/x/crypto/openpgp/armor is deprecated; why: it has known vulnerabilities`
	openpgp "golang.org/x/crypto/openpgp/packet" // the same work as the import above
	_ "golang.org/x/crypto/ripemd160"            // want `CL905: golang.org/x/crypto/ripemd160 is deprecated`
)

func badRevocationList(der []byte) (*pkix.CertificateList, error) {
	return x509.ParseCRL(der) // want `CL905: x509.ParseCRL was deprecated in Go 1.19; why: .*; fix: use x509.CreateRevocationList and x509.ParseRevocationList$`
}

// The second in a file is the same work as the first.
func sameAgain(der []byte) (*pkix.CertificateList, error) { return x509.ParseCRL(der) }

func badOldRevocationList(ca *x509.Certificate, key any, revoked []pkix.RevokedCertificate) ([]byte, error) {
	return ca.CreateCRL(rand.Reader, key, revoked, ca.NotBefore, ca.NotAfter) // want `CL905: x509.Certificate.CreateCRL was deprecated`
}

func badMode(key, iv, text []byte) error {
	block, err := aes.NewCipher(key)
	if err != nil {
		return err
	}
	cipher.NewCFBEncrypter(block, iv).XORKeyStream(text, text) // CL203 reports it
	return nil
}

// The function is a value.
var newDecrypter = cipher.NewCFBDecrypter // CL203 reports it

func badPoint(point []byte) (x, y *big.Int) {
	return elliptic.Unmarshal(elliptic.P256(), point) // CL304 reports it
}

// The method of an interface, and that of an embedded one.
type curve struct{ elliptic.Curve }

func badArithmetic(c elliptic.Curve, mine curve, x, y *big.Int, k []byte) (*big.Int, *big.Int) {
	x, y = c.ScalarMult(x, y, k) // CL304 reports it
	return mine.Double(x, y)     // CL304 reports it
}

func badSharedSecret(out, private, public *[32]byte) {
	curve25519.ScalarMult(out, private, public) // CL304 reports it
}

func badOldACME(client *acme.Client, token string) (tls.Certificate, string, error) {
	return client.TLSSNI01ChallengeCert(token) // want `CL905: acme.Client.TLSSNI01ChallengeCert is deprecated`
}

func parse(token string, keyfunc jwt.Keyfunc) (*jwt.Token, error) { return jwt.Parse(token, keyfunc) }

func digest(text string) []byte {
	h := hash.New()
	io.WriteString(h, text)
	return h.Sum(nil)
}

func pairing(a *bn256.G1, b *bn256.G2) *bn256.GT { return bn256.Pair(a, b) }

func read(in io.Reader) (openpgp.Packet, error) {
	block, err := armor.Decode(in)
	if err != nil {
		return nil, err
	}
	return openpgp.Read(block.Body)
}
