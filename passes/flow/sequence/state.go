package sequence

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/location"
	"github.com/cryptolint/cryptolint/passes/flow/internal/uses"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// keptState reports whether a method makes its nonce of nothing but fields of its
// receiver, and moves none of them on: a number, or bytes that other methods draw for
// themselves. The next call makes the same nonce.
func (e *Tracker) keptState(use *nonceUse) *Reuse {
	fn := use.sink.Func()
	fields := e.fieldsOf(use.sink)
	if len(fields) == 0 || !e.keyKeptWith(fields[0].Root, use) || !e.moves(use.sink) || e.calledByMaker(fn, fields[0].Root) {
		return nil
	}
	writes := false
	for _, field := range fields {
		if declared, _ := e.FieldOf(field.Storage); declared == nil || declared.Exported() || !e.movedByUsers(field, fn) {
			return nil
		}
		writes = writes || !e.setByMaker(field)
	}
	if !writes || e.callerWrites(fn, fields, maxOnce) {
		return nil // drawn once: that is told as such; or moved on by who calls
	}
	return &Reuse{How: NotMoved, Name: location.LastField(fields[0].Path), Owner: fieldOwner(fields[0])}
}

// fieldsOf returns the fields of a parameter of which the nonce of a sink is made, if
// nothing else varies in it.
func (e *Tracker) fieldsOf(s *uses.Sink) []location.Region {
	nonce := e.SinkValue(s)
	if len(nonce) != 1 {
		return nil
	}
	var fields []location.Region
	for _, o := range nonce[0] {
		if !o.Open() || !o.Stored() || o.Form != "" || o.Index || o.Param > len(s.Func().Params) {
			return nil
		}
		root := s.Func().Params[o.Param-1]
		if len(fields) > 0 && fields[0].Root != ssa.Value(root) {
			return nil
		}
		fields = append(fields, location.Region{Root: root, Path: o.Path, Storage: o.Storage, Span: location.Whole})
	}
	return fields
}

// moves reports whether the nonce of a sink is drawn or counted somewhere.
func (e *Tracker) moves(s *uses.Sink) bool {
	nonce := e.Resolve(e.SinkValue(s))
	return len(nonce) > 0 && !nonce.Any(func(a value.Alternative) bool {
		return !a.Only(cryptoapi.SecureRandom, cryptoapi.WeakRandom, cryptoapi.Counter)
	})
}

// movedByUsers reports whether all functions that write to a field do so for a nonce of
// their own: they encrypt with it, or only such functions call them. Where others write
// to it, they may move it on between two calls.
func (e *Tracker) movedByUsers(field location.Region, except *ssa.Function) bool {
	for _, address := range e.Fields[field.Storage] {
		writer := address.Parent()
		if e.runsOnce(writer) || !e.writesField(field.Storage, writer) {
			continue
		}
		if writer == except || !e.forItself(writer, field.Storage, maxOnce) {
			return false
		}
	}
	return true
}

// writesField reports whether a function writes to a field of an object that it was given.
func (e *Tracker) writesField(storage string, fn *ssa.Function) bool {
	for _, address := range e.Fields[storage] {
		if address.Parent() != fn {
			continue
		}
		for _, at := range e.Regions(address) {
			if !ir.IsInstruction(at.Root) && !e.untouched(location.Region{Root: at.Root, Path: at.Path, Span: location.Whole}, fn) {
				return true
			}
		}
	}
	return false
}

// forItself reports whether a function, or each that calls it, has a nonce that is made
// of the field.
func (e *Tracker) forItself(fn *ssa.Function, storage string, hops int) bool {
	for _, sink := range e.Sinks(fn) {
		if sink.Stored != "" || sink.Role != cryptoapi.AsNonce && sink.Role != cryptoapi.AsStreamNonce {
			continue // what is stored in a field is encrypted with by others
		}
		made := func(o *value.Origin) bool { return o.Storage == storage }
		if slices.ContainsFunc(e.SinkValue(sink).Origins(), made) || e.takesFrom(sink, fn, storage) {
			return true
		}
	}
	if hops == 0 || !e.OnlyCalled(fn) {
		return false
	}
	return !slices.ContainsFunc(e.Callers[fn], func(call ssa.CallInstruction) bool { return !e.forItself(call.Parent(), storage, hops-1) })
}

// takesFrom reports whether the nonce of a sink is made of what its function, or one that
// it calls, has just written to a field.
func (e *Tracker) takesFrom(s *uses.Sink, fn *ssa.Function, storage string) bool {
	stored := e.StoredIn(storage)
	return slices.ContainsFunc(e.SinkValue(s).Origins(), func(o *value.Origin) bool {
		return slices.ContainsFunc(stored.Origins(), func(p *value.Origin) bool { return o.Kind == p.Kind && o.Kind != cryptoapi.Unknown })
	})
}

// callerWrites reports whether a function of this package that calls another writes to
// one of the fields.
func (e *Tracker) callerWrites(fn *ssa.Function, fields []location.Region, hops int) bool {
	return hops > 0 && slices.ContainsFunc(e.Callers[fn], func(call ssa.CallInstruction) bool {
		caller := call.Parent()
		return slices.ContainsFunc(fields, func(f location.Region) bool { return e.writesField(f.Storage, caller) || e.reachesField(caller, f) }) ||
			e.callerWrites(caller, fields, hops-1)
	})
}

// reachesField reports whether a function calls another that writes to a field.
func (e *Tracker) reachesField(fn *ssa.Function, field location.Region) bool {
	for _, address := range e.Fields[field.Storage] {
		writer := address.Parent()
		if e.writesField(field.Storage, writer) && slices.ContainsFunc(e.Callers[writer], func(call ssa.CallInstruction) bool { return call.Parent() == fn }) {
			return true
		}
	}
	return false
}
