package tlscipher

import "github.com/cryptolint/cryptolint/internal/rule"

// weakness is what is wrong with a cipher suite of crypto/tls.
type weakness struct {
	name  string
	worst rule.Severity // where the list has nothing better
	why   string
}

const (
	inRC4   = "the keystream of RC4 is biased: an attacker who records many connections can recover what they have in common, such as a cookie"
	in3DES  = "3DES has 64-bit blocks: an attacker who records some hundred gigabytes of one connection can recover a cookie (Sweet32)"
	inRSA   = "an attacker who obtains the private key of the server later can decrypt all connections that were recorded: RSA key exchange has no forward secrecy"
	lucky13 = "an attacker who measures how long the other end takes can recover parts of the plaintext: crypto/tls does not protect this suite against Lucky Thirteen"
)

// What is found in a list of cipher suites, which the messages name with what is wrong with them.
var (
	only = rule.Finding{
		Confidence: rule.Certain, Case: "only", Instead: client,
		Message: field + " contains only %[1]s",
		Why:     "%[2]s",
		Advice:  leaveOut,
	}
	nameable = rule.Finding{
		Severity: rule.Low, Confidence: rule.Certain, Profile: "strict", Case: "operator", Instead: client,
		Message: "a setting can make " + field + " accept %[1]s",
		Why:     "%[2]s",
		Advice:  "leave weak suites out of those that the setting can name",
	}
	operators = rule.Finding{
		Severity: rule.Low, Confidence: rule.Certain, Case: "operator", Instead: client,
		Message: "a setting makes " + field + " accept %[1]s",
		Why:     "%[2]s",
		Advice:  leaveOut,
	}
	accepted = rule.Finding{
		Confidence: rule.Certain, Case: "accepted", Instead: client,
		Message: field + " accepts %[1]s",
		Why:     "%[2]s",
		Advice:  leaveOut,
	}
)

const leaveOut = "leave CipherSuites out: crypto/tls chooses sound ones"

// renegotiations are what is found of the modes of tls.RenegotiationSupport.
var renegotiations = map[int64]rule.Finding{
	1: {
		Severity: rule.Low, Confidence: rule.Certain, Profile: "strict", Case: "once", Instead: client,
		Message: "RenegotiateOnceAsClient lets the server start a new handshake",
		Why:     "many attacks on TLS have used renegotiation, and TLS 1.3 has removed it",
		Advice:  "leave Renegotiation out unless a server requests the client certificate later",
	},
	2: {
		Severity: rule.Low, Confidence: rule.Certain, Case: "freely", Instead: client,
		Message: "RenegotiateFreelyAsClient lets the server start a new handshake at any time",
		Why:     "an attacker who controls a server can make the client repeat handshakes endlessly, and many attacks on TLS have used renegotiation",
		Advice:  "leave Renegotiation out, or use tls.RenegotiateOnceAsClient for a server that requests the client certificate later",
	},
}

var unique = rule.Finding{
	Severity: rule.Low, Confidence: rule.Likely, Profile: "strict", Case: "unique",
	Message: "tls.ConnectionState.TLSUnique is used as a channel binding",
	Why:     "TLS 1.3 has none, and the program then compares an empty one",
	Advice:  "use ConnectionState.ExportKeyingMaterial with the label \"EXPORTER-Channel-Binding\" (RFC 9266)",
}

// suites are those of tls.InsecureCipherSuites, by their numbers.
var suites = map[int64]weakness{
	0x0005: {"TLS_RSA_WITH_RC4_128_SHA", rule.High, inRC4},
	0xc007: {"TLS_ECDHE_ECDSA_WITH_RC4_128_SHA", rule.High, inRC4},
	0xc011: {"TLS_ECDHE_RSA_WITH_RC4_128_SHA", rule.High, inRC4},

	0x000a: {"TLS_RSA_WITH_3DES_EDE_CBC_SHA", rule.High, in3DES},
	0xc012: {"TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA", rule.High, in3DES},

	0x002f: {"TLS_RSA_WITH_AES_128_CBC_SHA", rule.Medium, inRSA},
	0x0035: {"TLS_RSA_WITH_AES_256_CBC_SHA", rule.Medium, inRSA},
	0x003c: {"TLS_RSA_WITH_AES_128_CBC_SHA256", rule.Medium, inRSA},
	0x009c: {"TLS_RSA_WITH_AES_128_GCM_SHA256", rule.Medium, inRSA},
	0x009d: {"TLS_RSA_WITH_AES_256_GCM_SHA384", rule.Medium, inRSA},

	0xc023: {"TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256", rule.Medium, lucky13},
	0xc027: {"TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256", rule.Medium, lucky13},
}
