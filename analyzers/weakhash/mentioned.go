package weakhash

import (
	"go/constant"
	"go/token"
	"slices"

	"github.com/cryptolint/cryptolint/internal/lazyregexp"
	"github.com/cryptolint/cryptolint/passes/mention"
)

// weak are the functions that compute a broken hash, each with its name.
var weak = map[string]string{
	"crypto/md5.New": "MD5", "crypto/md5.Sum": "MD5", "crypto/sha1.New": "SHA-1", "crypto/sha1.Sum": "SHA-1",
	"golang.org/x/crypto/md4.New": "MD4", "golang.org/x/crypto/ripemd160.New": "RIPEMD-160",
}

// short are those with digests of 224 bits.
var short = map[string]bool{
	"crypto/sha256.New224": true, "crypto/sha256.Sum224": true, "crypto/sha512.New512_224": true, "crypto/sha512.Sum512_224": true,
	"crypto/sha3.New224": true, "crypto/sha3.Sum224": true, "golang.org/x/crypto/sha3.New224": true, "golang.org/x/crypto/sha3.Sum224": true,
}

// lengths are the functions that are told how many bytes of a digest to make, and by which
// argument.
var lengths = map[string]int{
	"crypto/sha3.SumSHAKE128": 1, "crypto/sha3.SumSHAKE256": 1, "golang.org/x/crypto/blake2b.New": 0,
}

// mentioned reports, in the profile strict, every call of a broken or short hash, for
// teams that want none. As a value the hash is judged by what it is passed to.
func (c *checker) mentioned(mentions *mention.Mentions) {
	for _, symbol := range mentions.Symbols {
		if symbol.Call == nil {
			continue
		}
		if hash := weak[symbol.Name]; hash != "" && !c.harmless(symbol.Node.Pos()) {
			c.Report(called.Naming(hash).At(symbol.Call))
		}
		if bits := c.bits(symbol); bits > 0 {
			c.Report(shortCalled.Naming(bits).At(symbol.Call))
		}
	}
}

// bits returns the length of the digest that a call makes, if that is below 256 bits, and
// otherwise 0.
func (c *checker) bits(symbol mention.Symbol) int64 {
	if short[symbol.Name] {
		return 224
	}
	argument, ok := lengths[symbol.Name]
	written := symbol.Constant(argument)
	if !ok || written == nil {
		return 0
	}
	if n, exact := constant.Int64Val(constant.ToInt(written)); exact && n < 32 {
		return 8 * n
	}
	return 0
}

// uses are what MD5 and SHA-1 are still right for: what finds changes and duplicates, and
// formats whose digests prove nothing.
var uses = lazyregexp.New(`(?i)etag|check_?sum|content_?md5|md5_?sum|sha1_?sum|cache|dedup|shard|bucket|websocket|uuid|git|totp|hotp|gravatar|torrent|fixture|snapshot|fingerprint_?name|short_?name`)

// harmless reports whether the names of the package, the file and the function around a
// call say that nothing depends on collisions.
func (c *checker) harmless(pos token.Pos) bool {
	return slices.ContainsFunc(append(c.NamesAround(pos), c.Pkg.Name()), uses.MatchString)
}
