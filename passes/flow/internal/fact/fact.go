// Package fact is the format in which one package describes its functions, fields and
// variables to the packages that import it, and what is read from there: summaries in
// terms of the parameters of a function.
package fact

import (
	"fmt"
	"go/constant"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/condition"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// Fact is what a package tells the packages that import it. Everything in it is
// sorted, so that the same package gives the same bytes.
type Fact struct {
	Functions []FunctionFact // sorted by Name
	Storage   []StorageFact  // sorted by Key
}

// AFact marks Fact as a fact.
func (*Fact) AFact() {}

// String lists what the fact tells of, for tests.
func (f *Fact) String() string {
	var told []string
	for _, fn := range f.Functions {
		told = append(told, fn.String())
	}
	for _, s := range f.Storage {
		told = append(told, s.Key+"="+Describe(DecodeValue(s.Value, "")))
	}
	return strings.Join(told, "; ")
}

func (f *Fact) Empty() bool { return len(f.Functions) == 0 && len(f.Storage) == 0 }

// FunctionFact is the summary of a function or method.
type FunctionFact struct {
	Name    string // "Func", "Type.Method"
	Results []ValueFact
	Fields  []FieldFact // of results that are structs
	Cases   []CaseFact  // of results that depend on constants for the parameters
	Uses    []UseFact
	Fills   []FillFact
	Aliases []AliasFact
	Verdict VerdictFact
	Parts   []int // the results, from 0, that are there in part beside an error
}

func (f *FunctionFact) String() string {
	var told []string
	for _, u := range f.Uses {
		told = append(told, fmt.Sprintf("%s: %s", cryptoapi.Role(u.Role), Describe(DecodeValue(u.Value, ""))))
	}
	for i, r := range f.Results {
		if len(r) > 0 {
			told = append(told, fmt.Sprintf("result %d: %s", i, Describe(DecodeValue(r, ""))))
		}
	}
	for _, field := range f.Fields {
		told = append(told, fmt.Sprintf("result %d%s: %s", field.Result, field.Path, Describe(DecodeValue(field.Value, ""))))
	}
	for _, fill := range f.Fills {
		told = append(told, fmt.Sprintf("fills parameter %d%s: %s", fill.Param, fill.Path, Describe(DecodeValue(fill.Value, ""))))
	}
	for _, a := range f.Aliases {
		told = append(told, fmt.Sprintf("result %d is parameter %d%s[%d:%d]", a.Result, a.Param, a.Path, a.Low, a.High))
	}
	if f.Verdict.Symbol != "" {
		told = append(told, f.Verdict.String())
	}
	return f.Name + "(" + strings.Join(told, ", ") + ")"
}

// VerdictFact says that a result of a function tells whether something is genuine: it is
// nil, true or 1 only if what the function calls for that found so. Symbol is empty if
// there is no such result.
type VerdictFact struct {
	Result    int              // counts from 0
	Truth     int              // 1 + the result that is true if and only if that one is nil; 0: there is none
	Opposite  bool             // that result is false instead: rejected, err
	Symbol    string           // the row of what is called: "crypto/ed25519.Verify"
	API       string           // as in the code, for messages
	Actions   cryptoapi.Action // what the row says that a call does
	Plaintext bool             // the function returns what it decrypted, too
}

// String says the verdict in a few words, for tests and traces.
func (v VerdictFact) String() string {
	return fmt.Sprintf("result %d: verdict of %s", v.Result, v.API)
}

// UseFact says that a function uses a value made of its parameters in a role.
type UseFact struct {
	Role              uint8
	Symbol            string // the row that gives the role
	Actions           cryptoapi.Action
	API               string // as in the code, for messages
	Value, Key, Other ValueFact
	Text              ValueFact
	Spelled           string
	Loop              bool
	Hops              int
	When              []condition.GuardFact
	Failed            int // the parameter, from 1, that is an error and not nil there; 0 for none
}

// CaseFact says what a result is if the parameters pass the guards.
type CaseFact struct {
	Result int
	When   []condition.GuardFact
	Value  ValueFact
}

// FieldFact says what a field of a result holds.
type FieldFact struct {
	Result int
	Path   string
	Value  ValueFact
}

// FillFact says what a function leaves in the memory behind a parameter.
type FillFact struct {
	Param int
	Path  string
	Value ValueFact
	Old   bool // what is written is computed from what was there
}

// AliasFact says that a result refers to memory that a parameter refers to. The ends of
// the span are as in location.Span.
type AliasFact struct {
	Result, Param int
	Path          string
	Low, High     int64
	Fresh         bool
}

// StorageFact says what the package stores in an exported field or variable, and
// as what it uses the content of the field.
type StorageFact struct {
	Key   string
	Value ValueFact
	Uses  []UseFact
}

// ValueFact is a value: alternatives of parts.
type ValueFact [][]OriginFact

// OriginFact is an origin, without what only its own package can use.
type OriginFact struct {
	Kind              uint8
	Detail            string
	Const             string // the exact value, behind a letter for its kind
	Name              string
	Index             bool
	Spelled           string
	Bytes, BytesParam int
	Modulo            int
	ModuloParam       int
	Param             int
	Path              string
	Form              string
	Storage           string // as localName makes it
	Place             string // "file.go:12", told as a step
	Package           string // where the place is, if that is another package
	Of                []OriginFact
}

// Imported returns the facts of the imported packages by import path.
func Imported(pass *analysis.Pass) map[string]*Fact {
	facts := make(map[string]*Fact)
	for _, known := range pass.AllPackageFacts() {
		if fact, ok := known.Fact.(*Fact); ok {
			facts[known.Package.Path()] = fact
		}
	}
	return facts
}

// maxConstant bounds the constants that are told: a key or a nonce is short.
const maxConstant = 128

func EncodeConstant(c constant.Value) string {
	exact := c.ExactString()
	if len(exact) > maxConstant {
		return ""
	}
	switch c.Kind() {
	case constant.String:
		return "s" + exact
	case constant.Int:
		return "i" + exact
	case constant.Bool:
		return "b" + exact
	}
	return ""
}

// Describe tells a value in a few words, for tests and traces.
func Describe(v value.Value) string {
	var ways []string
	for _, alternative := range v {
		var parts []string
		for _, o := range alternative {
			parts = append(parts, describeOrigin(o))
		}
		ways = append(ways, strings.Join(parts, "+"))
	}
	return strings.Join(ways, "|")
}

func describeOrigin(o *value.Origin) string {
	text := o.Kind.String()
	if o.Open() {
		text = fmt.Sprintf("parameter %d%s", o.Param, o.Path)
	}
	if o.Captured() {
		text = "captured " + describeOrigin(o.Outer)
	}
	if o.Detail != "" {
		text += " " + o.Detail
	}
	if o.Form != "" {
		text += "!" + o.Form
	}
	if o.Spelled != "" {
		text += " as " + o.Spelled
	}
	if o.Modulo != 0 {
		text += fmt.Sprintf(" %% %d", o.Modulo)
	}
	return text
}
