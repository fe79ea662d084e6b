package certverify

import (
	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/flow/callback"
)

// accepted are what is found of what verifies certificates in place of crypto/tls, of a client
// or a server. The messages name the function.
var accepted = map[bool]map[callback.Acceptance]rule.Finding{
	clients: {
		callback.Signed: {
			Severity: rule.Medium, Confidence: rule.Likely, Case: "signature only", Instead: client,
			Message: "%[1]s checks only the signature of the certificate",
			Why:     "an attacker can use a certificate that has expired, or that was issued for another purpose or name",
			Advice:  "call Certificate.Verify with the authority in Roots, and the host in DNSName",
		},
		callback.AnyAuthority: {
			Confidence: rule.Likely, Case: "any name", Instead: client,
			Message: "%[1]s accepts a certificate for any name",
			Why:     "an attacker on the network who has a certificate for any other host can pose as the server",
			Advice:  "set DNSName to the host, or to ConnectionState.ServerName in VerifyConnection",
		},
		callback.AnyName:  anyMember,
		callback.AnyUsage: anyMember,
	},
	servers: {
		callback.Signed: {
			Severity: rule.Medium, Confidence: rule.Likely, Case: "signature only", Instead: server,
			Message: "%[1]s checks only the signature of the certificate",
			Why:     "an attacker can use a certificate that has expired, or that was issued for another purpose or name",
			Advice:  "call Certificate.Verify with the authority in Roots, and ExtKeyUsageClientAuth in KeyUsages",
		},
		callback.AnyAuthority: {
			Confidence: rule.Likely, Case: "any authority", Instead: server,
			Message: "%[1]s accepts the certificates of all authorities that the system trusts",
			Why:     "an attacker who has a certificate from a public authority for any name is accepted",
			Advice:  "put the authority of the clients into Roots, and ExtKeyUsageClientAuth into KeyUsages",
		},
		callback.AnyUsage: {
			Severity: rule.Low, Confidence: rule.Likely, Case: "any usage", Instead: server,
			Message: "%[1]s accepts certificates that were issued for another purpose, with ExtKeyUsageAny",
			Why:     "an attacker with the key of any server of the same authority can pose as a client",
			Advice:  "put ExtKeyUsageClientAuth into KeyUsages",
		},
	},
}

const (
	clients = false
	servers = true
)

// What is found where roots of a verification came with what it verifies: in a function that verifies in place
// of crypto/tls, and in one that verifies after the handshake.
var (
	sentRoots = rule.Finding{
		Confidence: rule.Likely, Case: "roots of the peer", Instead: client,
		Message: "Roots of the verification contains certificates that the peer sent",
		Why:     "an attacker can send an authority of their choice, and a certificate that it issued for any name",
		Advice:  "put the authorities that the program trusts into Roots, and what the peer sent into Intermediates only",
	}
	laterRoots = rule.Finding{
		Confidence: rule.Likely, Case: "roots of the peer", Instead: verify,
		Message: "Roots of the verification contains certificates that the peer sent",
		Why:     "an attacker can send an authority of their choice, and a certificate that it issued for any name",
		Advice:  "put the authorities that the program trusts into Roots, and what the peer sent into Intermediates only",
	}
)

// keptRoots are roots that a configuration has from a handshake, by their field.
var keptRoots = map[string]rule.Finding{
	"RootCAs": {
		Confidence: rule.Likely, Case: "roots of the peer", Instead: client,
		Message: "RootCAs contains certificates that a peer sent",
		Why:     "an attacker who is on the network at the first connection is trusted afterwards",
		Advice:  "put the authorities that the program is configured with into RootCAs",
	},
	"ClientCAs": {
		Confidence: rule.Likely, Case: "roots of the peer", Instead: server,
		Message: "ClientCAs contains certificates that a peer sent",
		Why:     "an attacker who is on the network at the first connection is trusted afterwards",
		Advice:  "put the authorities that the program is configured with into ClientCAs",
	},
}

// anyMember is what is found where a client accepts all certificates of its authorities.
var anyMember = rule.Finding{
	Severity: rule.Low, Confidence: rule.Likely, Profile: "strict", Case: "any name of the authority", Instead: client,
	Message: "%[1]s accepts every certificate of the authorities in Roots, for any name",
	Why:     "an attacker with the key of one member can pose as any other",
	Advice:  "set DNSName to the host, or compare the names in the certificate",
}

var (
	constantTime = rule.Finding{
		Severity: rule.Medium, Confidence: rule.Likely, Case: "constant time", Instead: verify,
		Message: "CurrentTime is a constant",
		Why:     "an attacker can use the key of an expired certificate forever",
		Advice:  "leave CurrentTime out: the current time is the default",
	}
	certificateTime = rule.Finding{
		Severity: rule.Low, Confidence: rule.Likely, Case: "time of the certificate", Instead: verify,
		Message: "CurrentTime is a time from a certificate",
		Why:     "an attacker can use the key of a certificate long after it has expired",
		Advice:  "leave CurrentTime out: the current time is the default",
	}
	constantClock = rule.Finding{
		Severity: rule.Medium, Case: "clock", Instead: client,
		Message: "the clock of the TLS configuration is constant",
		Why:     "an attacker can use the key of an expired certificate forever",
		Advice:  "leave Time out: time.Now is the default",
	}

	// emptyPool is what is found of certificates for a pool that may not be any.
	emptyPool = rule.Finding{
		Severity: rule.Low, Confidence: rule.Certain, Case: "pool", Instead: roots,
		Message: "the result of %[1]s is dropped",
		Why:     "a file without a certificate goes unnoticed, and the pool lacks the authorities that it should contain",
		Advice:  "return an error if the result is false",
	}

	commonName = rule.Finding{
		Profile: "strict", Severity: rule.Low, Confidence: rule.Likely, Case: "common name",
		Message: "the common name of a certificate determines who the peer is",
		Why:     "an attacker may get a certificate with any common name from an authority that only checks the other names",
		Advice:  "compare DNSNames or URIs",
	}
)
