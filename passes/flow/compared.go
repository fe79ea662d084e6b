package flow

import (
	"go/ast"
	"go/constant"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/eval"
	"github.com/cryptolint/cryptolint/passes/flow/internal/lexicon"
	"github.com/cryptolint/cryptolint/passes/flow/internal/named"
	"github.com/cryptolint/cryptolint/passes/flow/internal/provenance"
)

// A Comparison is what two sides are that are compared, for one caller in sight. Two
// questions decide whether it can be measured: who chooses one side, and is the other a
// secret?
type Comparison struct {
	Mine, Theirs Side
}

// Side is one side of a comparison.
type Side struct {
	Value Value    // with what that caller passes
	Expr  ast.Expr // nil where a function that is called compares something of its own

	graph   *Graph
	operand ssa.Value
	at      ssa.Instruction // the comparison
	entry   bool            // callers out of sight pass what is open
}

// Comparisons returns what a sink of the role AsCompared compares, for each caller in
// sight. It is empty for a helper that compares what it is passed: that is told at the
// calls.
func (g *Graph) Comparisons(s *Sink) []Comparison {
	g.mu.Lock()
	defer g.mu.Unlock()
	mine, theirs := s.Exprs()
	x, y := s.Operands()
	var found []Comparison
	for _, p := range g.pairs(s) {
		found = append(found, Comparison{
			Mine:   Side{Value: p.Mine, Expr: mine, graph: g, operand: x, at: s.Instr, entry: p.Entry},
			Theirs: Side{Value: p.Theirs, Expr: theirs, graph: g, operand: y, at: s.Instr, entry: p.Entry},
		})
	}
	return found
}

// Chooser is who can choose a value.
type Chooser int

// Those who can, the least first.
const (
	Program Chooser = iota // nobody else, as far as can be seen
	Caller                 // a caller out of sight: of an exported function, or of a callback
	Peer                   // somebody at the other end of a connection
)

// Chooser says who can choose the side.
func (s Side) Chooser() Chooser {
	switch {
	case s.Value.Any(fromPeer), s.Value.Any(decrypted):
		return Peer
	case s.entry && (s.Passed() || s.requested()):
		return Caller
	}
	return Program
}

// fromPeer reports whether somebody at the other end of a connection chose a part. A
// server that answers does not guess: it was asked, and was sent what it needs for that.
func fromPeer(alternative Alternative) bool {
	for _, o := range alternative {
		if o.Kind == cryptoapi.Network && o.Detail != "response" {
			return true
		}
	}
	return false
}

// decrypted reports whether a part is a plaintext that somebody else encrypted, as far as
// is known. What the program keeps in files it encrypted itself.
func decrypted(alternative Alternative) bool {
	plaintext := alternative.Part(cryptoapi.Plaintext)
	return plaintext != nil && !plaintext.Of.Has(cryptoapi.File, cryptoapi.Environment)
}

// Answered reports whether the side can be what a server answered to the program.
func (s Side) Answered() bool {
	return s.Value.Any(func(a Alternative) bool { return a.Has(cryptoapi.Network) && !fromPeer(a) })
}

// requested reports whether the side lies in what its type calls a request, or what a
// getter returns of one.
func (s Side) requested() bool {
	if owner, _ := s.field(); owner != nil && lexicon.SaysRequest(owner.Obj().Name()) {
		return true
	}
	for expr := s.graph.core(s.Expr); ; {
		selector, ok := expr.(*ast.SelectorExpr)
		if !ok {
			return false
		}
		if named := namedBehind(s.graph.typeOf(selector.X)); named != nil && lexicon.SaysRequest(named.Obj().Name()) {
			return true
		}
		expr = s.graph.core(selector.X)
	}
}

// Passed reports whether the side can be nothing but what a caller passes.
func (s Side) Passed() bool {
	return s.Value.Any(func(a Alternative) bool { return len(a) == 1 && a[0].Open() && a[0].Path == "" })
}

