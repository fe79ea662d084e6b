package condition

import (
	"go/constant"
	"go/types"
	"math"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/memo"
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

// Admits reports whether a constant may get to the place.
func (g *GuardFact) Admits(c constant.Value) bool {
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

func (g *GuardFact) Same(h *GuardFact) bool {
	return g.Param == h.Param && g.Length == h.Length && g.Others == h.Others && slices.Equal(g.Numbers, h.Numbers) && slices.Equal(g.Texts, h.Texts)
}

// Bounds of what is told of parameters.
const (
	MaxGuards  = 4  // of one place
	maxClasses = 24 // constants that one parameter is compared with
)

// decision is a parameter, or its length, on which branches of its function depend.
type decision struct {
	param      int
	length     bool
	conditions Conditions
	classes    []class
}

// class is a set of constants that all take the same branches.
type class struct {
	example constant.Value
	numbers [2]int64
	text    string // empty example: all other texts
	others  bool
}

// Decider finds what the branches of functions depend on.
type Decider struct {
	decisionsOf memo.Memo[*ssa.Function, []decision]
}

func New() *Decider { return &Decider{decisionsOf: memo.New[*ssa.Function, []decision]()} }

// Fork returns a decider for the questions of one rule.
func (d *Decider) Fork() *Decider { return &Decider{decisionsOf: d.decisionsOf.Fork()} }

// Decisions returns the parameters of a function that branches depend on.
func (e *Decider) Decisions(fn *ssa.Function) []decision {
	if known, ok := e.decisionsOf.Get(fn); ok {
		return known
	}
	var found []decision
	for i, param := range fn.Params {
		basic, ok := param.Type().Underlying().(*types.Basic)
		if ok && basic.Info()&(types.IsString|types.IsInteger|types.IsBoolean) != 0 {
			found = appendDecision(found, decision{param: i + 1, conditions: conditionsOn(param)})
		}
		lengths := make(Conditions)
		for _, user := range *param.Referrers() {
			if call, ok := user.(*ssa.Call); ok && ir.IsLen(call) {
				lengths.add(call)
			}
		}
		found = appendDecision(found, decision{param: i + 1, length: true, conditions: lengths})
	}
	e.decisionsOf.Set(fn, found)
	return found
}

// conditionsOn returns the conditions on a parameter, also under another type.
func conditionsOn(param ssa.Value) Conditions {
	found := make(Conditions)
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
func classesOf(found Conditions) []class {
	var numbers []int64
	var texts []string
	for _, k := range found {
		switch k.Constant.Kind() {
		case constant.String:
			texts = append(texts, constant.StringVal(k.Constant))
		case constant.Bool:
			numbers = append(numbers, 0, 1)
		case constant.Int:
			if n, exact := constant.Int64Val(k.Constant); exact && n > math.MinInt64+1 && n < math.MaxInt64-1 {
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

func isBool(found Conditions) bool {
	for _, k := range found {
		return k.Constant.Kind() == constant.Bool
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

// GuardsAt returns what the branches before a block of a function, or before the edge
// from it to next, ask of the parameters.
func (e *Decider) GuardsAt(block, next *ssa.BasicBlock) []GuardFact {
	var guards []GuardFact
	fn := block.Parent()
	for _, d := range e.Decisions(fn) {
		g := GuardFact{Param: d.param, Length: d.length}
		var reached []class
		for _, c := range d.classes {
			if Reachable(fn.Blocks[0], block, next, d.conditions, c.example) {
				reached = append(reached, c)
			}
		}
		if len(reached) == 0 || len(reached) == len(d.classes) || len(guards) == MaxGuards {
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

// Common returns the guards that two places have in common.
func Common(a, b []GuardFact) []GuardFact {
	var both []GuardFact
	for i := range a {
		if slices.ContainsFunc(b, func(g GuardFact) bool { return g.Same(&a[i]) }) {
			both = append(both, a[i])
		}
	}
	return both
}
