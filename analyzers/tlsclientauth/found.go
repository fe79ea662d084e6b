package tlsclientauth

import "github.com/cryptolint/cryptolint/internal/rule"

// What is found of a mode, which the messages name. Where it is not known that a server gets the
// configuration, that may verify, and the configuration be completed where it is used: false.
var (
	unverified = map[bool]rule.Finding{
		true:  {Confidence: rule.Likely, Case: "unverified", Instead: mutual, Message: unchecked, Why: created, Advice: require},
		false: {Severity: rule.Medium, Confidence: rule.Unsure, Case: "unverified", Instead: mutual, Message: unchecked, Why: created, Advice: require},
	}
	nameUsed = rule.Finding{
		Confidence: rule.Likely, Case: "unverified", Instead: mutual,
		Message: "%[1]s accepts every certificate, and the name in it is used without verification",
		Why:     created,
		Advice:  require,
	}
	anyAuthority = map[bool]rule.Finding{
		true:  {Confidence: rule.Certain, Case: "any authority", Instead: mutual, Message: trusts, Why: public, Advice: authority},
		false: {Severity: rule.Medium, Confidence: rule.Unsure, Case: "any authority", Instead: mutual, Message: trusts, Why: public, Advice: authority},
	}
	inRootCAs = rule.Finding{
		Confidence: rule.Certain, Case: "any authority", Instead: mutual,
		Message: trusts + ": RootCAs is for clients only",
		Why:     public,
		Advice:  authority,
	}
)

const (
	unchecked = "%[1]s accepts every certificate, and nothing in this package verifies it"
	created   = "an attacker can create a certificate with any name and is accepted with it"
	require   = "use tls.RequireAndVerifyClientCert, and put the authority of the clients into ClientCAs"
	trusts    = "%[1]s without ClientCAs accepts the certificates of all authorities that the system trusts"
	public    = "an attacker who has a certificate from a public authority for any name is accepted"
	authority = "put the authority of the clients into ClientCAs"
)
