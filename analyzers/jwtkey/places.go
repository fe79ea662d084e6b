package jwtkey

import (
	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/mention"
)

// packages are those whose keys of bytes are secrets for HMAC.
var packages = append(cryptoapi.JWTGo(),
	"github.com/go-jose/go-jose/v4", "github.com/go-jose/go-jose/v3", "gopkg.in/square/go-jose.v2",
	"github.com/go-jose/go-jose/v4/jwt", "github.com/go-jose/go-jose/v3/jwt", "gopkg.in/square/go-jose.v2/jwt",
	"github.com/lestrrat-go/jwx/v2/jwt", "github.com/lestrrat-go/jwx/v2/jws", "github.com/lestrrat-go/jwx/v3/jwt", "github.com/lestrrat-go/jwx/v3/jws",
	"github.com/go-chi/jwtauth/v5",
)

// lead is where a token may lead to.
type lead struct {
	whole  bool // only if nothing of the place is the program's
	what   string
	why    string
	advice string
}

var (
	file = lead{
		what:   "a file",
		why:    "an attacker can name another file whose content they know, and sign tokens with it",
		advice: "look the name up in a map of the keys, or open it with os.Root",
	}
	address = lead{
		whole: true, what: "an address",
		why:    "an attacker can name a server that they control, and sign tokens with the key that it sends",
		advice: "fetch keys from an address in the configuration",
	}
	query = lead{
		what:   "a query",
		why:    "an attacker can make the database answer with a key that they chose",
		advice: "pass the name of the key as an argument of the query",
	}
)

// leads are the functions that get something from a place, and places the index of the
// argument that names it.
var leads = map[string]lead{
	"os.ReadFile": file, "os.Open": file, "os.OpenFile": file, "io/ioutil.ReadFile": file,

	"net/http.Get": address, "net/http.Client.Get": address, "net/http.NewRequest": address, "net/http.NewRequestWithContext": address,

	"database/sql.DB.Query": query, "database/sql.DB.QueryRow": query, "database/sql.DB.QueryContext": query, "database/sql.DB.QueryRowContext": query,
	"database/sql.Tx.Query": query, "database/sql.Tx.QueryRow": query, "database/sql.Tx.QueryContext": query, "database/sql.Tx.QueryRowContext": query,
}

var places = map[string]int{
	"os.ReadFile": 0, "os.Open": 0, "os.OpenFile": 0, "io/ioutil.ReadFile": 0,

	"net/http.Get": 0, "net/http.Client.Get": 0, "net/http.NewRequest": 1, "net/http.NewRequestWithContext": 2,

	"database/sql.DB.Query": 0, "database/sql.DB.QueryRow": 0, "database/sql.DB.QueryContext": 1, "database/sql.DB.QueryRowContext": 1,
	"database/sql.Tx.Query": 0, "database/sql.Tx.QueryRow": 0, "database/sql.Tx.QueryContext": 1, "database/sql.Tx.QueryRowContext": 1,
}

// checks are how programs look at a name before they go on with it.
var checks = []string{
	"regexp.Regexp.MatchString", "regexp.MatchString", "regexp.Regexp.FindStringSubmatch", "path/filepath.Base", "path.Base", "path/filepath.IsLocal",
	"path/filepath.Localize", "strings.HasPrefix", "strings.Contains", "strings.ContainsAny", "strings.ContainsRune", "strings.IndexByte", "strings.ContainsFunc",
	"strings.EqualFold", "slices.Contains", "slices.Index", "slices.ContainsFunc", "github.com/google/uuid.Parse", "strconv.Atoi", "strconv.ParseInt",
	"strconv.ParseUint", "encoding/hex.DecodeString", "crypto/x509.Certificate.Verify", "crypto/x509.Certificate.CheckSignatureFrom",
}

// Of jwx: what verifies with keys that it fetches itself, and what lets it fetch them from
// everywhere.
var (
	automatic = []string{
		"github.com/lestrrat-go/jwx/v2/jwt.WithVerifyAuto", "github.com/lestrrat-go/jwx/v2/jws.WithVerifyAuto",
		"github.com/lestrrat-go/jwx/v3/jwt.WithVerifyAuto", "github.com/lestrrat-go/jwx/v3/jws.WithVerifyAuto",
	}
	unrestricted = []string{
		"github.com/lestrrat-go/jwx/v2/jwk.InsecureWhitelist", "github.com/lestrrat-go/jwx/v2/jwk.NewInsecureWhitelist",
		"github.com/lestrrat-go/jwx/v3/jwk.InsecureWhitelist", "github.com/lestrrat-go/jwx/v3/jwk.NewInsecureWhitelist",
	}
)

// anyURL reports the automatic verification of jwx where it may fetch keys from everywhere.
func (c *checker) anyURL() {
	mentions := mention.Of(c.Pass.Pass)
	auto := mentions.Named(automatic...)
	for _, everywhere := range mentions.Named(unrestricted...) {
		for _, verify := range auto {
			if verify.Call == nil || everywhere.Node.Pos() < verify.Call.Pos() || verify.Call.End() < everywhere.Node.End() {
				continue
			}
			c.Report(rule.Finding{
				Pos: everywhere.Node.Pos(), End: everywhere.Node.End(), Severity: rule.Critical, Confidence: rule.Certain, Case: "any address",
				Message: "WithVerifyAuto with jwk.InsecureWhitelist gets the key from any address that the header of the token names",
				Why:     address.why,
				Advice:  "use jwt.WithKeySet with the keys of the issuer, or jwk.NewMapWhitelist with its address",
			})
		}
	}
}
