package kdfcost

import (
	"fmt"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
)

// The least work. Unless it says otherwise, a number is from the OWASP Password Storage
// Cheat Sheet
// (https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html).
const (
	bcryptCost       = 10
	strictBcryptCost = 12 // a quarter of a second on a server of today

	// minBcryptCost is bcrypt.MinCost: below it, bcrypt takes its default, which is 10.
	minBcryptCost = 4

	// PBKDF2, by its hash.
	iterationsSHA1   = 1_300_000
	iterationsSHA256 = 600_000
	iterationsSHA512 = 210_000

	// scrypt, as N × p with r = 8. The cheat sheet goes from N=2^17 with p=1 down to
	// N=2^13 with p=10. By default a quarter is enough: the documentation of
	// golang.org/x/crypto/scrypt recommends N=2^15.
	scryptWork       = 1 << 15
	strictScryptWork = 1 << 17

	// Argon2, as passes × KiB: 46 MiB with t=1, 19 MiB with t=2, 12 MiB with t=3, 9 MiB
	// with t=4, 7 MiB with t=5.
	argon2Work = 35 << 10

	// minKeyLength is the key length of AES-128. RFC 9106, section 4, takes a tag of 128
	// bits where memory is short.
	minKeyLength = 16
)

// The functions by their rows.
var (
	bcrypt = []string{"golang.org/x/crypto/bcrypt.GenerateFromPassword"}
	scrypt = []string{"golang.org/x/crypto/scrypt.Key"}
	pbkdf2 = []string{"crypto/pbkdf2.Key", "golang.org/x/crypto/pbkdf2.Key"}

	passwordKDFs = []string{"crypto/pbkdf2", "golang.org/x/crypto/pbkdf2", "golang.org/x/crypto/scrypt", "golang.org/x/crypto/argon2"}
)

// oldHashes are the hashes that PBKDF2 is no longer used with.
var oldHashes = []string{"MD5", "SHA-1"}

// grades say how bad a part of the least work is.
var grades = []grade{{1.0 / 64, rule.High}, {1.0 / 4, rule.Medium}, {1, rule.Low}}

// costs say how much work the numbers make that functions take. Where a function has several
// rows, what one of them reports is not looked at by those after it.
var costs = []cost{{
	functions: bcrypt, role: cryptoapi.AsCost, doubles: true,
	unit: func(n, _ int64) string { return fmt.Sprintf("cost %d", n) },
	finding: rule.Finding{
		Case: work, Message: usesOnly,
		Why:     faster + "cost %[4]d",
		Advice:  "use bcrypt.GenerateFromPassword with cost %[4]d or more: it also verifies the stored hashes",
		Instead: hash,
	},
}, {
	functions: bcrypt, role: cryptoapi.AsCost, doubles: true, least: strictBcryptCost,
	unit: func(n, _ int64) string { return fmt.Sprintf("cost %d", n) },
	finding: rule.Finding{
		Profile: "strict", Case: work, Message: usesOnly,
		Why:     faster + "cost %[4]d",
		Advice:  "use bcrypt.GenerateFromPassword with cost %[4]d or more: it also verifies the stored hashes",
		Instead: hash,
	},
}, {
	functions: pbkdf2, role: cryptoapi.AsIterations, hashes: oldHashes, least: iterationsSHA1, unit: iterations,
	finding: rule.Finding{Case: work, Message: usesOnly, Why: faster + "1,300,000 iterations", Advice: iterate, Instead: derive},
}, {
	functions: pbkdf2, role: cryptoapi.AsIterations, hashes: []string{"SHA-256", "SHA-224"}, least: iterationsSHA256, unit: iterations,
	finding: rule.Finding{Case: work, Message: usesOnly, Why: faster + "600,000 iterations", Advice: iterate, Instead: derive},
}, {
	functions: pbkdf2, role: cryptoapi.AsIterations, least: iterationsSHA512, unit: iterations,
	finding: rule.Finding{Case: work, Message: usesOnly, Why: faster + "210,000 iterations", Advice: iterate, Instead: derive},
}, {
	functions: scrypt, role: cryptoapi.AsCost, times: cryptoapi.AsThreads, least: scryptWork,
	unit: func(n, _ int64) string { return fmt.Sprintf("N=%d", n) },
	finding: rule.Finding{
		Case: work, Message: usesOnly,
		Why:     faster + "N=1<<15",
		Advice:  "use scrypt.Key with N=1<<17, r=8 and p=1 for new data, and store them with it",
		Instead: derive,
	},
}, {
	functions: scrypt, role: cryptoapi.AsCost, times: cryptoapi.AsThreads, least: strictScryptWork,
	unit: func(n, _ int64) string { return fmt.Sprintf("N=%d", n) },
	finding: rule.Finding{
		Profile: "strict", Case: work, Message: usesOnly,
		Why:     faster + "N=1<<17",
		Advice:  "use scrypt.Key with N=1<<17, r=8 and p=1 for new data, and store them with it",
		Instead: derive,
	},
}, {
	role: cryptoapi.AsMemoryKiB, times: cryptoapi.AsIterations, least: argon2Work,
	unit: func(n, passes int64) string {
		return fmt.Sprintf("%d KiB and %s", n, rule.Count(passes, "pass", "passes"))
	},
	finding: rule.Finding{
		Case: work, Message: usesOnly,
		Why:     faster + "46 MiB and 1 pass",
		Advice:  "use argon2.IDKey with time 1, memory 64*1024 and 4 threads for new data, and store them with it",
		Instead: hash,
	},
}}

const (
	work     = "work"
	usesOnly = "%[1]s uses only %[2]s"
	faster   = "an attacker can test guesses %[3]s times as fast as with "
	iterate  = "use pbkdf2.Key with sha256.New and 600,000 iterations for new data, and store the number with it"
)

var iterations = func(n, _ int64) string { return rule.Count(n, "iteration", "iterations") }

var (
	shortKey = rule.Finding{
		Confidence: rule.Likely, Severity: rule.Medium, Instead: derive, Case: "length",
		Message: "%[1]s derives only %[2]d bytes",
		Why:     "an attacker needs at most 2^%[3]d attempts, whatever the password is",
		Advice:  "derive 32 bytes",
	}

	// oldHash is reported in the profile strict: HMAC is sound with both, and formats prescribe it.
	oldHash = rule.Finding{
		Confidence: rule.Certain, Severity: rule.Low, Profile: "strict", Instead: derive, Case: "hash",
		Message: "%[1]s uses HMAC with %[2]s",
		Why:     "no attack is known, but it takes more than twice the iterations of SHA-256 to slow guesses down as much",
		Advice:  "use sha256.New with 600,000 iterations for new data",
	}
)
