package named

import (
	"go/types"
	"iter"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/lexicon"
	"github.com/cryptolint/cryptolint/passes/flow/internal/location"
	"github.com/cryptolint/cryptolint/passes/flow/internal/uses"
)

// fieldReads returns the name by which a field is read: its own, or, where that says
// little, that of the type that holds it, or the name in a field beside it. The Code of
// a ResetLink is a reset code, and so is the Value of a row whose Key is "reset_code".
func (e finder) fieldReads(address *ssa.FieldAddr) string {
	field := ir.StructOf(address.X.Type()).Field(address.Field).Name()
	if e.Names.Classify(field) != lexicon.Nothing {
		return field
	}
	if lexicon.SaysLittle(field) {
		if name := nameBeside(address); name != "" {
			return name
		}
	}
	if named := ir.NamedOf(address.X.Type()); named != nil && named.Obj().Pkg() != nil {
		if name := lexicon.Owned(named.Obj().Pkg().Name(), named.Obj().Name(), field); name != "" {
			return name
		}
	}
	return field
}

// nameBeside returns the constant that the same function stores in a field Key or Name
// of the struct: the name of a row.
func nameBeside(address *ssa.FieldAddr) string {
	for stored := range storedBeside(address, lexicon.NamesRow) {
		if text, ok := ir.ConstantText(stored); ok {
			return text
		}
	}
	return ""
}

// storedBeside goes through what the same function stores in the other fields of the object
// whose names say what is asked for.
func storedBeside(address *ssa.FieldAddr, says func(name string) bool) iter.Seq[ssa.Value] {
	return func(yield func(ssa.Value) bool) {
		if address.X.Referrers() == nil { // a global
			return
		}
		for _, user := range *address.X.Referrers() {
			other, ok := user.(*ssa.FieldAddr)
			if !ok || other.Field == address.Field || !says(ir.StructOf(other.X.Type()).Field(other.Field).Name()) {
				continue
			}
			for _, use := range *other.Referrers() {
				if store, ok := use.(*ssa.Store); ok && store.Addr == ssa.Value(other) && !yield(store.Val) {
					return
				}
			}
		}
	}
}

// namedEntry goes by the key of an entry of a map, or, where that is computed, by the
// type whose field the map is: the Data of a Secret.
func (e finder) namedEntry(update *ssa.MapUpdate) []*uses.Sink {
	if key := location.MapPath(update.Key); key != location.AnyKey {
		return e.namedSink(update, location.LastField(key), "the entry "+location.LastField(key), update.Value)
	}
	load, ok := update.Map.(*ssa.UnOp)
	if !ok {
		return nil
	}
	address, ok := load.X.(*ssa.FieldAddr)
	if !ok {
		return nil
	}
	if name := e.fieldReads(address); e.Names.Classify(name) != lexicon.Nothing {
		return e.namedSink(update, name, "an entry of "+ir.AddressedField(address), update.Value)
	}
	return nil
}

// filledInPlace finds the fields and variables with a name that suggests a role whose
// bytes a function fills where they lie, so that nothing is stored in them as a whole.
func (e finder) filledInPlace(fn *ssa.Function) []*uses.Sink {
	var found []*uses.Sink
	seen := make(map[location.Region]bool)
	for _, block := range fn.Blocks {
		for _, instr := range block.Instrs {
			var name, api string
			switch instr := instr.(type) {
			case *ssa.FieldAddr:
				name, api = e.fieldReads(instr), ir.AddressedField(instr)
			case *ssa.Alloc:
				name, api = instr.Comment, "the variable "+instr.Comment
			default:
				continue
			}
			memory := instr.(ssa.Value)
			if !isArrayOfBytes(memory.Type()) {
				continue
			}
			sinks := e.namedSink(instr, name, api, memory)
			if len(sinks) == 0 {
				continue
			}
			for _, r := range e.Regions(memory) {
				if filled := e.firstFill(r, fn); filled != nil && !seen[r] {
					seen[r] = true
					sinks[0].Instr = filled
					found = append(found, asked(sinks, endAfter(filled))...)
				}
			}
		}
	}
	return found
}

// firstFill returns the first instruction that writes to a part of a region, or has a
// function do it; nil if there is none.
func (e finder) firstFill(r location.Region, fn *ssa.Function) ssa.Instruction {
	for _, ev := range e.HistoryOf(r.Root, fn).Ordered {
		store, isStore := ev.Instr.(*ssa.Store)
		if ev.Path != r.Path || !ev.Writes() || isStore && !ir.IsByte(store.Val.Type()) {
			continue // another memory, or all of it at once
		}
		return ev.Instr
	}
	return nil
}

func isArrayOfBytes(t types.Type) bool {
	pointer, ok := t.Underlying().(*types.Pointer)
	if !ok {
		return false
	}
	array, ok := pointer.Elem().Underlying().(*types.Array)
	return ok && ir.IsByte(array.Elem())
}

func isTexts(t types.Type) bool {
	slice, ok := t.Underlying().(*types.Slice)
	return ok && ir.IsString(slice.Elem())
}

// endAfter returns the place where a function returns after an instruction: what is
// stored may be filled by then. It is the instruction itself where there are several, and
// none certainly comes after it.
func endAfter(instr ssa.Instruction) ssa.Instruction {
	var ends []ssa.Instruction
	for ret := range ir.Returns(instr.Parent()) {
		if ir.Fails(ret) {
			continue
		}
		if instr.Block().Dominates(ret.Block()) {
			return ret
		}
		ends = append(ends, ret)
	}
	if len(ends) == 1 {
		return ends[0] // a loop that fills something byte by byte comes before it
	}
	return instr
}

// asked says where the values of sinks are to be asked for.
func asked(sinks []*uses.Sink, at ssa.Instruction) []*uses.Sink {
	for _, s := range sinks {
		s.Asked = at
	}
	return sinks
}
