package certissue

import (
	"fmt"
	"go/ast"
	"go/constant"
	"time"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/flow/object"
	"github.com/cryptolint/cryptolint/passes/mention"
)

const (
	autocert = "golang.org/x/crypto/acme/autocert"
	anyName  = "an attacker who points other names at the server can make it request certificates until the authority issues no more"
	allow    = "set HostPolicy to autocert.HostWhitelist with the names of the server"
)

// hosts reports automatic certificates for every name that somebody points at the server.
func (c *checker) hosts(objects *object.Finder) {
	const manager = autocert + ".Manager"
	for _, o := range objects.Called(manager+".TLSConfig", manager+".GetCertificate", manager+".Listener") {
		f := rule.Finding{Confidence: rule.Certain, Case: "hosts", Why: anyName, Advice: allow}
		if o.Unset("HostPolicy") {
			f.Message = "autocert.Manager without HostPolicy gets certificates for any name"
			c.report(f, o, "", nil)
			continue
		}
		value := o.Field("HostPolicy")
		policies, all := c.callbacks.All(value)
		if len(policies) == 1 && all && len(value) == 1 && policies[0].AlwaysNil(0) {
			f.Confidence = rule.Likely
			f.Message = fmt.Sprintf("%s, which decides for which names certificates are requested, accepts any", policies[0].Name())
			c.report(f, o, "HostPolicy", value[0][0])
		}
	}
	for _, symbol := range c.mentions.Named(autocert + ".NewListener") {
		if symbol.Call != nil && len(symbol.Call.Args) == 0 {
			c.Report(rule.Finding{
				Pos: symbol.Call.Pos(), End: symbol.Call.End(), Confidence: rule.Certain, Case: "hosts",
				Message: "autocert.NewListener without names gets certificates for any name", Why: anyName,
				Advice: "call autocert.NewListener with the names of the server",
			})
		}
	}
}

// longest is how long public authorities may issue certificates for (CA/Browser Forum
// Baseline Requirements, section 6.3.2, until March 2026).
const longest = 398

// validity reports a certificate that is no authority and is valid for longer.
func (c *checker) validity(o *object.Object) {
	const field = "NotAfter"
	value := o.Field(field)
	if truth(o, "IsCA") != nil || len(value) != 1 || len(value[0]) == 0 {
		return
	}
	set := o.Set(field, value[0][0])
	if set == nil {
		return
	}
	if days := c.days(set); days > longest {
		c.report(rule.Finding{
			Profile: "strict", Severity: rule.Low, Confidence: rule.Certain, Case: "validity", Instead: authority,
			Message: fmt.Sprintf("the certificate is valid for %d days", days),
			Why:     "an attacker who has its key can use it that long, unless all clients check for revocation",
			Advice:  fmt.Sprintf("issue certificates for at most %d days, and renew them automatically", longest),
		}, o, field, value[0][0])
	}
}

// days returns how many days code adds to a time, where it says so with constants.
func (c *checker) days(set ast.Node) int64 {
	var found int64
	ast.Inspect(set, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		for _, symbol := range c.mentions.Named("time.Time.Add", "time.Time.AddDate") {
			if symbol.Call == call {
				found = max(found, c.added(symbol))
			}
		}
		return true
	})
	return found
}

// added returns the days that one call adds.
func (c *checker) added(symbol mention.Symbol) int64 {
	var numbers []int64
	for _, argument := range symbol.Call.Args {
		value := c.TypesInfo.Types[argument].Value
		if value == nil {
			return 0
		}
		number, _ := constant.Int64Val(constant.ToInt(value))
		numbers = append(numbers, number)
	}
	if len(numbers) == 3 {
		return numbers[0]*365 + numbers[1]*30 + numbers[2]
	}
	return int64(time.Duration(numbers[0]) / (24 * time.Hour))
}
