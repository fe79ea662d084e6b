package deadcrypto

import (
	"strings"

	"github.com/cryptolint/cryptolint/internal/rule"
)

// pkg is a package that nobody should begin to use.
type pkg struct {
	path     string // with those below it
	severity rule.Severity
	state    string // what became of it, after its path
	why      string
	advice   string
}

const (
	unmaintained = "is not maintained"
	deprecated   = "is deprecated"

	noFixes = "vulnerabilities in it are no longer fixed"
)

// packages are those of which the import is the defect. Where another rule judges what is
// done with a package, as CL202 with Blowfish, it is not one of them.
var packages = []pkg{
	{"github.com/dgrijalva/jwt-go", rule.Medium, "has not been maintained since 2021", "it accepts tokens for any audience if the claim is an empty list (CVE-2020-26160)", "use github.com/golang-jwt/jwt/v5"},
	{"github.com/form3tech-oss/jwt-go", rule.Medium, unmaintained, noFixes, "use github.com/golang-jwt/jwt/v5"},
	{"github.com/robbert229/jwt", rule.Medium, unmaintained, noFixes, "use github.com/golang-jwt/jwt/v5"},
	{"github.com/SermoDigital/jose", rule.Medium, unmaintained, noFixes, "use github.com/go-jose/go-jose/v4"},
	{"github.com/square/go-jose", rule.Medium, unmaintained, noFixes, "use github.com/go-jose/go-jose/v4"},
	{"gopkg.in/square/go-jose.v1", rule.Medium, unmaintained, noFixes, "use github.com/go-jose/go-jose/v4"},
	{"gopkg.in/square/go-jose.v2", rule.Medium, unmaintained, noFixes, "use github.com/go-jose/go-jose/v4"},
	{"gopkg.in/go-jose/go-jose.v2", rule.Medium, unmaintained, noFixes, "use github.com/go-jose/go-jose/v4"},
	{"github.com/lestrrat/go-jwx", rule.Medium, unmaintained, noFixes, "use github.com/lestrrat-go/jwx/v3"},

	{"golang.org/x/crypto/openpgp", rule.Medium, deprecated, "it has known vulnerabilities that will not be fixed, and newer versions of golang.org/x/crypto no longer contain it", "use github.com/ProtonMail/go-crypto, or age for new formats"},
	{"golang.org/x/crypto/bn256", rule.Medium, deprecated, "its curve has about 100 bits of security, not 128", "use a BLS12-381 curve"},
	{"golang.org/x/crypto/poly1305", rule.Low, deprecated, "a key that authenticates two messages lets an attacker forge others", "use golang.org/x/crypto/chacha20poly1305"},
	{"golang.org/x/crypto/salsa20/salsa", rule.Low, deprecated, "it is a building block and protects nothing by itself", "use golang.org/x/crypto/chacha20poly1305"},
	{"golang.org/x/crypto/md4", rule.Low, deprecated, "collisions of MD4 can be found by hand", "use crypto/sha256, or write an ignore comment that names the protocol which requires MD4"},
	{"golang.org/x/crypto/ripemd160", rule.Low, deprecated, "160 bits are too few to prevent collisions", "use crypto/sha256, or write an ignore comment that names the protocol which requires RIPEMD-160"},
}

// packageOf returns what is known of an import path, or nil.
func packageOf(path string) *pkg {
	for i := range packages {
		if p := &packages[i]; path == p.path || strings.HasPrefix(path, p.path+"/") {
			return p
		}
	}
	return nil
}