// Kept reports whether the side can be something that the program keeps: in a field, in
// a store, in its environment.
func (s Side) Kept() bool {
	return s.Value.Any(func(a Alternative) bool {
		return !a.Only(cryptoapi.Constant, cryptoapi.Zero) && !fromPeer(a) && !(len(a) == 1 && a[0].Open() && a[0].Path == "")
	})
}

// LookedUp reports whether the side was found by a key that somebody gave: an entry of a
// map, a record of a store, a column of a database.
func (s Side) LookedUp() bool {
	return provenance.LookedUp(s.operand) || s.Value.Any(func(a Alternative) bool { return a.Has(cryptoapi.File) })
}

// Record reports whether the side is a field of a record that was found by a text,
// whoever gave it, or a column of a database.
func (s Side) Record() bool {
	owner, _ := s.field()
	return owner != nil && provenance.FoundByText(s.operand) || s.Value.Any(func(a Alternative) bool { return a.Has(cryptoapi.File) })
}

// InMemory reports whether the side is an unexported field that, as far as is known, was
// read from no file and no database: decoders and mappers cannot fill such a field.
func (s Side) InMemory() bool {
	selector, ok := core(s.Expr).(*ast.SelectorExpr)
	return ok && !selector.Sel.IsExported() && !s.Value.Any(func(a Alternative) bool { return a.Has(cryptoapi.File) })
}

// Computed reports whether the side is what a function made of a text or of bytes.
func (s Side) Computed() bool { return provenance.Computed(s.operand) }

// Searched reports whether the side is, or is a part of, one element of a collection
// that a loop goes through.
func (s Side) Searched() bool { return provenance.Searched(s.operand) }

// Names returns what the program calls the side: in the expression, where it was kept,
// by what it was asked for, and what it comes from. What a value is a part of is not
// called by its name, and neither is a field by that of its object.
func (s Side) Names() []string {
	names := append([]string{s.graph.nameOf(s.Expr)}, provenance.KeptAs(s.operand)...)
	names = append(names, provenance.AskedFor(s.operand))
	if provenance.EntryOf(s.operand) != "" {
		return names // whatever else the map holds
	}
	for _, alternative := range s.Value {
		if o := alternative.OneVarying(); o != nil && !OfChallenge(o) {
			names = append(names, o.Name, environmentName(o))
		}
	}
	return names
}

// Authorizes reports whether the side is what a request gives to be let in: what the header
// Authorization holds, or a part of it.
func (s Side) Authorizes() bool {
	return slices.ContainsFunc(append(s.Names(), provenance.AskedForText(s.operand)), func(name string) bool {
		return strings.EqualFold(name, "Authorization") || strings.EqualFold(name, "Proxy-Authorization")
	})
}

// environmentName returns the name of the environment variable that an origin is, or "".
func environmentName(o *Origin) string {
	for _, of := range o.Of {
		if o.Kind == cryptoapi.Environment && of.Const != nil && of.Const.Kind() == constant.String {
			return constant.StringVal(of.Const)
		}
	}
	return ""
}

// Secret reads the names of the side, and those of what it was put together from. A
// field Token of a type RefreshToken is a refresh token. A keyID that was cut from a token is
// the ID of a key.
func (s Side) Secret() SecretName {
	if s.Labelled() && s.graph.ReadName(s.graph.nameOf(s.Expr)).What == "" {
		return SecretName{}
	}
	best := s.read(s.Names())
	switch name := s.graph.nameOf(s.Expr); {
	case best.Sure:
	case lexicon.SaysDigest(name):
		return SecretName{} // what it was read from is called token or pass, as the words of a language are
	case lexicon.SaysHeader(name) && provenance.AskedFor(s.operand) == "":
		return SecretName{} // it was cut from a token, and is what everybody can read
	}
	if owner, field := s.field(); best.What != "" && !best.Sure && owner != nil && s.graph.ReadName(owner.Obj().Name()).Sure {
		best.Sure = s.graph.ReadName(field).What != ""
	}
	return best
}

