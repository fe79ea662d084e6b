// Package analyzers is the registry of the rules.
//
// Most people run the cryptolint command. Those who build a checker of their
// own take the analyzers from here:
//
//	multichecker.Main(append(analyzers.All(), mine)...)
//
// The analyzers exchange facts between packages, so the driver must analyse
// dependencies too, as unitchecker, multichecker and checker.Analyze do when
// packages are loaded with all their syntax. The example shows the last. Each
// rule can also be taken alone, as the variable Analyzer of its own package,
// such as analyzers/ecb: that is what Bazel's nogo does.
package analyzers

import (
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/cryptolint/cryptolint/analyzers/aeadparameters"
	"github.com/cryptolint/cryptolint/analyzers/certissue"
	"github.com/cryptolint/cryptolint/analyzers/certverify"
	"github.com/cryptolint/cryptolint/analyzers/cleartext"
	"github.com/cryptolint/cryptolint/analyzers/cookiecrypto"
	"github.com/cryptolint/cryptolint/analyzers/deadcrypto"
	"github.com/cryptolint/cryptolint/analyzers/ecb"
	"github.com/cryptolint/cryptolint/analyzers/emptysecret"
	"github.com/cryptolint/cryptolint/analyzers/fips"
	"github.com/cryptolint/cryptolint/analyzers/fixednonce"
	"github.com/cryptolint/cryptolint/analyzers/godebug"
	"github.com/cryptolint/cryptolint/analyzers/hardcodedkey"
	"github.com/cryptolint/cryptolint/analyzers/hashmisuse"
	"github.com/cryptolint/cryptolint/analyzers/homemadecipher"
	"github.com/cryptolint/cryptolint/analyzers/ignores"
	"github.com/cryptolint/cryptolint/analyzers/jwtalgorithm"
	"github.com/cryptolint/cryptolint/analyzers/jwtkey"
	"github.com/cryptolint/cryptolint/analyzers/jwtunverified"
	"github.com/cryptolint/cryptolint/analyzers/kdfcost"
	"github.com/cryptolint/cryptolint/analyzers/keyleak"
	"github.com/cryptolint/cryptolint/analyzers/keyreuse"
	"github.com/cryptolint/cryptolint/analyzers/keystorage"
	"github.com/cryptolint/cryptolint/analyzers/lowlevelcurve"
	"github.com/cryptolint/cryptolint/analyzers/modulobias"
	"github.com/cryptolint/cryptolint/analyzers/noncereuse"
	"github.com/cryptolint/cryptolint/analyzers/oidc"
	"github.com/cryptolint/cryptolint/analyzers/openpgp"
	"github.com/cryptolint/cryptolint/analyzers/passwordhash"
	"github.com/cryptolint/cryptolint/analyzers/passwordkey"
	"github.com/cryptolint/cryptolint/analyzers/postquantum"
	"github.com/cryptolint/cryptolint/analyzers/predictabletoken"
	"github.com/cryptolint/cryptolint/analyzers/randomsource"
	"github.com/cryptolint/cryptolint/analyzers/rawsharedsecret"
	"github.com/cryptolint/cryptolint/analyzers/rsapadding"
	"github.com/cryptolint/cryptolint/analyzers/secretmemory"
	"github.com/cryptolint/cryptolint/analyzers/secretprefix"
	"github.com/cryptolint/cryptolint/analyzers/secrettiming"
	"github.com/cryptolint/cryptolint/analyzers/shortrandom"
	"github.com/cryptolint/cryptolint/analyzers/sshalgorithms"
	"github.com/cryptolint/cryptolint/analyzers/sshauth"
	"github.com/cryptolint/cryptolint/analyzers/sshhostkey"
	"github.com/cryptolint/cryptolint/analyzers/textbookrsa"
	"github.com/cryptolint/cryptolint/analyzers/timing"
	"github.com/cryptolint/cryptolint/analyzers/tlscipher"
	"github.com/cryptolint/cryptolint/analyzers/tlsclientauth"
	"github.com/cryptolint/cryptolint/analyzers/tlssecrets"
	"github.com/cryptolint/cryptolint/analyzers/tlsverify"
	"github.com/cryptolint/cryptolint/analyzers/tlsversion"
	"github.com/cryptolint/cryptolint/analyzers/unauthenticated"
	"github.com/cryptolint/cryptolint/analyzers/uncheckedkey"
	"github.com/cryptolint/cryptolint/analyzers/uncheckedverify"
	"github.com/cryptolint/cryptolint/analyzers/unhashedsignature"
	"github.com/cryptolint/cryptolint/analyzers/useduncheckeddata"
	"github.com/cryptolint/cryptolint/analyzers/weakcipher"
	"github.com/cryptolint/cryptolint/analyzers/weakhash"
	"github.com/cryptolint/cryptolint/analyzers/weakkey"
	"github.com/cryptolint/cryptolint/analyzers/weakmac"
	"github.com/cryptolint/cryptolint/analyzers/weakrandom"
	"github.com/cryptolint/cryptolint/analyzers/weaksalt"
	"github.com/cryptolint/cryptolint/analyzers/weaksignature"
	"github.com/cryptolint/cryptolint/internal/rule"
)

