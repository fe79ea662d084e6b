package sequence

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/eval"
	"github.com/cryptolint/cryptolint/passes/flow/internal/location"
	"github.com/cryptolint/cryptolint/passes/flow/internal/uses"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// Lifetime says for how many messages a key serves.
type Lifetime uint8

// The lifetimes.
const (
	Unseen  Lifetime = iota // code that cannot be seen made it
	Message                 // it is made for one message
	Longer                  // it is older than the message: callers, fields and variables have it
	Agreed                  // the same, and code that cannot be seen made it at some time: for a session, maybe
)

// KeyLifetime tells for how many messages the key serves that goes with the nonce of a
// sink. What counts is how long the key lives, and not how it came about: a key that was
// drawn, or agreed on, for an object serves for all messages of that object.
func (e *Tracker) KeyLifetime(s *uses.Sink) Lifetime {
	e.mu.Lock()
	defer e.mu.Unlock()
	lifetime := e.keyLifetime(s)
	if lifetime == Longer && e.keyUnseen(s) {
		return Agreed
	}
	return lifetime
}

func (e *Tracker) keyLifetime(s *uses.Sink) Lifetime {
	passed := e.SinkKey(s)
	if e.replaced(s) || readNow(s.Func(), passed) {
		return Message
	}
	key := e.CallersPass(passed, s.Func(), eval.MaxCallerHops)
	known := slices.DeleteFunc(slices.Clone(key), unseen)
	older := slices.DeleteFunc(slices.Clone(known), e.madeForOne)
	switch {
	case len(known) == 0:
		return Unseen
	case e.outlives(s):
		return Longer
	case len(older) == 0 || e.renewed(older):
		return Message
	}
	return Longer
}

// renewed reports whether a key lies in fields that are written again and again, with
// keys that are agreed on or derived.
func (e *Tracker) renewed(key value.Value) bool {
	if slices.ContainsFunc(key, func(a value.Alternative) bool { return !slices.ContainsFunc(a, e.written) }) {
		return false
	}
	made := slices.DeleteFunc(slices.Clone(e.ResolveDeep(key, eval.MaxKeyDepth)), unseen)
	return !slices.ContainsFunc(made, func(a value.Alternative) bool { return !derived(a) })
}

// written reports whether an origin is what a field holds, or is made of that, which
// others than the maker of the object write to.
func (e *Tracker) written(o *value.Origin) bool {
	return o.Stored() && !e.setByMaker(location.Region{Storage: o.Storage}) || slices.ContainsFunc(o.Of, e.written)
}

// keyUnseen reports whether code that cannot be seen made the key at some time, which
// fields and variables hold now.
func (e *Tracker) keyUnseen(s *uses.Sink) bool {
	key := e.ResolveDeep(e.CallersPass(e.SinkKey(s), s.Func(), eval.MaxCallerHops), eval.MaxKeyDepth)
	return len(key) > 0 && !slices.ContainsFunc(key, func(a value.Alternative) bool { return !unseen(a) })
}

// unseen reports whether nothing is known of a key, or the alternative is none at all.
func unseen(key value.Alternative) bool {
	return !slices.ContainsFunc(key, func(o *value.Origin) bool {
		switch {
		case o.Open() || o.Captured() || o.Stored():
			return true
		case o.Kind == cryptoapi.Unknown || o.Detail == "nil":
			return false
		}
		return len(o.Of) == 0 || !unseen(o.Of)
	})
}

// madeForOne reports whether a key is drawn, agreed on or derived each time that the
// function runs. A key is as old as what it is derived from: one of a stored secret and
// constants is old, and a salt or the share of a peer that comes with the message makes
// it new.
func (e *Tracker) madeForOne(key value.Alternative) bool {
	return e.drawnHere(key) || derived(key) && !e.stored(key)
}

// drawnHere reports whether something random went into a key that was not drawn once
// and for all.
func (e *Tracker) drawnHere(key value.Alternative) bool {
	return slices.ContainsFunc(key, func(o *value.Origin) bool {
		return o.Kind == cryptoapi.SecureRandom && !e.madeOnce(o) || e.drawnHere(o.Of)
	})
}