// Holds reads the names of all that the side was put together from: the password in
// "Basic " + base64(user + ":" + password).
func (s Side) Holds() SecretName {
	if entry := provenance.EntryOf(s.operand); entry != "" {
		return s.read([]string{entry})
	}
	var names []string
	for _, o := range s.Value.Origins() {
		if !OfChallenge(o) {
			names = append(names, o.Name)
		}
	}
	return s.read(names)
}

func (s Side) read(names []string) SecretName {
	var best SecretName
	for _, name := range names {
		if read := s.graph.ReadName(name); read.What != "" && read.What != "MAC" && (best.What == "" || read.Sure && !best.Sure) {
			best = read
		}
	}
	return best
}

// Labelled reports whether a name says that the side is something that people and
// programs are known by, or how it is written: a user, an address, a type.
func (s Side) Labelled() bool {
	name := s.graph.nameOf(s.Expr)
	return name != "" && lexicon.Labels(name)
}

// CalledMAC reports whether a name says that the side is a MAC or a tag.
func (s Side) CalledMAC() bool {
	for _, name := range s.Names() {
		if lexicon.SaysMAC(name) {
			return true
		}
	}
	return false
}

// KeyedCall returns the name of a key among the arguments of a function of which nothing
// is known and that made the side, or "".
func (s Side) KeyedCall() string {
	if s.operand == nil {
		return ""
	}
	s.graph.mu.Lock()
	defer s.graph.mu.Unlock()
	return named.KeyedCall(s.graph.e, s.operand)
}

// Public reports whether the side is public whatever it is called: by its type, by the
// type that holds it, by the variable that does, or because it names the secret that
// stands beside it.
func (s Side) Public() bool {
	if s.Expr == nil {
		return false
	}
	if t := s.domainType(); t != nil && s.graph.ReadName(t.Obj().Name()).What == "" && !lexicon.Form(t.Obj().Name()) && !s.passwordOf(t) {
		return true
	}
	owner, field := s.field()
	if selector, ok := core(s.Expr).(*ast.SelectorExpr); ok && lexicon.SaysPublic(s.graph.nameOf(selector.X)) {
		return true
	}
	name := s.graph.nameOf(s.Expr)
	return lexicon.SaysPublic(name) || lexicon.SaysChallenge(name) || owner != nil && (lexicon.SaysPublic(owner.Obj().Name()) || namesSecretBeside(owner, field))
}

// passwordOf reports whether the side is called a password, though it has a type of its
// own, and the name of the type does not say that it is a kind of passwords.
func (s Side) passwordOf(t *types.Named) bool {
	name := s.graph.ReadName(s.graph.nameOf(s.Expr))
	return name.What == "password" && name.Sure && !lexicon.Labels(t.Obj().Name())
}

// domainType returns the named string, array or slice type of the side, or of what an
// accessor of such a type returns.
func (s Side) domainType() *types.Named {
	expr := core(s.Expr)
	if call, ok := expr.(*ast.CallExpr); ok && len(call.Args) == 0 {
		if method, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok {
			expr = method.X
		}
	}
	named, ok := types.Unalias(s.graph.typeOf(expr)).(*types.Named)
	if !ok || named.Obj().Pkg() == nil {
		return nil
	}
	switch named.Underlying().(type) {
	case *types.Basic, *types.Array, *types.Slice:
		return named
	}
	return nil
}

// field returns the field that the side selects, or the getter that it calls, and the
// named type that has it.
func (s Side) field() (*types.Named, string) {
	expr := core(s.Expr)
	if call, ok := expr.(*ast.CallExpr); ok && len(call.Args) == 0 {
		expr = ast.Unparen(call.Fun)
	}
	selector, ok := expr.(*ast.SelectorExpr)
	if !ok {
		return nil, ""
	}
	return namedBehind(s.graph.typeOf(selector.X)), selector.Sel.Name
}

// namedBehind returns the named type that a type is, or points to, or nil.
func namedBehind(t types.Type) *types.Named {
	if pointer, ok := t.Underlying().(*types.Pointer); ok {
		t = pointer.Elem()
	}
	named, _ := types.Unalias(t).(*types.Named)
	return named
}