// Rule is a rule and what there is to know about it.
type Rule struct {
	Meta     rule.Meta
	Analyzer *analysis.Analyzer
}

// Rules returns all rules, sorted by ID. The slice is the caller's.
func Rules() []Rule {
	rules := []Rule{
		{aeadparameters.Meta, aeadparameters.Analyzer},
		{certissue.Meta, certissue.Analyzer},
		{certverify.Meta, certverify.Analyzer},
		{cleartext.Meta, cleartext.Analyzer},
		{cookiecrypto.Meta, cookiecrypto.Analyzer},
		{deadcrypto.Meta, deadcrypto.Analyzer},
		{ecb.Meta, ecb.Analyzer},
		{emptysecret.Meta, emptysecret.Analyzer},
		{fips.Meta, fips.Analyzer},
		{godebug.Meta, godebug.Analyzer},
		{fixednonce.Meta, fixednonce.Analyzer},
		{homemadecipher.Meta, homemadecipher.Analyzer},
		{hashmisuse.Meta, hashmisuse.Analyzer},
		{jwtalgorithm.Meta, jwtalgorithm.Analyzer},
		{jwtkey.Meta, jwtkey.Analyzer},
		{jwtunverified.Meta, jwtunverified.Analyzer},
		{kdfcost.Meta, kdfcost.Analyzer},
		{keyreuse.Meta, keyreuse.Analyzer},
		{keystorage.Meta, keystorage.Analyzer},
		{keyleak.Meta, keyleak.Analyzer},
		{uncheckedkey.Meta, uncheckedkey.Analyzer},
		{openpgp.Meta, openpgp.Analyzer},
		{passwordhash.Meta, passwordhash.Analyzer},
		{passwordkey.Meta, passwordkey.Analyzer},
		{lowlevelcurve.Meta, lowlevelcurve.Analyzer},
		{rawsharedsecret.Meta, rawsharedsecret.Analyzer},
		{hardcodedkey.Meta, hardcodedkey.Analyzer},
		{predictabletoken.Meta, predictabletoken.Analyzer},
		{postquantum.Meta, postquantum.Analyzer},
		{randomsource.Meta, randomsource.Analyzer},
		{rsapadding.Meta, rsapadding.Analyzer},
		{shortrandom.Meta, shortrandom.Analyzer},
		{secretmemory.Meta, secretmemory.Analyzer},
		{secretprefix.Meta, secretprefix.Analyzer},
		{secrettiming.Meta, secrettiming.Analyzer},
		{sshalgorithms.Meta, sshalgorithms.Analyzer},
		{sshauth.Meta, sshauth.Analyzer},
		{sshhostkey.Meta, sshhostkey.Analyzer},
		{textbookrsa.Meta, textbookrsa.Analyzer},
		{timing.Meta, timing.Analyzer},
		{modulobias.Meta, modulobias.Analyzer},
		{noncereuse.Meta, noncereuse.Analyzer},
		{oidc.Meta, oidc.Analyzer},
		{tlscipher.Meta, tlscipher.Analyzer},
		{tlsclientauth.Meta, tlsclientauth.Analyzer},
		{tlssecrets.Meta, tlssecrets.Analyzer},
		{tlsverify.Meta, tlsverify.Analyzer},
		{tlsversion.Meta, tlsversion.Analyzer},
		{unauthenticated.Meta, unauthenticated.Analyzer},
		{uncheckedverify.Meta, uncheckedverify.Analyzer},
		{useduncheckeddata.Meta, useduncheckeddata.Analyzer},
		{unhashedsignature.Meta, unhashedsignature.Analyzer},
		{weakcipher.Meta, weakcipher.Analyzer},
		{weakhash.Meta, weakhash.Analyzer},
		{weakkey.Meta, weakkey.Analyzer},
		{weakmac.Meta, weakmac.Analyzer},
		{weakrandom.Meta, weakrandom.Analyzer},
		{weaksalt.Meta, weaksalt.Analyzer},
		{weaksignature.Meta, weaksignature.Analyzer},
	}
	rules = append(rules, Ignores(rules))
	slices.SortFunc(rules, func(a, b Rule) int { return strings.Compare(a.Meta.ID, b.Meta.ID) })
	return rules
}

// Ignores returns the rule about ignore comments that silence nothing of the
// other rules.
func Ignores(others []Rule) Rule {
	var known []ignores.Known
	for _, r := range others {
		known = append(known, ignores.Known(r))
	}
	return Rule{ignores.Meta, ignores.New(known)}
}

// All returns the analyzers of all rules, sorted by the ID of the rule. The
// slice is the caller's.
func All() []*analysis.Analyzer {
	var all []*analysis.Analyzer
	for _, r := range Rules() {
		all = append(all, r.Analyzer)
	}
	return all
}
