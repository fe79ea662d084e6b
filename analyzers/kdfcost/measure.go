package kdfcost

import (
	"math"
	"strconv"
	"strings"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
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
var oldHashes = map[string]bool{"MD5": true, "SHA-1": true}

// measure says how much work a number makes.
type measure struct {
	work    func(n int64) float64 // as a fraction of the least: too little below 1
	unit    func(n int64) string  // "600000 iterations"
	enough  string                // the least
	profile string                // in which alone it is too little
	advice  string
	instead string
}

// measure returns how the number at a sink is to be read, or nil.
func (c *checker) measure(sink *flow.Sink) *measure {
	switch {
	case sink.Is(bcrypt...):
		return c.bcrypt(sink)
	case sink.Is(pbkdf2...) && sink.Role == cryptoapi.AsIterations:
		return c.pbkdf2(sink)
	case sink.Is(scrypt...) && sink.Role == cryptoapi.AsCost:
		return c.scrypt(sink)
	case sink.Role == cryptoapi.AsMemoryKiB:
		return c.argon2(sink)
	}
	return nil
}

func (c *checker) bcrypt(sink *flow.Sink) *measure {
	least, profile := float64(c.Number(bcryptOption)), ""
	work := func(n int64) float64 {
		if n < minBcryptCost {
			n = bcryptCost
		}
		return math.Exp2(float64(n) - least)
	}
	if least < strictBcryptCost && !c.graph.Origins(sink).Any(func(a flow.Alternative) bool {
		n, known := flow.OnlyInteger(a)
		return known && work(n) < 1
	}) {
		least, profile = strictBcryptCost, "strict"
	}
	return &measure{
		work:    work,
		unit:    func(n int64) string { return "cost " + strconv.FormatInt(n, 10) },
		enough:  "cost " + strconv.FormatFloat(least, 'f', 0, 64),
		profile: profile,
		advice:  "use bcrypt.GenerateFromPassword with cost " + strconv.FormatFloat(least, 'f', 0, 64) + " or more: it also verifies the stored hashes",
		instead: hash,
	}
}

// pbkdf2 depends on the hash; where that is not known, the least is asked for.
func (c *checker) pbkdf2(sink *flow.Sink) *measure {
	least, name := float64(iterationsSHA512), "210,000"
	if function := c.graph.Beside(sink, cryptoapi.AsHashConstructor); function != nil {
		for _, o := range c.graph.Hash(function).Origins() {
			switch o.Detail {
			case "SHA-1", "MD5":
				least, name = iterationsSHA1, "1,300,000"
			case "SHA-256", "SHA-224":
				least, name = iterationsSHA256, "600,000"
			}
		}
	}
	return &measure{
		work:    func(n int64) float64 { return float64(n) / least },
		unit:    func(n int64) string { return plural(n, "iteration") },
		enough:  name + " iterations",
		advice:  "use pbkdf2.Key with sha256.New and 600,000 iterations for new data, and store the number with it",
		instead: derive,
	}
}

// scrypt takes r for 8, as everybody does.
func (c *checker) scrypt(sink *flow.Sink) *measure {
	lanes := c.most(sink, cryptoapi.AsThreads)
	if lanes == 0 {
		return nil
	}
	least, name, profile := float64(scryptWork), "N=1<<15", ""
	if !c.graph.Origins(sink).Any(func(a flow.Alternative) bool {
		n, known := flow.OnlyInteger(a)
		return known && n*lanes < scryptWork
	}) {
		least, name, profile = strictScryptWork, "N=1<<17", "strict"
	}
	return &measure{
		work:    func(n int64) float64 { return float64(n*lanes) / least },
		unit:    func(n int64) string { return "N=" + strconv.FormatInt(n, 10) },
		enough:  name,
		profile: profile,
		advice:  "use scrypt.Key with N=1<<17, r=8 and p=1 for new data, and store them with it",
		instead: derive,
	}
}

func (c *checker) argon2(sink *flow.Sink) *measure {
	passes := c.most(sink, cryptoapi.AsIterations)
	if passes == 0 {
		return nil
	}
	return &measure{
		work:    func(n int64) float64 { return float64(passes*n) / argon2Work },
		unit:    func(n int64) string { return strconv.FormatInt(n, 10) + " KiB and " + plural(passes, "pass") },
		enough:  "46 MiB and 1 pass",
		advice:  "use argon2.IDKey with time 1, memory 64*1024 and 4 threads for new data, and store them with it",
		instead: hash,
	}
}

// most returns the largest number that is used in a role beside a sink, or 0 if it is not
// known.
func (c *checker) most(sink *flow.Sink, role cryptoapi.Role) int64 {
	var beside flow.Value
	switch other := c.graph.Beside(sink, role); {
	case other != nil:
		beside = c.graph.Whole(other)
	case role == cryptoapi.AsIterations:
		beside = c.graph.SiblingField(sink, "Iterations")
	case sink.Through():
		return 1 // the function that is called says it, and hardly ever says more
	}
	var most int64
	for _, alternative := range beside {
		n, known := flow.OnlyInteger(alternative)
		if !known {
			return 0
		}
		most = max(most, n)
	}
	return most
}

func plural(n int64, noun string) string {
	text := strconv.FormatInt(n, 10) + " " + noun
	switch {
	case n == 1:
		return text
	case strings.HasSuffix(noun, "s"):
		return text + "es"
	}
	return text + "s"
}

// times writes a factor: 1.5, 6, 146.
func times(factor float64) string {
	if factor < 3 {
		return strconv.FormatFloat(factor, 'f', 1, 64)
	}
	return strconv.FormatFloat(factor, 'f', 0, 64)
}