// stored reports whether a key is made of nothing but what fields and variables hold,
// and constants.
func (e *Tracker) stored(key value.Alternative) bool {
	return !slices.ContainsFunc(key, func(o *value.Origin) bool {
		if len(o.Of) > 0 {
			return !e.stored(o.Of)
		}
		switch o.Kind {
		case cryptoapi.Constant, cryptoapi.Zero, cryptoapi.Function, cryptoapi.Hasher:
			return false
		case cryptoapi.KDFOutput:
			inputs := e.derivedFrom(o)
			return len(inputs) == 0 || !e.stored(inputs)
		}
		return !o.Stored()
	})
}

// derivedFrom returns what the call of a key derivation is given, for an origin that no
// longer tells.
func (e *Tracker) derivedFrom(o *value.Origin) value.Alternative {
	var inputs value.Value
	for _, sink := range e.Found {
		if !o.Pos.IsValid() || sink.Use != nil || sink.Instr.Pos() != o.Pos {
			continue
		}
		switch sink.Role {
		case cryptoapi.AsKDFSecret, cryptoapi.AsPassword, cryptoapi.AsSalt, cryptoapi.AsInfo:
			inputs = value.Join(inputs, e.SinkValue(sink))
		}
	}
	return inputs.Origins()
}

// derived reports whether a key comes out of a key exchange or a derivation. One that is
// computed from several things does: a salt or a share of the peer is among them.
func derived(key value.Alternative) bool {
	return slices.ContainsFunc(key, func(o *value.Origin) bool {
		switch o.Kind {
		case cryptoapi.SharedSecret, cryptoapi.MACTag:
			return true
		case cryptoapi.KDFOutput:
			return derived(o.Of) || !o.PasswordKDF() || !o.Of.Has(cryptoapi.Constant, cryptoapi.Zero)
		}
		return derived(o.Of) || len(o.Of.Varying()) > 1
	})
}

// madeOnce reports whether an origin comes about in a function that runs once, or came
// through one.
func (e *Tracker) madeOnce(o *value.Origin) bool {
	places := []token.Pos{o.Pos}
	for _, step := range o.Steps.List() {
		places = append(places, step.Pos)
	}
	return slices.ContainsFunc(e.Funcs, func(fn *ssa.Function) bool {
		syntax := fn.Syntax()
		return syntax != nil && slices.ContainsFunc(places, func(pos token.Pos) bool {
			return pos.IsValid() && syntax.Pos() <= pos && pos < syntax.End()
		}) && e.runsOnce(fn)
	})
}

// outlives reports whether the key of a sink serves for several messages though it is
// made while its function runs: before a loop that encrypts something else each time, or
// before the closure that encrypts and runs again.
func (e *Tracker) outlives(s *uses.Sink) bool {
	operand := e.keyOperand(s)
	if operand == nil {
		return false
	}
	key := e.lineageOf(operand, s.Instr)
	if key.lost {
		return false
	}
	for _, entry := range key.entries {
		if free, ok := entry.Root.(*ssa.FreeVar); ok {
			return e.capturedBefore(free)
		}
	}
	loop := e.Order(s.Func()).InnermostLoop(s.Instr.Block())
	if loop == nil || len(key.births) == 0 || slices.ContainsFunc(key.births, func(birth ssa.Instruction) bool { return loop.Blocks[birth.Block()] }) {
		return false
	}
	return slices.ContainsFunc(e.usesBefore(s, key.births), func(before *uses.Sink) bool { return before.Instr == s.Instr }) && e.changesText(s, key.births)
}

// capturedBefore reports whether a variable is written before the closure that captures
// it is made, and that runs again.
func (e *Tracker) capturedBefore(free *ssa.FreeVar) bool {
	made := e.Closures[free.Parent()]
	return len(made) == 1 && e.writtenBefore(free, made[0]) && e.runsAgain(made[0])
}
