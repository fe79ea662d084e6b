package deadcrypto

// symbol is a deprecated function, method, constant, type or field.
type symbol struct {
	since  string // the release that deprecated it, "1.19"; empty for golang.org/x/crypto
	weight weight
	why    string
	advice string
}

// weight says how much it matters that a program still uses a name.
type weight int

const (
	dated   weight = iota // there is a better one
	useless               // it does nothing, or has another name: told in the profile strict
)

// Why several are deprecated.
const (
	oldCRL    = "it does not check, or does not set, everything that RFC 5280 requires of a revocation list"
	pemCipher = "the encryption of RFC 1423 lets an attacker try passwords quickly, and recover the text with a padding oracle"
	ignored   = "it has no effect"
	preRFC    = "it implements a draft of ACME, and always fails"
)

const (
	useCRL    = "use x509.CreateRevocationList and x509.ParseRevocationList"
	useEncKey = "encrypt the whole file with age, or keep the key in a key service"
	leaveOut  = "leave it out"
)

// symbols are the deprecated names of the standard library and of golang.org/x/crypto. A
// test compares them with the sources. What another rule reports is not among them.
var symbols = map[string]symbol{
	"crypto/rsa.PrecomputedValues.CRTValues": {"1.21", useless, ignored, leaveOut},

	"crypto/tls.Config.BuildNameToCertificate":              {"1.16", useless, "a name has one certificate only, whatever the client supports", leaveOut},
	"crypto/tls.Config.NameToCertificate":                   {"1.16", useless, "a name has one certificate only, whatever the client supports", leaveOut},
	"crypto/tls.Config.PreferServerCipherSuites":            {"1.18", useless, ignored, leaveOut},
	"crypto/tls.Config.Rand":                                {"1.27", dated, "some parts of a handshake do not use it, so it cannot be relied on", "leave it nil, and use cryptotest.SetGlobalRandom in tests"},
	"crypto/tls.ConnectionState.NegotiatedProtocolIsMutual": {"1.16", useless, "it is always true", leaveOut},

	"crypto/x509.CertPool.Subjects":                  {"1.18", useless, "of the system's pool, it returns nothing", leaveOut},
	"crypto/x509.Certificate.CheckCRLSignature":      {"1.19", dated, oldCRL, "use x509.RevocationList.CheckSignatureFrom"},
	"crypto/x509.Certificate.CreateCRL":              {"1.19", dated, oldCRL, useCRL},
	"crypto/x509.CertificateRequest.Attributes":      {"1.16", useless, "it cannot hold what most attributes are", "use CertificateRequest.ExtraExtensions"},
	"crypto/x509.IsEncryptedPEMBlock":                {"1.16", useless, pemCipher, useEncKey},
	"crypto/x509.ParseCRL":                           {"1.19", dated, oldCRL, useCRL},
	"crypto/x509.ParseDERCRL":                        {"1.19", dated, oldCRL, useCRL},
	"crypto/x509.RevocationList.RevokedCertificates": {"1.21", useless, "it has no room for the reason and other extensions", "use RevocationList.RevokedCertificateEntries"},
	"crypto/x509/pkix.CertificateList":               {"1.19", useless, oldCRL, useCRL},
	"crypto/x509/pkix.TBSCertificateList":            {"1.19", useless, oldCRL, useCRL},

	"golang.org/x/crypto/acme.Client.CreateCert":            {"", dated, preRFC, "use acme.Client.CreateOrderCert"},
	"golang.org/x/crypto/acme.Client.TLSSNI01ChallengeCert": {"", dated, preRFC, "use acme.Client.TLSALPN01ChallengeCert"},
	"golang.org/x/crypto/acme.Client.TLSSNI02ChallengeCert": {"", dated, preRFC, "use acme.Client.TLSALPN01ChallengeCert"},
	"golang.org/x/crypto/acme/autocert.Manager.ForceRSA":    {"", useless, ignored, leaveOut},
	"golang.org/x/crypto/ssh.CertSigAlgoRSAv01":             {"", useless, "it has been renamed", "use ssh.CertAlgoRSAv01"},
	"golang.org/x/crypto/ssh.CertSigAlgoRSASHA2256v01":      {"", useless, "it has been renamed", "use ssh.CertAlgoRSASHA256v01"},
	"golang.org/x/crypto/ssh.CertSigAlgoRSASHA2512v01":      {"", useless, "it has been renamed", "use ssh.CertAlgoRSASHA512v01"},
	"golang.org/x/crypto/ssh.SigAlgoRSA":                    {"", useless, "it has been renamed", "use ssh.KeyAlgoRSA"},
	"golang.org/x/crypto/ssh.SigAlgoRSASHA2256":             {"", useless, "it has been renamed", "use ssh.KeyAlgoRSASHA256"},
	"golang.org/x/crypto/ssh.SigAlgoRSASHA2512":             {"", useless, "it has been renamed", "use ssh.KeyAlgoRSASHA512"},
}
