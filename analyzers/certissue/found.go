package certissue

import "github.com/cryptolint/cryptolint/internal/rule"

// What is found in the template of an authority.
var (
	constraints = rule.Finding{
		Severity: rule.Low, Confidence: rule.Certain, Case: "constraints", Instead: authority,
		Message: "IsCA has no effect without BasicConstraintsValid",
		Why:     "the certificate does not say that it is an authority: some programs refuse what it signs, and others accept every certificate as an authority",
		Advice:  "set BasicConstraintsValid",
	}
	lacksUsage = rule.Finding{
		Severity: rule.Low, Confidence: rule.Certain, Case: "usage", Instead: authority,
		Message: "the key usage of an authority lacks KeyUsageCertSign",
		Why:     "clients reject what it signs, which makes people turn verification off",
		Advice:  "add x509.KeyUsageCertSign to KeyUsage",
	}
)

// What is found in the template of a certificate that an authority issues.
var (
	leafIssues = rule.Finding{
		Confidence: rule.Likely, Case: "leaf", Instead: authority,
		Message: "a server certificate is also an authority",
		Why:     "an attacker who has the key of this server can issue certificates for all others",
		Advice:  "leave IsCA and KeyUsageCertSign out of the certificates of servers",
	}
	signs = rule.Finding{
		Severity: rule.Low, Confidence: rule.Certain, Case: "signs", Instead: authority,
		Message: "KeyUsageCertSign is set in a certificate that is not an authority",
		Why:     "an attacker who has its key can issue certificates that are accepted by programs that check only the key usage",
		Advice:  "leave KeyUsageCertSign out, or set IsCA and BasicConstraintsValid",
	}
	validity = rule.Finding{
		Profile: "strict", Severity: rule.Low, Confidence: rule.Certain, Case: "validity", Instead: authority,
		Message: "the certificate is valid for %[1]d days",
		Why:     "an attacker who has its key can use it that long, unless all clients check for revocation",
		Advice:  "issue certificates for at most %[2]d days, and renew them automatically",
	}
)

// What is found in a serial number.
var (
	repeated = rule.Finding{
		Severity: rule.Low, Confidence: rule.Likely, Case: "constant", Instead: authority,
		Message: "all certificates get the same serial number",
		Why:     "one cannot be revoked without the others, so an attacker can keep using a stolen one",
		Advice:  leaveOut,
	}
	predictable = rule.Finding{
		Severity: rule.Low, Confidence: rule.Likely, Case: "predictable", Instead: authority,
		Message: "the serial number comes from %[1]s",
		Why:     prepared,
		Advice:  leaveOut,
	}
	short = rule.Finding{
		Severity: rule.Low, Confidence: rule.Likely, Case: "short", Instead: authority,
		Message: "the serial number has only %[1]d random bytes",
		Why:     prepared,
		Advice:  leaveOut,
	}
)

const (
	prepared = "an attacker who can predict the certificate can prepare a collision of its hash"
	leaveOut = "leave SerialNumber out: CreateCertificate generates a random one"
)

// What is found where certificates are requested automatically.
var (
	noPolicy = rule.Finding{
		Confidence: rule.Certain, Case: "hosts",
		Message: "autocert.Manager without HostPolicy gets certificates for any name",
		Why:     anyName,
		Advice:  allow,
	}
	anyHost = rule.Finding{
		Confidence: rule.Likely, Case: "hosts",
		Message: "%[1]s, which decides for which names certificates are requested, accepts any",
		Why:     anyName,
		Advice:  allow,
	}
	noNames = rule.Finding{
		Confidence: rule.Certain, Case: "hosts",
		Message: "autocert.NewListener without names gets certificates for any name",
		Why:     anyName,
		Advice:  "call autocert.NewListener with the names of the server",
	}
)

const (
	anyName = "an attacker who points other names at the server can make it request certificates until the authority issues no more"
	allow   = "set HostPolicy to autocert.HostWhitelist with the names of the server"
)
