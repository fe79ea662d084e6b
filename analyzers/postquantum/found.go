package postquantum

import "github.com/cryptolint/cryptolint/internal/rule"

const versionTLS12 = 0x0303

var (
	// hybridGroups are the groups of TLS that combine ML-KEM with an elliptic curve.
	hybridGroups = []int64{0x11EC, 0x11EB, 0x11ED, 0x6399}

	// hybridExchanges are the key exchanges of SSH that do.
	hybridExchanges = []string{"mlkem768x25519-sha256", "sntrup761x25519-sha512@openssh.com"}

	// combining and combined are the functions and packages of a post-quantum key exchange: a
	// package that uses one, too, combines the secrets.
	combining = []string{"crypto/hpke.MLKEM768X25519", "crypto/hpke.MLKEM768P256", "crypto/hpke.MLKEM1024P384"}
	combined  = []string{
		"crypto/mlkem", "github.com/cloudflare/circl/kem/mlkem/mlkem768", "github.com/cloudflare/circl/kem/mlkem/mlkem1024", "github.com/cloudflare/circl/kem/hybrid",
		"github.com/cloudflare/circl/kem/kyber/kyber768", "github.com/cloudflare/circl/kem/xwing", "filippo.io/mlkem768", "filippo.io/mlkem768/xwing",
	}
)

// What to do. Of some, releases are those of Go that have it first.
const (
	leaveGroups    = "leave CurvePreferences out, or add tls.X25519MLKEM768"
	leaveVersion   = "leave MaxVersion out"
	leaveExchanges = "leave KeyExchanges out, or add ssh.KeyExchangeMLKEM768X25519"
	useHPKE        = "use crypto/hpke with hpke.MLKEM768X25519"
	combine        = "combine the secret with one from crypto/mlkem, using crypto/hkdf"
)

var releases = map[string]string{leaveGroups: "1.24", leaveVersion: "1.24", leaveExchanges: "1.24", useHPKE: "1.26", combine: "1.24"}

const why = "an attacker who records the traffic today can decrypt it with a quantum computer later"

var (
	groups = rule.Finding{
		Confidence: rule.Certain, Case: "groups",
		Message: "CurvePreferences leaves out the post-quantum groups",
		Why:     why,
		Advice:  leaveGroups,
	}
	oldVersion = rule.Finding{
		Confidence: rule.Certain, Case: "version",
		Message: "MaxVersion forbids TLS 1.3, which alone has post-quantum key exchange",
		Why:     why,
		Advice:  leaveVersion,
	}
	exchanges = rule.Finding{
		Confidence: rule.Certain, Case: "ssh",
		Message: "KeyExchanges leaves out the post-quantum key exchange of SSH",
		Why:     why,
		Advice:  leaveExchanges,
	}
)

const recorded = "an attacker who records the ciphertext today can decrypt it with a quantum computer later"

var (
	toRSA = rule.Finding{
		Confidence: rule.Certain, Case: "encryption", Instead: encrypt,
		Message: "%[1]s encrypts to an RSA key",
		Why:     recorded,
		Advice:  useHPKE,
	}
	toCurve = rule.Finding{
		Confidence: rule.Certain, Case: "encryption", Instead: encrypt,
		Message: "%[1]s encrypts to a key on an elliptic curve alone",
		Why:     recorded,
		Advice:  "use hpke.MLKEM768X25519",
	}
	onCurve = rule.Finding{
		Confidence: rule.Certain, Case: "encryption", Instead: encrypt,
		Message: "%[1]s agrees on a secret with an elliptic curve alone",
		Why:     recorded,
		Advice:  combine,
	}
)

// calls are what is found of the functions that a package calls.
var calls = map[string]rule.Finding{
	"crypto/rsa.EncryptOAEP": toRSA, "crypto/rsa.EncryptOAEPWithOptions": toRSA, "crypto/rsa.EncryptPKCS1v15": toRSA,
	"crypto/hpke.DHKEM":           toCurve,
	"crypto/ecdh.PrivateKey.ECDH": onCurve, "crypto/ecdh.KeyExchanger.ECDH": onCurve,
	"golang.org/x/crypto/curve25519.X25519": onCurve, "golang.org/x/crypto/curve25519.ScalarMult": onCurve,
}
