package tlsverify

import "github.com/cryptolint/cryptolint/internal/rule"

const (
	skipped = "InsecureSkipVerify turns off the verification of the certificate"
	posing  = "an attacker on the network can pose as the other end, and read and change everything"
)

// What is found. Where a function looks at the certificate, the message names it.
var (
	// unverified is all that is left: nothing else takes the place of the verification.
	unverified = rule.Finding{
		Confidence: rule.Certain,
		Message:    skipped,
		Why:        posing,
		Advice:     "leave InsecureSkipVerify out, and put a private authority or a self-signed certificate into RootCAs",
	}
	accepted = rule.Finding{
		Confidence: rule.Certain, Case: "accepts",
		Message: skipped + ", and %s accepts every certificate",
		Why:     posing,
		Advice:  unverified.Advice,
	}

	// choice is what is reported where the operator decides, option where a caller does.
	choice = rule.Finding{
		Severity: rule.Low, Confidence: rule.Certain, Case: "operator",
		Message: "a setting can turn off the verification of TLS certificates",
		Why:     "where it is set, an attacker on the network can read and change everything",
		Advice:  "offer a setting for the roots to trust instead, and put them into RootCAs",
	}
	option = rule.Finding{
		Severity: rule.Low, Confidence: rule.Certain, Case: choice.Case,
		Message: "an option turns off the verification of TLS certificates",
		Why:     "where a caller asks for it, an attacker on the network can read and change everything",
		Advice:  "offer an option for the roots to trust instead, and put them into RootCAs",
	}

	inspected = rule.Finding{
		Severity: rule.Low, Confidence: rule.Likely, Case: "inspects",
		Message: skipped + " of a connection whose state is inspected",
		Why:     "an attacker on the network can read and change everything else that is sent or received",
		Advice:  "close the connection after reading the certificate, and verify it before anything depends on it",
	}
	pinned = rule.Finding{
		Severity: rule.Low, Confidence: rule.Likely, Case: "pinned",
		Message: skipped + ", and %s compares it with a known one",
		Why:     "a certificate that is revoked or expired is still accepted, and one that is renewed is not",
		Advice:  "put the known certificate into RootCAs, or pin its authority in VerifyConnection in addition to the normal verification",
	}
	incomplete = rule.Finding{
		Severity: rule.Medium, Confidence: rule.Likely, Case: "incomplete",
		Message: skipped + ", and %s does not call Certificate.Verify instead",
		Why:     "an attacker on the network can pose as the other end with any certificate that passes that check",
		Advice:  "call Certificate.Verify with Roots and DNSName there",
	}

	// onlyFirst is a check that is left out when a connection is resumed.
	onlyFirst = rule.Finding{
		Severity: rule.Low, Confidence: rule.Likely, Case: "resumed", Instead: withRoots,
		Message: "%[1]s checks certificates in VerifyPeerCertificate, which is not called when a connection is resumed",
		Why:     "for a week after its last full handshake, an attacker with a certificate that is revoked or no longer allowed can resume a connection",
		Advice:  "check in VerifyConnection, which is always called",
	}
)
