package flow

// Exclusive reports whether no call of the function that holds two sinks gets to both, as where an
// algorithm decides whether a value is a password or a key: what a name says in one branch does not
// count in the other. It is false of sinks in different functions.
func (g *Graph) Exclusive(a, b *Sink) bool {
	if a == nil || b == nil || a.Func() != b.Func() || a.Instr.Block() == b.Instr.Block() {
		return false
	}
	return !reaches(a.Instr.Block(), b.Instr.Block(), nil) && !reaches(b.Instr.Block(), a.Instr.Block(), nil)
}
