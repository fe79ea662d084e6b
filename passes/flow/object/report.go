package object

import (
	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/flow"
)

// Report reports a finding about an origin of Field: at the code that sets the field, or at
// the object where that is not known, with the steps of the origin, of which the first says
// what it is. Report is a method of the pass, such as its ReportOnce. Nothing is reported, and
// the answer is false, of what was SetElsewhere.
func (o *Object) Report(report func(rule.Finding), f rule.Finding, name string, origin *flow.Origin, what string) bool {
	if o.SetElsewhere(origin) {
		return false
	}
	f.Steps = flow.Path(origin, what)
	report(f.At(o.SetAt(name, origin)))
	return true
}

// True returns the origin that makes a field true on all ways, or nil.
func (o *Object) True(name string) *flow.Origin {
	if only := o.Field(name).One(); only != nil && flow.True(only) {
		return only
	}
	return nil
}