func (g *Graph) typeOf(expr ast.Expr) types.Type {
	if t := g.e.Pass.TypesInfo.TypeOf(expr); t != nil {
		return t
	}
	return types.Typ[types.Invalid]
}

// namesSecretBeside reports whether a field is the public name of a secret in the same
// struct: the access key of a secret key, the API key of an API secret.
func namesSecretBeside(owner *types.Named, name string) bool {
	structure, ok := owner.Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for field := range structure.Fields() {
		if field.Name() != name && lexicon.NameOfSecret(name, field.Name()) {
			return true
		}
	}
	return false
}

// Versions reports whether both sides are versions of one thing of the program, so that
// nobody guesses: the same field of two objects, results of one function, or something
// that is replaced by the other where they differ.
func (c Comparison) Versions() bool {
	owner, _ := c.Mine.field()
	other, _ := c.Theirs.field()
	program := c.Mine.graph.e.Program
	switch {
	case owner != nil && other != nil && types.Identical(owner, other):
		return true
	case sameField(c.Mine.Value, c.Theirs.Value) || provenance.SameCall(program, c.Mine.operand, c.Theirs.operand), provenance.SameProperty(program, c.Mine.operand, c.Theirs.operand):
		return true
	}
	return provenance.Replaced(c.Mine.operand, c.Theirs.operand)
}

// sameField reports whether both sides are the same field of objects of one type.
func sameField(a, b Value) bool {
	x, y := a.Origins(), b.Origins()
	if len(x) != 1 || len(y) != 1 {
		return false
	}
	return x[0].Storage != "" && x[0].Storage == y[0].Storage ||
		x[0].Path != "" && x[0].Path == y[0].Path && x[0].Name == y[0].Name && x[0].Kind == y[0].Kind
}

// Repeats reports whether a name says that the side repeats something that the same
// person typed, or is what it was before: confirmPassword, oldToken, old.Token.
func (s Side) Repeats() bool {
	if selector, ok := core(s.Expr).(*ast.SelectorExpr); ok && lexicon.Confirms(s.graph.nameOf(selector.X)) {
		return true
	}
	return lexicon.Confirms(s.graph.nameOf(s.Expr))
}

// UsedAs returns a use of the same datum in one of the roles, like Graph.UsedAs, or nil.
func (s Side) UsedAs(roles ...cryptoapi.Role) *Sink {
	used, _ := s.graph.UsedAs(&Sink{Role: cryptoapi.AsCompared, Instr: s.at, Operand: s.operand}, roles...)
	return used
}

// Text is how the code writes the side, or what it calls it where that is long.
func (s Side) Text() string {
	const longest = 40
	if s.Expr == nil {
		return ""
	}
	if text := types.ExprString(s.Expr); len(text) <= longest {
		return text
	}
	return s.graph.nameOf(s.Expr)
}

// Whole returns where the value at a sink comes from, like Origins, and leaves in
// what callers pass. The names of parameters are in it.
func (g *Graph) Whole(s *Sink) Value {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.e.Resolve(g.e.SinkValue(s))
}

// SecretName is what a name says of a value that is compared.
type SecretName struct {
	What string // "token", "password", "one-time code", "key"; empty: no secret
	Noun string // what a message calls it: "session id", "API key"
	Sure bool   // false: the word has other meanings, too, such as the token of a lexer
}

// ReadName reads a name as that of a secret.
func (g *Graph) ReadName(name string) SecretName {
	names := g.names()
	class := names.Classify(name)
	switch class {
	case lexicon.Nothing, lexicon.Nonce, lexicon.Salt:
		return SecretName{}
	}
	return SecretName{What: class.String(), Noun: names.Noun(name), Sure: !names.Ambiguous(name)}
}

// Passed returns where the value at a sink comes from, with what the callers pass
// that are in sight.
func (g *Graph) Passed(s *Sink) Value {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.e.Resolve(g.e.CallersPass(g.e.SinkValue(s), s.Func(), eval.MaxCallerHops))
}
