package jwtunverified

import (
	"slices"

	"github.com/cryptolint/cryptolint/internal/lazyregexp"
	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/mention"
)

var (
	// remote are functions that get the keys of somebody else, who issues tokens for others too.
	remote = []string{
		jwx + "v2/jwk.Fetch", jwx + "v2/jwk.Cache.Get", jwx + "v2/jwk.NewCachedSet",
		jwx + "v3/jwk.Fetch", jwx + "v3/jwk.Cache.Lookup", jwx + "v3/jwk.Cache.CachedSet",
		"github.com/MicahParks/keyfunc.Get", "github.com/MicahParks/keyfunc/v2.Get",
		"github.com/MicahParks/keyfunc/v3.NewDefault", "github.com/MicahParks/keyfunc/v3.NewDefaultCtx",
		"github.com/MicahParks/keyfunc/v3.NewDefaultOverrideCtx", "github.com/coreos/go-oidc/v3/oidc.NewRemoteKeySet",
	}

	// parsers verify tokens, with those keys.
	parsers = slices.Concat(cryptoapi.InJWTGo("Parse", "ParseWithClaims", "Parser.Parse", "Parser.ParseWithClaims"), []string{
		jwx + "v2/jwt.Parse", jwx + "v2/jwt.ParseString", jwx + "v2/jwt.ParseRequest", jwx + "v2/jwt.ParseHeader",
		jwx + "v3/jwt.Parse", jwx + "v3/jwt.ParseString", jwx + "v3/jwt.ParseRequest", jwx + "v3/jwt.ParseHeader",
		"github.com/coreos/go-oidc/v3/oidc.RemoteKeySet.VerifySignature", "github.com/coreos/go-oidc/v3/oidc.KeySet.VerifySignature",
	})

	// makers create tokens.
	makers = append(cryptoapi.InJWTGo("New", "NewWithClaims"), jwx+"v2/jwt.NewBuilder", jwx+"v3/jwt.NewBuilder")
)

// missing is what a package nowhere looks at, or sets, of the tokens that it verifies or makes.
var missing = []struct {
	where   []string // only where one of them is named, if there are any
	at      []string
	says    *lazyregexp.Regexp // names that are about it
	claims  []string           // in which it is
	members []string           // by which others can see to it, where they get the claims
	finding rule.Finding
}{{
	where: remote, at: parsers, says: lazyregexp.New(`(?i)audience|^aud$|client_?id|azp|app_?id`),
	claims: []string{"aud", "azp", "client_id", "cid", "appid"}, members: []string{"GetAudience", "Audience", "VerifyAudience", "Claims"},
	finding: rule.Finding{
		Severity: rule.Medium, Confidence: rule.Likely, Case: "audience",
		Message: "tokens of an issuer are accepted for whichever program it issued them",
		Why:     "an attacker who runs another program of the same issuer, or has a token for one, can log in here with it",
		Advice:  "require the audience: jwt.WithAudience with the name by which the issuer knows this program",
	},
}, {
	at: makers, says: lazyregexp.New(`(?i)expir|^exp$|ttl|life_?time|max_?age|valid(ity|_?for|_?until)|not_?after`),
	claims: []string{"exp"}, members: []string{"SignedString", "Claims", "Expiration"},
	finding: rule.Finding{
		Severity: rule.Low, Confidence: rule.Likely, Case: "expiry", Profile: "strict", Instead: verify,
		Message: "tokens are created that never expire",
		Why:     "an attacker who finds one, in a log or a backup, can use it for as long as its key is in use",
		Advice:  "set ExpiresAt",
	},
}}

// incomplete reports tokens for everyone, and for ever.
func (c *checker) incomplete() {
	for _, m := range missing {
		if m.where != nil && !c.mentions.Any(m.where...) || !c.mentions.Any(m.at...) || c.mentions.Speaks(m.says.MatchString) ||
			mention.Spells(c.Pass.Pass, m.claims...) || mention.HandsOnMembers(c.Pass.Pass, m.members, libraries...) {
			continue
		}
		// where there are several, some may get keys of the program's own
		other := func(s mention.Symbol) bool {
			return m.where == nil && s.PassesOn(1) || m.where != nil && len(c.mentions.Named(m.at...)) > 1 && !c.mentions.Within(c.FunctionAround(s.Node.Pos()), m.where...)
		}
		for _, symbol := range slices.DeleteFunc(c.mentions.Named(m.at...), other) {
			c.Report(m.finding.At(symbol.Node))
		}
	}
}
