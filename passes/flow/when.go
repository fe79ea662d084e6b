package flow

import (
	"go/constant"
	"go/token"
	"go/types"
	"math"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// GuardFact says with which constants for a parameter a place in a function is reached:
// the code before it sends the others elsewhere.
//
//	if bits < 2048 {
//		return nil, errTooSmall
//	}
type GuardFact struct {
	Param   int        // 1-based, the receiver first
	Length  bool       // the length of what is passed decides
	Numbers [][2]int64 // for numbers and lengths: the ranges that get there, both ends included; 0 and 1 for a bool
	Texts   []string   // for strings: those that get there, or those that do not
	Others  bool       // all other texts get there
}

// admits reports whether a constant may get to the place.
func (g *GuardFact) admits(c constant.Value) bool {
	if c.Kind() == constant.String && !g.Length {
		return len(g.Numbers) > 0 || slices.Contains(g.Texts, constant.StringVal(c)) != g.Others
	}
	if len(g.Numbers) == 0 {
		return true
	}
	number, known := g.number(c)
	return !known || slices.ContainsFunc(g.Numbers, func(r [2]int64) bool { return r[0] <= number && number <= r[1] })
}

func (g *GuardFact) number(c constant.Value) (int64, bool) {
	switch {
	case g.Length && c.Kind() == constant.String:
		return int64(len(constant.StringVal(c))), true
	case g.Length:
		return 0, false
	case c.Kind() == constant.Bool && constant.BoolVal(c):
		return 1, true
	case c.Kind() == constant.Bool:
		return 0, true
	case c.Kind() == constant.Int:
		return constant.Int64Val(c)
	}
	return 0, false
}

func (g *GuardFact) same(h *GuardFact) bool {
	return g.Param == h.Param && g.Length == h.Length && g.Others == h.Others && slices.Equal(g.Numbers, h.Numbers) && slices.Equal(g.Texts, h.Texts)
}

// Bounds of what is told of parameters.
const (
	maxGuards  = 4  // of one place
	maxClasses = 24 // constants that one parameter is compared with
)

// decision is a parameter, or its length, on which branches of its function depend.
type decision struct {
	param      int
	length     bool
	conditions conditions
	classes    []class
}

// class is a set of constants that all take the same branches.
type class struct {
	example constant.Value
	numbers [2]int64
	text    string // empty example: all other texts
	others  bool
}

// decider finds what the branches of functions depend on.
type decider struct {
	decisionsOf memo[*ssa.Function, []decision]
}

func newDecider() *decider { return &decider{decisionsOf: newMemo[*ssa.Function, []decision]()} }

// fork returns a decider for the questions of one rule.
func (d *decider) fork() *decider { return &decider{decisionsOf: d.decisionsOf.fork()} }

// decisions returns the parameters of a function that branches depend on.
func (e *decider) decisions(fn *ssa.Function) []decision {
	if known, ok := e.decisionsOf.get(fn); ok {
		return known
	}
	var found []decision
	for i, param := range fn.Params {
		basic, ok := param.Type().Underlying().(*types.Basic)
		if ok && basic.Info()&(types.IsString|types.IsInteger|types.IsBoolean) != 0 {
			found = appendDecision(found, decision{param: i + 1, conditions: conditionsOn(param)})
		}
		lengths := make(conditions)
		for _, user := range *param.Referrers() {
			if call, ok := user.(*ssa.Call); ok && isLen(call) {
				lengths.add(call)
			}
		}
		found = appendDecision(found, decision{param: i + 1, length: true, conditions: lengths})
	}
	e.decisionsOf.set(fn, found)
	return found
}

func isLen(call *ssa.Call) bool {
	builtin, ok := call.Call.Value.(*ssa.Builtin)
	return ok && builtin.Name() == "len"
}

// conditionsOn returns the conditions on a parameter, also under another type.
func conditionsOn(param ssa.Value) conditions {
	found := make(conditions)
	found.add(param)
	for _, user := range *param.Referrers() {
		if renamed, ok := user.(*ssa.ChangeType); ok {
			found.add(renamed)
		}
	}
	return found
}

func appendDecision(found []decision, d decision) []decision {
	d.classes = classesOf(d.conditions)
	if len(d.classes) == 0 {
		return found
	}
	return append(found, d)
}

// classesOf divides all constants into those that take the same branches.
func classesOf(found conditions) []class {
	var numbers []int64
	var texts []string
	for _, k := range found {
		switch k.constant.Kind() {
		case constant.String:
			texts = append(texts, constant.StringVal(k.constant))
		case constant.Bool:
			numbers = append(numbers, 0, 1)
		case constant.Int:
			if n, exact := constant.Int64Val(k.constant); exact && n > math.MinInt64+1 && n < math.MaxInt64-1 {
				numbers = append(numbers, n)
			}
		}
	}
	slices.Sort(numbers)
	slices.Sort(texts)
	numbers, texts = slices.Compact(numbers), slices.Compact(texts)
	if len(numbers)+len(texts) > maxClasses || (len(numbers) > 0 && len(texts) > 0) {
		return nil
	}
	if len(texts) > 0 {
		return textClasses(texts)
	}
	return numberClasses(numbers, isBool(found))
}

func isBool(found conditions) bool {
	for _, k := range found {
		return k.constant.Kind() == constant.Bool
	}
	return false
}

func textClasses(texts []string) []class {
	var classes []class
	longest := ""
	for _, text := range texts {
		classes = append(classes, class{example: constant.MakeString(text), text: text})
		if len(text) >= len(longest) {
			longest = text
		}
	}
	return append(classes, class{example: constant.MakeString(longest + "?"), others: true})
}

func numberClasses(numbers []int64, truth bool) []class {
	if truth {
		return []class{
			{example: constant.MakeBool(false), numbers: [2]int64{0, 0}},
			{example: constant.MakeBool(true), numbers: [2]int64{1, 1}},
		}
	}
	var classes []class
	low := int64(math.MinInt64)
	add := func(from, to int64) {
		if from > to {
			return
		}
		example := from
		if from == math.MinInt64 {
			example = to
		}
		classes = append(classes, class{example: constant.MakeInt64(example), numbers: [2]int64{from, to}})
	}
	for _, n := range numbers {
		add(low, n-1)
		add(n, n)
		low = n + 1
	}
	if len(numbers) > 0 {
		add(low, math.MaxInt64)
	}
	return classes
}

// guardsAt returns what the branches before a block of a function, or before the edge
// from it to next, ask of the parameters.
func (e *decider) guardsAt(block, next *ssa.BasicBlock) []GuardFact {
	var guards []GuardFact
	fn := block.Parent()
	for _, d := range e.decisions(fn) {
		g := GuardFact{Param: d.param, Length: d.length}
		var reached []class
		for _, c := range d.classes {
			if reachable(fn.Blocks[0], block, next, d.conditions, c.example) {
				reached = append(reached, c)
			}
		}
		if len(reached) == 0 || len(reached) == len(d.classes) || len(guards) == maxGuards {
			continue
		}
		g.admit(d.classes, reached)
		guards = append(guards, g)
	}
	return guards
}

// admit makes a guard of the classes that get through.
func (g *GuardFact) admit(all, reached []class) {
	g.Others = reached[len(reached)-1].others
	for _, c := range all {
		through := slices.ContainsFunc(reached, func(r class) bool { return r.example == c.example })
		switch {
		case c.others:
		case c.example.Kind() == constant.String:
			if through != g.Others {
				g.Texts = append(g.Texts, c.text)
			}
		case through:
			g.Numbers = append(g.Numbers, c.numbers)
		}
	}
	g.Numbers = merged(g.Numbers)
}

// merged joins ranges that follow each other.
func merged(ranges [][2]int64) [][2]int64 {
	var joined [][2]int64
	for _, r := range ranges {
		if last := len(joined) - 1; last >= 0 && joined[last][1] == r[0]-1 {
			joined[last][1] = r[1]
			continue
		}
		joined = append(joined, r)
	}
	return joined
}

// guardsOf returns what the code before a sink asks of the parameters of its function:
// its own branches, and those of the callee that it hands them to.
func (e *finder) guardsOf(sink *Sink) []GuardFact {
	guards := e.guardsAt(sink.Instr.Block(), nil)
	if sink.use == nil {
		return guards
	}
	return append(guards, e.handedOn(sink.use.When, sink.target, sink.Func(), maxGuards-len(guards))...)
}

// handedOn turns guards of a callee into guards of the function that passes its own
// parameters to it.
func (e *evaluator) handedOn(when []GuardFact, t *target, fn *ssa.Function, most int) []GuardFact {
	var guards []GuardFact
	operands := t.operands()
	for _, g := range when {
		if g.Param > len(operands) || len(guards) >= most {
			continue
		}
		operand := operands[g.Param-1]
		if renamed, ok := operand.(*ssa.ChangeType); ok {
			operand = renamed.X
		}
		if i := slices.IndexFunc(fn.Params, func(p *ssa.Parameter) bool { return p == operand }); i >= 0 {
			g.Param = i + 1
			guards = append(guards, g)
		}
	}
	return guards
}

// common returns the guards that two places have in common.
func common(a, b []GuardFact) []GuardFact {
	var both []GuardFact
	for i := range a {
		if slices.ContainsFunc(b, func(g GuardFact) bool { return g.same(&a[i]) }) {
			both = append(both, a[i])
		}
	}
	return both
}

// mayReach reports whether a call may reach a place of its target, for all that is known
// of the constants that it passes.
func (e *evaluator) mayReach(when []GuardFact, t *target, call ssa.CallInstruction) bool {
	operands := t.operands()
	return !slices.ContainsFunc(when, func(g GuardFact) bool {
		if g.Param > len(operands) {
			return false
		}
		passed, known := e.constantsPassed(operands[g.Param-1], call)
		return known && !slices.ContainsFunc(passed, g.admits)
	})
}

// constantsPassed returns the constants that an operand can be, if it is nothing else.
func (e *evaluator) constantsPassed(operand ssa.Value, call ssa.CallInstruction) ([]constant.Value, bool) {
	if c, ok := operand.(*ssa.Const); ok && c.Value != nil {
		return []constant.Value{c.Value}, true
	}
	found, known := exact(e.origins(operand, "", call))
	if known {
		return found, true
	}
	return e.equalTo(operand, call)
}

// exact returns the constants that are all there is of a value.
func exact(v value.Value) ([]constant.Value, bool) {
	var found []constant.Value
	for _, alternative := range v {
		if !isConstant(alternative) {
			return nil, false
		}
		found = append(found, alternative[0].Const)
	}
	return found, len(found) > 0
}

// equalTo returns the constants that a value is equal to at a place, where every way
// there leads through a comparison with something that is one of them.
func (e *evaluator) equalTo(v ssa.Value, at ssa.Instruction) ([]constant.Value, bool) {
	for _, one := range sameLoads(v) {
		if one.Referrers() == nil || v.Parent() != at.Parent() {
			continue
		}
		for _, user := range *one.Referrers() {
			comparison, ok := user.(*ssa.BinOp)
			if !ok || (comparison.Op != token.EQL && comparison.Op != token.NEQ) {
				continue
			}
			differs := conditions{comparison: {op: comparison.Op, constant: constant.MakeBool(true)}}
			if reachable(at.Parent().Blocks[0], at.Block(), nil, differs, constant.MakeBool(false)) {
				continue
			}
			other := comparison.Y
			if other == one {
				other = comparison.X
			}
			if found, known := exact(e.origins(other, "", comparison)); known {
				return found, true
			}
		}
	}
	return nil, false
}

// passedOn returns what a call passes to the use of a sink further down, without the
// constants that the code before the use sends elsewhere.
func (e *finder) passedOn(s *Sink) value.Value {
	var passed value.Value
	for _, alternative := range s.use.Value {
		passed = value.Join(passed, admitted(e.instantiate(value.Value{alternative}, s.target, s.call), alternative, s.use.When))
	}
	return passed
}

// admitted leaves out the constants which a callee that uses a parameter as it is sends
// elsewhere before.
func admitted(v value.Value, use value.Alternative, when []GuardFact) value.Value {
	if len(use) != 1 || use[0].Path != "" || use[0].Form != "" || use[0].Index {
		return v
	}
	return slices.DeleteFunc(slices.Clone(v), func(a value.Alternative) bool {
		return isConstant(a) && slices.ContainsFunc(when, func(g GuardFact) bool {
			return g.Param == use[0].Param && !g.admits(a[0].Const)
		})
	})
}
